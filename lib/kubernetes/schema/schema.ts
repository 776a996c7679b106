import { matches } from '../../text/re2';
import { isMapping, type Path } from '../../yaml/value';
import { meetsRule } from './cel';
import { applyDefaults } from './defaults';
import type { SchemaProblem } from './problems';
import * as say from './problems';
import { type Schema, schemaOfField } from './schema-type';
import { duplicates, keyOf } from './uniqueness';

/**
 * All that the API server would refuse in a value (with the strict field validation that kubectl asks for): its defaults are taken as
 * set, a null where none may be as not set, as the API server does (k8s.io/apiextensions-apiserver).
 */
export function validate(value: unknown, schema: Schema): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  walk(value, schema, [], problems, true);
  return problems;
}

/** `isStructural` is false inside allOf, anyOf, oneOf and not, which name only the fields that they restrict. */
function walk(value: unknown, schema: Schema, path: (string | number)[], problems: SchemaProblem[], isStructural: boolean): void {
  const before = problems.length;
  if (!hasType(value, schema)) {
    problems.push(say.wrongType(path, value, schema));
    return;
  }
  if (typeof value === 'string') checkText(value, schema, path, problems);
  else if (typeof value === 'number') checkNumber(value, schema, path, problems);
  else if (Array.isArray(value)) checkList(value, schema, path, problems, isStructural);
  else if (isMapping(value)) checkMapping(value, schema, path, problems, isStructural);
  if (schema.enum && !schema.enum.includes(value)) problems.push(say.notInEnum(path, value, schema.enum));
  if (schema.anyOf || schema.oneOf || schema.allOf || schema.not) checkCombination(value, schema, path, problems);
  if (schema['x-kubernetes-validations'] && problems.length === before) checkRules(value, schema, path, problems);
}

function hasType(value: unknown, schema: Schema): boolean {
  if (schema['x-kubernetes-int-or-string']) return typeof value === 'string' || Number.isInteger(value);
  switch (schema.type) {
    case undefined:
      return true;
    // kube-openapi (validate/type.go) lets a list pass for a text with any format.
    case 'string':
      return typeof value === 'string' || isAllowedNull(value, schema) || (Array.isArray(value) && schema.format !== undefined);
    case 'boolean':
      return typeof value === 'boolean' || isAllowedNull(value, schema);
    case 'integer':
      return Number.isInteger(value) || isAllowedNull(value, schema);
    case 'number':
      return Number.isFinite(value) || isAllowedNull(value, schema);
    case 'array':
      return Array.isArray(value) || isAllowedNull(value, schema);
    case 'object':
      return isMapping(value) || isAllowedNull(value, schema);
  }
}

const isAllowedNull = (value: unknown, schema: Schema): boolean => value === null && schema.nullable === true;

function checkText(value: string, schema: Schema, path: Path, problems: SchemaProblem[]): void {
  const { minLength, maxLength, pattern, format } = schema;
  if (minLength !== undefined || maxLength !== undefined) {
    const length = [...value].length;
    checkSize(length, 'characters', minLength, maxLength, path, problems);
  }
  if (pattern !== undefined && !matches(pattern, value)) problems.push(say.patternMissed(path, value, pattern));
  if (format === 'date-time' && !isDateTime(value)) problems.push(say.noDateTime(path, value));
}

