import { isMapping } from '../../yaml/value';
import type { Schema } from './schema-type';

/** The index of the second of each group of equal items: scalars by value, mappings and lists by all that they hold. */
export function duplicates(items: readonly unknown[]): number[] {
  if (items.length < 2) return [];
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const identity = `${typeof item} ${typeof item === 'object' ? canonical(item) : String(item)}`;
    const times = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, times);
    return times === 2 ? [index] : [];
  });
}

/** What makes an item of a list of type map unique: its key fields, with their defaults. */
export function keyOf(item: Record<string, unknown>, list: Schema): Record<string, unknown> {
  const key: Record<string, unknown> = {};
  for (const field of list['x-kubernetes-list-map-keys'] ?? []) {
    const value = item[field] ?? list.items?.properties?.[field]?.default;
    if (value !== undefined) key[field] = value;
  }
  return key;
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isMapping(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
