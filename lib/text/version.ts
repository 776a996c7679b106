/** A version, for comparing. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `rc.0` of `3.0.0-rc.0`; empty for a release. */
  readonly prerelease: string;
}

/** Reads `v3.5.0`, `3.5`, `3.0.0-rc.1`. Undefined where the text is no version. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+)(?:\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?)?)?$/.exec(text.trim());
  if (!match) return undefined;
  return { major: Number(match[1]), minor: Number(match[2] ?? 0), patch: Number(match[3] ?? 0), prerelease: match[4] ?? '' };
}

export function printVersion({ major, minor, patch, prerelease }: Version): string {
  return `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}`;
}

/** Negative where `a` is older than `b`, by the rules of Semantic Versioning 2.0.0, section 11. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || comparePrereleases(a.prerelease, b.prerelease);
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (!a || !b) return a ? -1 : 1;
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareIdentifiers(left[i]!, right[i]!);
    if (order) return order;
  }
  return left.length - right.length;
}

function compareIdentifiers(a: string, b: string): number {
  const numeric = [a, b].map((identifier) => /^\d+$/.test(identifier));
  if (numeric[0] && numeric[1]) return Number(a) - Number(b);
  if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a version is this one or a later one. */
export const isAtLeast = (version: Version, since: string): boolean => compareVersions(version, parseVersion(since)!) >= 0;
