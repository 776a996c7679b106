import { type FurtherField, type FurtherFields, furtherFields, furtherIntegrations } from '../../alertmanager/further';
import {
  anyText,
  type Converter,
  durationField,
  flag,
  listField,
  mappingOf,
  number,
  type Output,
  secret,
  stringMap,
  strings,
  type Table,
  timeout,
} from './conversion';
import { httpConverter } from './http';

/** All integrations that are said so are newer than this version, which read every secret from a file. */
const fileSince = '0.28.0';

/** A value that is handed on: its type was judged where it was declared. */
const asItIs =
  (key: string): Converter =>
  (value): Output => ({ [key]: value });

const tableOf = (fields: FurtherFields): Table => Object.fromEntries([...fields].map(([name, field]) => [name, converterOf(field)]));

function converterOf({ field, holds }: FurtherField): Converter {
  if (field === 'http_config') return httpConverter;
  if (typeof holds === 'object') {
    if ('shape' in holds) return mappingOf(field, tableOf(furtherFields(holds.shape)));
    if ('map' in holds) return stringMap(field);
    return typeof holds.list === 'object' && 'shape' in holds.list
      ? listField(field, tableOf(furtherFields(holds.list.shape)))
      : strings(field);
  }
  switch (holds) {
    case 'secret':
    case 'secret-url':
      return secret(field, { fileSince });
    case 'boolean':
      return flag(field);
    case 'duration':
      return durationField(field);
    case 'timeout':
      return timeout(field);
    case 'count':
    case 'integer':
    case 'number':
      return number(field);
    case 'any':
      return asItIs(field);
    default:
      return anyText(field);
  }
}

/** By the names of their lists: the key in a receiver of Alertmanager's configuration, and the fields. */
export const furtherConverters: Readonly<Record<string, { readonly key: string; readonly fields: Table }>> = Object.fromEntries(
  [...furtherIntegrations].map(([name, { kind, fields }]) => [name, { key: kind, fields: tableOf(fields) }]),
);
