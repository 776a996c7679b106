import { fulfils } from './cel';
import { applyDefaults } from './defaults';
import { isMapping, type Path } from './object';
import { matches } from './pattern';
import { duplicates, keyOf } from './uniqueness';
import * as say from './schema-faults';
import type { SchemaFault } from './schema-faults';

/** What a CRD's schema says of a value: the part of JSON Schema that Kubernetes has, and its extensions. */
export interface Schema {
  readonly type?: 'string' | 'boolean' | 'integer' | 'number' | 'array' | 'object';
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly maximum?: number;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message?: string }[];
}

/**
 * All that the API server would refuse in a value (with the strict field validation that kubectl asks for): its defaults are taken as
 * set, a null where none may be as not set, as the API server does (k8s.io/apiextensions-apiserver).
 */
export function validate(value: unknown, schema: Schema): SchemaFault[] {
  const faults: SchemaFault[] = [];
  walk(value, schema, [], faults, true);
  return faults;
}

/** `isStructural` is false inside allOf, anyOf, oneOf and not, which name only the fields that they restrict. */
function walk(value: unknown, schema: Schema, path: (string | number)[], faults: SchemaFault[], isStructural: boolean): void {
  const before = faults.length;
  if (!hasType(value, schema)) {
    faults.push(say.wrongType(path, value, schema));
    return;
  }
  if (typeof value === 'string') checkText(value, schema, path, faults);
  else if (typeof value === 'number') checkNumber(value, schema, path, faults);
  else if (Array.isArray(value)) checkList(value, schema, path, faults, isStructural);
  else if (isMapping(value)) checkMapping(value, schema, path, faults, isStructural);
  if (schema.enum && !schema.enum.includes(value)) faults.push(say.notInEnum(path, value, schema.enum));
  if (schema.anyOf || schema.oneOf || schema.allOf || schema.not) checkCombination(value, schema, path, faults);
  if (schema['x-kubernetes-validations'] && faults.length === before) checkRules(value, schema, path, faults);
}

function hasType(value: unknown, schema: Schema): boolean {
  if (schema['x-kubernetes-int-or-string']) return typeof value === 'string' || Number.isInteger(value);
  switch (schema.type) {
    case undefined: return true;
    case 'string': return typeof value === 'string' || (Array.isArray(value) && schema.format !== undefined) || isAllowedNull(value, schema); // kube-openapi, type.go: a list passes for any format of string
    case 'boolean': return typeof value === 'boolean' || isAllowedNull(value, schema);
    case 'integer': return Number.isInteger(value) || isAllowedNull(value, schema);
    case 'number': return Number.isFinite(value) || isAllowedNull(value, schema);
    case 'array': return Array.isArray(value) || isAllowedNull(value, schema);
    case 'object': return isMapping(value) || isAllowedNull(value, schema);
  }
}

const isAllowedNull = (value: unknown, schema: Schema): boolean => value === null && schema.nullable === true;

function checkText(value: string, schema: Schema, path: Path, faults: SchemaFault[]): void {
  const { minLength, maxLength, pattern, format } = schema;
  if (minLength !== undefined || maxLength !== undefined) {
    const length = [...value].length;
    if (length < (minLength ?? 0) || length > (maxLength ?? Infinity)) faults.push(say.wrongSize(path, 'characters', length, minLength, maxLength));
  }
  if (pattern !== undefined && !matches(pattern, value)) faults.push(say.patternMissed(path, value, pattern));
  if (format === 'date-time' && !isDateTime(value)) faults.push(say.noDateTime(path, value));
}

// k8s.io/kube-openapi/pkg/validation/strfmt, IsDateTime.
function isDateTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)t([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:.\d+)?(?:z|[-+]\d\d:\d\d)$/i.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function checkNumber(value: number, schema: Schema, path: Path, faults: SchemaFault[]): void {
  const { minimum, maximum, exclusiveMinimum = false, exclusiveMaximum = false, multipleOf } = schema;
  const isInteger = schema.type === 'integer';
  const bits = isInteger ? (schema.format === 'int32' ? 31 : 63) : 0;
  if (isInteger && (value < -(2 ** bits) || value >= 2 ** bits)) faults.push(say.outOfRange(path, value, `fit in ${bits + 1} bits`));
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) faults.push(say.outOfRange(path, value, `be ${exclusiveMinimum ? 'more than' : 'at least'} ${minimum}`));
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) faults.push(say.outOfRange(path, value, `be ${exclusiveMaximum ? 'less than' : 'at most'} ${maximum}`));
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) faults.push(say.outOfRange(path, value, `be a multiple of ${multipleOf}`));
}

