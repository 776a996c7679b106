/** A part of a configuration, in the names that Prometheus gives its fields. */
export type ConfigurationFields = Record<string, unknown>;

/** Leaves out what is undefined, so that a part can be written as one literal. */
export function omitUndefined(all: ConfigurationFields): ConfigurationFields {
  const present: ConfigurationFields = {};
  for (const name in all) if (all[name] !== undefined) present[name] = all[name];
  return present;
}

/** The text, or undefined where it is empty: the operator treats many empty strings as absent. */
export function nonEmptyText(text: string | undefined): string | undefined {
  return text || undefined;
}

/** The list, or undefined where it is empty. */
export function nonEmptyList<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length ? list : undefined;
}

/** Keys in the order of their code units, the same on every machine. */
export function sortedKeys(record: Readonly<Record<string, unknown>> | undefined): string[] {
  return record ? Object.keys(record).sort() : [];
}

/** A copy of the record with its keys sorted. */
export function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(sortedKeys(record).map((key) => [key, record[key]!]));
}
