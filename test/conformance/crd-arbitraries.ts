import fc, { type Arbitrary } from 'fast-check';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import type { Schema } from '../../lib/kubernetes/schema/schema-type';
import { matches } from '../../lib/text/re2';
import { translate } from '../../lib/text/re2-translation';
import { isMapping } from '../../lib/yaml/value';

/** Random objects that a schema describes, and the same with something wrong. */

// For patterns that JavaScript cannot say, such as those with (?i).
const words = ['monday', 'Sunday:friday', 'january', 'MAY:June', '7', 'abort', 'Warn', ''];

function textOf(pattern: string): Arbitrary<string> {
  const expression = translate(pattern, 'line')?.source;
  return expression === undefined
    ? fc.constantFrom(...words.filter((word) => matches(pattern, word)))
    : fc.stringMatching(new RegExp(expression));
}

function strings(schema: Schema): Arbitrary<string> {
  if (schema.format === 'date-time')
    return fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());
  if (schema.pattern !== undefined) return textOf(schema.pattern);
  const free = fc.oneof(fc.constantFrom('a', 'http', 'a.b/c', 'x y', '{{ x }}', 'é😀', '5m', 'true', '1'), fc.string({ maxLength: 8 }));
  return free.filter((text) => [...text].length >= (schema.minLength ?? 0) && [...text].length <= (schema.maxLength ?? Infinity));
}

function integers(schema: Schema): Arbitrary<number> {
  const least = schema.minimum ?? (schema.format === 'int32' ? -(2 ** 31) : Number.MIN_SAFE_INTEGER);
  const most = schema.maximum ?? (schema.format === 'int32' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER);
  const small = Math.max(least, 0);
  return fc.oneof(
    fc.integer({ min: small, max: Math.min(most, small + 10) }),
    fc.integer({ min: Math.max(least, -(2 ** 31)), max: Math.min(most, 2 ** 31 - 1) }),
    fc.constantFrom(least, most),
  );
}

/** Values that fit a schema, but for the rules between fields; `budget` bounds how many optional fields each mapping has. */
export function valuesOf(schema: Schema, budget: number): Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema['x-kubernetes-int-or-string']) return fc.oneof(integers({ ...schema, minimum: 0 }), strings(schema));
  switch (schema.type) {
    case 'string':
      return strings(schema);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integers(schema);
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'array':
      return lists(schema, budget);
    case 'object':
      return mappings(schema, budget);
    case undefined:
      return fc.oneof(fc.string(), fc.record({ receiver: fc.string(), n: fc.array(fc.integer(), { maxLength: 2 }) }));
  }
}

function lists(schema: Schema, budget: number): Arbitrary<unknown> {
  const { items = {}, minItems = 0, maxItems = 3 } = schema;
  const keys = schema['x-kubernetes-list-map-keys'];
  const isUnique = keys !== undefined || schema['x-kubernetes-list-type'] === 'set';
  const identity = (item: unknown): string =>
    JSON.stringify(keys ? keys.map((key) => (item as Record<string, unknown>)[key] ?? items.properties?.[key]?.default) : item);
  const size = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, budget > 1 ? 2 : 1)) };
  const item = valuesOf(items, budget - 1);
  return isUnique ? fc.uniqueArray(item, { ...size, selector: identity }) : fc.array(item, size);
}

function mappings(schema: Schema, budget: number): Arbitrary<unknown> {
  const { properties = {}, additionalProperties, required = [] } = schema;
  if (typeof additionalProperties === 'object') {
    return fc
      .dictionary(fc.constantFrom('a', 'b.c/d', 'cpu', 'X-Y', 'é', ''), valuesOf(additionalProperties, budget - 1), { maxKeys: 2 })
      .map((value) => ({ ...value }));
  }
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  return fc.subarray(optional, { maxLength: Math.min(optional.length, Math.max(0, budget)) }).chain((chosen) => {
    const names = Object.keys(properties).filter((name) => required.includes(name) || chosen.includes(name));
    return fc.record(Object.fromEntries(names.map((name) => [name, valuesOf(properties[name]!, budget - 1)])));
  });
}

/** Objects of a kind whose spec has up to `fields` optional fields. */
export const objectsOf = (apiVersion: string, kind: string, spec: Schema, fields: number): Arbitrary<KubernetesObject> =>
  valuesOf(spec, fields).map((value) => ({
    apiVersion,
    kind,
    metadata: { name: 'x', labels: { app: 'x' }, annotations: { note: 'x' } },
    spec: value,
  }));

const oddities: readonly unknown[] = [
  null,
  '',
  'x',
  '5 m',
  '30s',
  'http://x',
  -1,
  0,
  1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 31) - 1,
  true,
  false,
  [],
  {},
  [null],
  ['a', 'a'],
  { x: 1 },
  'x'.repeat(300),
];

/** An object with one thing changed: a value replaced, lost, doubled, or a field misspelt. Not always for the worse. */
export const damagedBy = (objects: Arbitrary<KubernetesObject>): Arbitrary<KubernetesObject> =>
  fc
    .tuple(objects, fc.nat(), fc.constantFrom('replace', 'lose', 'double', 'misspell', 'add'), fc.constantFrom(...oddities))
    .map(([object, where, how, oddity]) => {
      const copy = structuredClone(object) as Record<string, unknown>;
      const places = placesIn(copy).filter(({ path }) => path[0] === 'spec' || path.length > 1);
      const { parent, key } = places[where % places.length]!;
      if (Array.isArray(parent)) {
        if (how === 'lose') parent.splice(key as number, 1);
        else if (how === 'double') parent.push(structuredClone(parent[key as number]));
        else parent[key as number] = oddity;
      } else {
        const value = parent[key];
        if (how === 'lose' || how === 'misspell') delete parent[key];
        if (how === 'misspell') parent[`${key}s`] = value;
        else if (how === 'add') parent.odd = oddity;
        else if (how !== 'lose') parent[key] = how === 'double' ? [value, value] : oddity;
      }
      return copy as KubernetesObject;
    });

interface Place {
  readonly parent: Record<string | number, unknown> | unknown[];
  readonly key: string | number;
  readonly path: readonly (string | number)[];
}

function placesIn(value: unknown, path: readonly (string | number)[] = []): Place[] {
  const keys = Array.isArray(value) ? value.map((_, index) => index) : isMapping(value) ? Object.keys(value) : [];
  return keys.flatMap((key) => {
    const inner = [...path, key];
    return [
      { parent: value as Record<string | number, unknown>, key, path: inner },
      ...placesIn((value as Record<string | number, unknown>)[key], inner),
    ];
  });
}
