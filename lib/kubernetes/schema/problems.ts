import { nearest } from '../../text/nearest';
import type { Problem, ProblemCode } from '../../text/problem';
import { matches } from '../../text/re2';
import { isMapping, type Path } from '../../yaml/value';
import type { Schema } from './schema-type';

/** What the API server would refuse in an object: where, what is, and what to do. */
export interface SchemaProblem extends Problem {
  readonly path: Path;
  readonly hint: string;
  /** What was probably meant, where a name is misspelt. */
  readonly suggestion?: string;
  /** Of a field that is not known here: `sure` where no version will ever know it, `likely` where it is known above or below. */
  readonly misplaced?: 'sure' | 'likely';
}

const problem = (code: ProblemCode, path: Path, message: string, hint: string): SchemaProblem => ({ code, path: [...path], message, hint });

const quote = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

export function unknownField(path: Path, field: string, known: readonly string[]): SchemaProblem {
  const meant = nearest(field, known);
  const shown = known.length > 12 ? [...known.slice(0, 12), '...'] : known;
  const hint = meant
    ? `Did you mean ${meant}?`
    : known.length === 0
      ? 'Remove it: there are no fields here.'
      : `The fields here are ${shown.join(', ')}.`;
  return { ...problem('unknown-field', path, `there is no field ${field}`, hint), ...(meant && { suggestion: meant }) };
}

export function wrongType(path: Path, value: unknown, schema: Schema): SchemaProblem {
  const wanted = schema['x-kubernetes-int-or-string'] ? 'a whole number or a text' : names[schema.type!];
  const number = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  let hint = `Write ${wanted}.`;
  if (schema.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) hint = 'Put it in quotes.';
  else if ((schema.type === 'integer' || schema.type === 'number') && number) hint = 'Remove the quotes.';
  else if (schema.type === 'boolean' && (value === 'true' || value === 'false')) hint = 'Remove the quotes.';
  else if (schema.type === 'array' && !Array.isArray(value)) hint = 'Write a list: put a dash in front.';
  else if (schema.type === 'object' && Array.isArray(value)) hint = 'Write its fields directly, without dashes.';
  return problem('wrong-type', path, `is ${typeName(value)}, but must be ${wanted}`, hint);
}

const names = {
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'a mapping',
};

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isMapping(value)) return 'a mapping';
  return typeof value === 'string' ? `the text ${quote(value)}` : `${typeof value === 'number' ? 'the number ' : ''}${String(value)}`;
}

export function notInEnum(path: Path, value: unknown, choices: readonly unknown[]): SchemaProblem {
  const meant =
    typeof value === 'string'
      ? nearest(
          value,
          choices.filter((choice) => typeof choice === 'string'),
        )
      : undefined;
  const listed = choices.map((choice) => JSON.stringify(choice)).join(', ');
  const hint = meant ? `Did you mean ${JSON.stringify(meant)}?` : 'Write one of them.';
  return { ...problem('wrong-value', path, `${quote(value)} is none of ${listed}`, hint), ...(meant && { suggestion: meant }) };
}

// Texts of the kinds that the CRDs ask for; those that fit a pattern explain it better than the pattern does.
const examples = [
  '30s',
  '1h30m',
  'https://example.org',
  '100m',
  '512Mi',
  '512MB',
  'abort',
  'monday:friday',
  'january',
  '2026',
  '08:30',
  'rules.json',
  'a-name',
  'Some words',
];

export function patternMissed(path: Path, value: string, pattern: string): SchemaProblem {
  const fitting = examples.filter((example) => matches(pattern, example)).slice(0, 2);
  const hint = fitting.length > 0 ? `Write for example ${fitting.join(' or ')}.` : 'Write a text that fits it.';
  return problem('wrong-value', path, `${quote(value)} does not fit the pattern ${pattern}`, hint);
}

export const noDateTime = (path: Path, value: string): SchemaProblem =>
  problem('wrong-value', path, `${quote(value)} is not a date and time`, 'Write for example 2026-11-20T10:00:00Z.');

export const outOfRange = (path: Path, value: number, must: string): SchemaProblem =>
  problem('wrong-value', path, `${value} must ${must}`, 'Change the number.');

export function wrongSize(path: Path, what: string, size: number, least?: number, most?: number): SchemaProblem {
  const isSmall = least !== undefined && size < least;
  const must = isSmall ? `at least ${least}` : `at most ${most}`;
  return problem(
    'wrong-value',
    path,
    `has ${size} ${what}, but must have ${must}`,
    isSmall ? (size === 0 ? 'Fill it, or leave it out.' : 'Add some.') : 'Remove some.',
  );
}

export const duplicate = (path: Path, value: unknown): SchemaProblem =>
  problem('duplicate', path, `${quote(value)} is there twice`, 'Remove or rename one: the list may hold it once.');

export const missing = (path: Path): SchemaProblem =>
  problem('missing-field', path, `${String(path.at(-1))} is missing`, 'Add it: the field is required.');

export const ruleBroken = (path: Path, message: string): SchemaProblem =>
  problem('conflict', path, message, 'Change one of the fields that the rule names.');

export function noBranch(path: Path, branches: readonly (readonly SchemaProblem[])[]): SchemaProblem {
  const closest = [...branches].sort((a, b) => a.length - b.length)[0]?.[0];
  return closest ? { ...closest, message: `fits no alternative; the closest: ${closest.message}` } : forbidden(path);
}

export const manyBranches = (path: Path): SchemaProblem =>
  problem('conflict', path, 'fits several alternatives where it may fit only one', 'Keep the fields of one of them.');

export const forbidden = (path: Path): SchemaProblem =>
  problem('wrong-value', path, 'has a form that is not allowed', 'Change it; see the description of the field.');
