import { isMapping, type Path } from '../yaml/value';
import type { LabelSelector } from './label-selector';

/** What stands at the end of a path through data of which nothing is sure; undefined where the path leads nowhere. */
export function valueAt(value: unknown, ...path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof step === 'number' ? !Array.isArray(found) : !isMapping(found)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}

/** The mapping at the end of a path, or an empty one. */
export function mappingAt(value: unknown, ...path: Path): Readonly<Record<string, unknown>> {
  const found = valueAt(value, ...path);
  return isMapping(found) ? found : {};
}

/** The list at the end of a path, or an empty one. */
export function listAt(value: unknown, ...path: Path): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The mappings of the list at the end of a path, each with its index in it. */
export function mappingsAt(value: unknown, ...path: Path): readonly (readonly [Readonly<Record<string, unknown>>, number])[] {
  return listAt(value, ...path).flatMap((item, index) => (isMapping(item) ? [[item, index] as const] : []));
}

/** The text at the end of a path. */
export function textAt(value: unknown, ...path: Path): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The texts of a mapping of texts, as labels and annotations are. */
export function textsAt(value: unknown, ...path: Path): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mappingAt(value, ...path)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The label selector at the end of a path; what could not stand in one is passed over. */
export const labelSelectorAt = (value: unknown, ...path: Path): LabelSelector => {
  const found = mappingAt(value, ...path);
  const matchExpressions = mappingsAt(found, 'matchExpressions').flatMap(([json]) => {
    const [key, operator] = [textAt(json, 'key'), textAt(json, 'operator')];
    return key === undefined || operator === undefined
      ? []
      : [{ key, operator, values: listAt(json, 'values').filter((one) => typeof one === 'string') }];
  });
  return { matchLabels: textsAt(found, 'matchLabels'), matchExpressions };
};
