import { type Conversion, convertFields, entriesOf, mapping, type Output } from './conversion';
import { furtherConverters } from './further';
import { type IntegrationConverter, integrationConverters } from './integrations';

/** One integration of a receiver. */
function integration({ fields: table, finish }: IntegrationConverter, value: unknown, path: string, c: Conversion): Output {
  const out = convertFields(table)(value, path, c);
  return finish === undefined ? out : finish(out, mapping(value, path, c), path, c);
}

/** A receiver with all of its integrations; its name is prefixed by the caller. */
export function convertReceiver(value: unknown, path: string, c: Conversion): Output {
  const from = mapping(value, path, c);
  const lists = Object.keys(from).filter((kind) => kind !== 'name' && from[kind] !== undefined && from[kind] !== null);
  const converters: Readonly<Record<string, IntegrationConverter>> = c.takesMore
    ? { ...integrationConverters, ...furtherConverters }
    : integrationConverters;
  const out: Record<string, unknown> = {};
  for (const [kind, known] of Object.entries(converters).filter(([name]) => lists.includes(name))) {
    const converted = entriesOf(from[kind], `${path}.${kind}`, c).map((entry, i) => integration(known, entry, `${path}.${kind}[${i}]`, c));
    if (converted.length > 0) out[known.key] = converted;
  }
  for (const kind of lists) {
    if (!Object.hasOwn(converters, kind)) {
      c.warnings.push({
        path: `${path}.${kind}`,
        code: 'unknown-field',
        message: `there is no field ${kind} here: the API server drops it or refuses the object`,
      });
    }
  }
  return out;
}
