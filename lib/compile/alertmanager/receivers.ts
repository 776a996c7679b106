import { type Conversion, convertFields, entriesOf, mapping, type Output } from './conversion';
import { integrationConverters } from './integrations';

/** One integration of a receiver. */
function integration(kind: string, value: unknown, path: string, c: Conversion): Output {
  const { fields: table, finish } = integrationConverters[kind]!;
  const out = convertFields(table)(value, path, c);
  return finish === undefined ? out : finish(out, mapping(value, path, c), path, c);
}

/** A receiver with all of its integrations; its name is prefixed by the caller. */
export function convertReceiver(value: unknown, path: string, c: Conversion): Output {
  const from = mapping(value, path, c);
  const lists = Object.keys(from).filter((kind) => kind !== 'name' && from[kind] !== undefined && from[kind] !== null);
  const out: Record<string, unknown> = {};
  for (const kind of Object.keys(integrationConverters).filter((known) => lists.includes(known))) {
    const converted = entriesOf(from[kind], `${path}.${kind}`, c).map((entry, i) => integration(kind, entry, `${path}.${kind}[${i}]`, c));
    if (converted.length > 0) out[integrationConverters[kind]!.key] = converted;
  }
  for (const kind of lists) {
    if (!Object.hasOwn(integrationConverters, kind)) {
      c.warnings.push({
        path: `${path}.${kind}`,
        code: 'unknown-field',
        message: `there is no field ${kind} here: the API server drops it or refuses the object`,
      });
    }
  }
  return out;
}
