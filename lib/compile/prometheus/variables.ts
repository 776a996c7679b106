import type { Sharding } from './context';
import { shardInZone, zoneOf } from './sharding';

/**
 * Writes out the variables that prometheus-config-reloader would replace in each pod, wherever a user wrote them: which shard this is,
 * and its zone. What holds none is shared with the given value.
 */
export function replaceVariables<T>(value: T, sharding: Sharding): T {
  const values: Readonly<Record<string, string>> = {
    SHARD: String(sharding.shard),
    INZONE_SHARD: String(shardInZone(sharding)),
    TOPOLOGY_ZONE: zoneOf(sharding),
  };
  const replace = (inner: unknown): unknown => {
    if (typeof inner === 'string')
      return inner.includes('$(') ? inner.replace(/\$\((SHARD|INZONE_SHARD|TOPOLOGY_ZONE)\)/g, (_, name: string) => values[name]!) : inner;
    if (typeof inner !== 'object' || inner === null) return inner;
    if (Array.isArray(inner)) return replaceItems(inner);
    let copy: Record<string, unknown> | undefined;
    for (const key in inner) {
      const before = (inner as Record<string, unknown>)[key];
      const after = replace(before);
      if (after !== before) (copy ??= { ...inner })[key] = after;
    }
    return copy ?? inner;
  };
  const replaceItems = (list: readonly unknown[]): unknown => {
    let copy: unknown[] | undefined;
    for (let i = 0; i < list.length; i++) {
      const after = replace(list[i]);
      if (after !== list[i]) (copy ??= [...list])[i] = after;
    }
    return copy ?? list;
  };
  return replace(value) as T;
}