function checkList(value: readonly unknown[], schema: Schema, path: (string | number)[], faults: SchemaFault[], isStructural: boolean): void {
  const { items, minItems, maxItems } = schema;
  if (value.length < (minItems ?? 0) || value.length > (maxItems ?? Infinity)) faults.push(say.wrongSize(path, 'items', value.length, minItems, maxItems));
  if (items) {
    value.forEach((item, index) => {
      path.push(index);
      walk(item, items, path, faults, isStructural);
      path.pop();
    });
  }
  const listType = schema['x-kubernetes-list-type'];
  if (listType === 'set' || schema.uniqueItems) {
    for (const index of duplicates(value)) faults.push(say.duplicate([...path, index], value[index]));
  } else if (listType === 'map' && value.every(isMapping)) {
    const keys = value.map((item) => keyOf(item, schema));
    for (const index of duplicates(keys)) faults.push(say.duplicate([...path, index], keys[index]));
  }
}

function checkMapping(value: Record<string, unknown>, schema: Schema, path: (string | number)[], faults: SchemaFault[], isStructural: boolean): void {
  const { properties = {}, additionalProperties, required = [], minProperties, maxProperties } = schema;
  let size = 0;
  for (const key of Object.keys(value)) {
    const child = value[key];
    const known = Object.hasOwn(properties, key) ? properties[key] : typeof additionalProperties === 'object' ? additionalProperties : undefined;
    if (known && isUnset(child, known)) continue;
    size++;
    path.push(key);
    if (known) walk(child, known, path, faults, isStructural);
    else if (isStructural && additionalProperties !== true && !schema['x-kubernetes-preserve-unknown-fields'] && !isMetadata(key, path)) {
      faults.push(say.unknownField(path, key, Object.keys(properties)));
    }
    path.pop();
  }
  for (const name of required) {
    const property: Schema = properties[name] ?? {};
    if (isUnset(value[name], property) && property.default === undefined) faults.push(say.missing([...path, name]));
  }
  if (size < (minProperties ?? 0) || size > (maxProperties ?? Infinity)) faults.push(say.wrongSize(path, 'fields', size, minProperties, maxProperties));
}

/** The API server drops a null where the schema allows none. */
const isUnset = (value: unknown, schema: Schema): boolean => value === undefined || (value === null && !schema.nullable);

const isMetadata = (key: string, path: Path): boolean => path.length === 1 && (key === 'apiVersion' || key === 'kind' || key === 'metadata');

function checkCombination(value: unknown, schema: Schema, path: (string | number)[], faults: SchemaFault[]): void {
  const faultsOf = (branch: Schema): SchemaFault[] => {
    const found: SchemaFault[] = [];
    walk(value, branch, path, found, false);
    return found;
  };
  for (const branch of schema.allOf ?? []) faults.push(...faultsOf(branch));
  if (schema.anyOf) {
    const found = schema.anyOf.map(faultsOf);
    if (found.every((each) => each.length > 0)) faults.push(say.noBranch(path, found));
  }
  if (schema.oneOf) {
    const found = schema.oneOf.map(faultsOf);
    const fitting = found.filter((each) => each.length === 0).length;
    if (fitting === 0) faults.push(say.noBranch(path, found));
    else if (fitting > 1) faults.push(say.manyBranches(path));
  }
  if (schema.not && faultsOf(schema.not).length === 0) faults.push(say.forbidden(path));
}

function checkRules(value: unknown, schema: Schema, path: Path, faults: SchemaFault[]): void {
  const self = applyDefaults(value, schema);
  for (const { rule, message } of schema['x-kubernetes-validations']!) {
    try {
      if (!fulfils(rule, self)) faults.push(say.ruleBroken(path, message ?? `failed rule: ${rule}`));
    } catch (error) {
      faults.push(say.ruleBroken(path, `${(error as Error).message} evaluating rule: ${message ?? rule}`));
    }
  }
}
