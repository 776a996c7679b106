import { isMapping } from '../../yaml/value';
import { type Schema, schemaOfField } from './schema-type';

/**
 * A value as the API server keeps it: the defaults of its schema added, each null dropped that the schema does not allow. What needs no
 * change is shared with the given value, which stays as it is.
 */
export function applyDefaults<T>(value: T, schema: Schema): T {
  return defaulted(value, schema) as T;
}

function defaulted(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) return schema.items ? defaultedList(value, schema.items) : value;
  return isMapping(value) ? defaultedMapping(value, schema) : value;
}

function defaultedList(list: readonly unknown[], items: Schema): unknown {
  let changed: unknown[] | undefined;
  list.forEach((item, index) => {
    const wanted = item === null && !items.nullable ? structuredClone(items.default ?? null) : item;
    const result = defaulted(wanted, items);
    if (result !== item) (changed ??= [...list])[index] = result;
  });
  return changed ?? list;
}

function defaultedMapping(mapping: Record<string, unknown>, schema: Schema): unknown {
  const { properties } = schema;
  let changed: Record<string, unknown> | undefined;
  for (const key of Object.keys(mapping)) {
    const child = mapping[key];
    const known = schemaOfField(schema, key);
    if (!known) continue;
    if (child === undefined || (child === null && !known.nullable)) {
      changed ??= { ...mapping };
      if (child === null && known.default !== undefined) changed[key] = defaulted(structuredClone(known.default), known);
      else delete changed[key];
      continue;
    }
    const result = defaulted(child, known);
    if (result !== child) (changed ??= { ...mapping })[key] = result;
  }
  if (properties) {
    for (const [key, property] of defaultsOf(properties)) {
      if (mapping[key] === undefined) (changed ??= { ...mapping })[key] = defaulted(structuredClone(property.default), property);
    }
  }
  return changed ?? mapping;
}

// Most mappings have no field with a default, and are asked thousands of times.
const withDefault = new WeakMap<object, readonly (readonly [string, Schema])[]>();

function defaultsOf(properties: Readonly<Record<string, Schema>>): readonly (readonly [string, Schema])[] {
  let found = withDefault.get(properties);
  if (!found) {
    found = Object.entries(properties).filter(([, property]) => property.default !== undefined);
    withDefault.set(properties, found);
  }
  return found;
}
