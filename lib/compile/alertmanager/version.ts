/** A version of Alertmanager, for comparing. */
export interface Version {
  readonly numbers: readonly [number, number, number];
  /** `rc.1` of 0.32.0-rc.1, which comes before 0.32.0; empty in a release. */
  readonly prerelease: string;
}

/** What prometheus-operator v0.93.1 runs where an Alertmanager does not say. */
export const defaultVersion = 'v0.33.1';

/** Reads `0.33.1`, `v0.33`, `0.32.0-rc.1`; undefined where the text is no version. */
export function parseVersion(text: string): Version | undefined {
  const found = /^\s*v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?\s*$/.exec(text);
  if (found === null) return undefined;
  return { numbers: [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)], prerelease: found[4] ?? '' };
}

/** Whether a version is at least `0.22.0` or so; a pre-release of it is not. */
export function atLeast({ numbers, prerelease }: Version, since: string): boolean {
  const wanted = since.split('.').map(Number);
  for (const [i, number] of numbers.entries()) if (number !== wanted[i]) return number > wanted[i]!;
  return prerelease === '';
}

export const printVersion = ({ numbers, prerelease }: Version): string => numbers.join('.') + (prerelease === '' ? '' : `-${prerelease}`);
