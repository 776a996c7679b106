/** The value without the fields that are null, which count as absent in Kubernetes. What holds none is shared with the given value. */
export function stripNulls<T>(value: T): T {
  return strip(value) as T;
}

function strip(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    let list: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const item = strip(value[i]);
      if (item !== value[i]) (list ??= [...value])[i] = item;
    }
    return list ?? value;
  }
  let copy: Record<string, unknown> | undefined;
  const mapping = value as Record<string, unknown>;
  for (const key in mapping) {
    const before = mapping[key];
    if (before === null || before === undefined) {
      copy ??= { ...mapping };
      delete copy[key];
      continue;
    }
    const after = strip(before);
    if (after !== before) (copy ??= { ...mapping })[key] = after;
  }
  return copy ?? value;
}
