/** The way from an object to a value inside it: keys of mappings and indexes of lists. */
export type Path = readonly (string | number)[];

const plainKey = /^[A-Za-z_][\w-]*$/;

/** The way that a text says as `pathText` writes it. */
export const pathOf = (text: string): Path =>
  [...text.matchAll(/\[("(?:[^"\\]|\\.)*")\]|[^.[\]]+/g)].map(([step, quoted]) => {
    if (quoted !== undefined) return JSON.parse(quoted) as string;
    return /^\d+$/.test(step) ? Number(step) : step;
  });

/** A path as people write it: `spec.endpoints[0].port`, `metadata.labels["app.kubernetes.io/name"]`. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!plainKey.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** True for what YAML calls a mapping and JSON an object. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
