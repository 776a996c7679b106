import { isMapping, type Path } from '../yaml/value';
import type { LabelSelector } from './label-selector';

/** What stands at the end of a path through data of which nothing is sure; undefined where the path leads nowhere. */
export function at(value: unknown, ...path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof step === 'number' ? !Array.isArray(found) : !isMapping(found)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}

/** The mapping at the end of a path, or an empty one. */
export function mapping(value: unknown, ...path: Path): Readonly<Record<string, unknown>> {
  const found = at(value, ...path);
  return isMapping(found) ? found : {};
}

/** The list at the end of a path, or an empty one. */
export function list(value: unknown, ...path: Path): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The mappings of the list at the end of a path, each with its index in it. */
export function mappings(value: unknown, ...path: Path): readonly (readonly [Readonly<Record<string, unknown>>, number])[] {
  return list(value, ...path).flatMap((item, index) => (isMapping(item) ? [[item, index] as const] : []));
}

/** The text at the end of a path. */
export function text(value: unknown, ...path: Path): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The texts of a mapping of texts, as labels and annotations are. */
export function texts(value: unknown, ...path: Path): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapping(value, ...path)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The label selector at the end of a path; what could not stand in one is passed over. */
export const labelSelector = (value: unknown, ...path: Path): LabelSelector => {
  const found = mapping(value, ...path);
  const matchExpressions = mappings(found, 'matchExpressions').flatMap(([json]) => {
    const [key, operator] = [text(json, 'key'), text(json, 'operator')];
    return key === undefined || operator === undefined
      ? []
      : [{ key, operator, values: list(json, 'values').filter((one) => typeof one === 'string') }];
  });
  return { matchLabels: texts(found, 'matchLabels'), matchExpressions };
};