function checkSize(
  size: number,
  what: string,
  least: number | undefined,
  most: number | undefined,
  path: Path,
  problems: SchemaProblem[],
): void {
  if (size < (least ?? 0) || size > (most ?? Infinity)) problems.push(say.wrongSize(path, what, size, least, most));
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

function checkNumber(value: number, schema: Schema, path: Path, problems: SchemaProblem[]): void {
  const { minimum, maximum, exclusiveMinimum = false, exclusiveMaximum = false, multipleOf } = schema;
  const isInteger = schema.type === 'integer';
  const bits = isInteger ? (schema.format === 'int32' ? 31 : 63) : 0;
  const must = (isMet: boolean, what: string): void => {
    if (!isMet) problems.push(say.outOfRange(path, value, what));
  };
  if (isInteger) must(value >= -(2 ** bits) && value < 2 ** bits, `fit in ${bits + 1} bits`);
  if (minimum !== undefined) {
    must(exclusiveMinimum ? value > minimum : value >= minimum, `be ${exclusiveMinimum ? 'more than' : 'at least'} ${minimum}`);
  }
  if (maximum !== undefined) {
    must(exclusiveMaximum ? value < maximum : value <= maximum, `be ${exclusiveMaximum ? 'less than' : 'at most'} ${maximum}`);
  }
  if (multipleOf !== undefined) must(Number.isInteger(value / multipleOf), `be a multiple of ${multipleOf}`);
}

function checkList(
  value: readonly unknown[],
  schema: Schema,
  path: (string | number)[],
  problems: SchemaProblem[],
  isStructural: boolean,
): void {
  const { items, minItems, maxItems } = schema;
  checkSize(value.length, 'items', minItems, maxItems, path, problems);
  if (items) {
    value.forEach((item, index) => {
      path.push(index);
      walk(item, items, path, problems, isStructural);
      path.pop();
    });
  }
  const listType = schema['x-kubernetes-list-type'];
  if (listType === 'set' || schema.uniqueItems) {
    for (const index of duplicates(value)) problems.push(say.duplicate([...path, index], value[index]));
  } else if (listType === 'map' && value.every(isMapping)) {
    const keys = value.map((item) => keyOf(item, schema));
    for (const index of duplicates(keys)) problems.push(say.duplicate([...path, index], keys[index]));
  }
}

function checkMapping(
  value: Record<string, unknown>,
  schema: Schema,
  path: (string | number)[],
  problems: SchemaProblem[],
  isStructural: boolean,
): void {
  const { properties = {}, additionalProperties, required = [], minProperties, maxProperties } = schema;
  let size = 0;
  for (const key of Object.keys(value)) {
    const child = value[key];
    const known = schemaOfField(schema, key);
    if (known && isUnset(child, known)) continue;
    size++;
    path.push(key);
    if (known) walk(child, known, path, problems, isStructural);
    else if (isStructural && additionalProperties !== true && !schema['x-kubernetes-preserve-unknown-fields'] && !isMetadata(key, path)) {
      problems.push(say.unknownField(path, key, Object.keys(properties)));
    }
    path.pop();
  }
  for (const name of required) {
    const property: Schema = properties[name] ?? {};
    if (isUnset(value[name], property) && property.default === undefined) problems.push(say.missing([...path, name]));
  }
  checkSize(size, 'fields', minProperties, maxProperties, path, problems);
}

/** The API server drops a null where the schema allows none. */
const isUnset = (value: unknown, schema: Schema): boolean => value === undefined || (value === null && !schema.nullable);

const isMetadata = (key: string, path: Path): boolean =>
  path.length === 1 && (key === 'apiVersion' || key === 'kind' || key === 'metadata');

function checkCombination(value: unknown, schema: Schema, path: (string | number)[], problems: SchemaProblem[]): void {
  const problemsOf = (branch: Schema): SchemaProblem[] => {
    const found: SchemaProblem[] = [];
    walk(value, branch, path, found, false);
    return found;
  };
  for (const branch of schema.allOf ?? []) problems.push(...problemsOf(branch));
  if (schema.anyOf) {
    const found = schema.anyOf.map(problemsOf);
    if (found.every((each) => each.length > 0)) problems.push(say.noBranch(path, found));
  }
  if (schema.oneOf) {
    const found = schema.oneOf.map(problemsOf);
    const fitting = found.filter((each) => each.length === 0).length;
    if (fitting === 0) problems.push(say.noBranch(path, found));
    else if (fitting > 1) problems.push(say.manyBranches(path));
  }
  if (schema.not && problemsOf(schema.not).length === 0) problems.push(say.forbidden(path));
}

function checkRules(value: unknown, schema: Schema, path: Path, problems: SchemaProblem[]): void {
  const self = applyDefaults(value, schema);
  for (const { rule, message } of schema['x-kubernetes-validations']!) {
    try {
      if (!meetsRule(rule, self)) problems.push(say.ruleBroken(path, message ?? `failed rule: ${rule}`));
    } catch (error) {
      problems.push(say.ruleBroken(path, `${(error as Error).message} evaluating rule: ${message ?? rule}`));
    }
  }
}
