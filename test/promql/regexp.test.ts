import { array, assert, constantFrom, property, string, tuple } from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { regexpFault, regexpMatches, regexpReplaced } from '../../lib/promql/regexp';
import { runs } from '../support/runs';

// Most patterns never reach re2js; what answers for it must answer the same.
const pieces = constantFrom(
  'a',
  'b',
  '_',
  '.',
  '.*',
  '.+',
  '.?',
  '[ab]',
  '[a-z]+',
  '[a-c.]*',
  '[0-9]?',
  '\\.',
  '(',
  ')',
  '(?:',
  '|',
  '-',
  ':',
  '/',
  ' ',
  '+',
  '?',
  '*',
  '\\d',
  '^',
  '$',
  '{2}',
  '[b-a]',
  'é',
);
const patterns = array(pieces, { maxLength: 7 }).map((all) => all.join(''));
const values = string({ unit: constantFrom('a', 'b', 'z', '_', '.', '-', ':', '/', '1', ' ', '\n', 'é', '😀'), maxLength: 6 });

const compiled = (pattern: string) => {
  try {
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch {
    return undefined;
  }
};

describe('a regular expression', () => {
  test('matches what RE2 matches', () => {
    let matching = 0;
    assert(
      property(patterns, values, (pattern, value) => {
        const expected = compiled(pattern)?.matches(value) ?? false;
        if (expected) matching++;
        expect(regexpMatches(pattern, value)).toBe(expected);
      }),
      { numRuns: runs(4_000, 20_000), seed: 1 },
    );
    expect(matching).toBeGreaterThan(runs(4_000, 20_000) / 40);
  });

  test('is refused where RE2 refuses it', () => {
    assert(
      property(patterns, (pattern) => {
        expect(regexpFault(pattern) === undefined).toBe(compiled(pattern) !== undefined);
      }),
      { numRuns: runs(2_000, 10_000), seed: 1 },
    );
  });

  test('puts into its groups what RE2 does', () => {
    const grouped = tuple(patterns, patterns, patterns).map(([before, inner, after]) => `${before}(${inner})${after}`);
    let replaced = 0;
    assert(
      property(grouped, values, (pattern, value) => {
        const matcher = compiled(pattern)?.matcher(value);
        const expected = matcher?.matches() ? `<${matcher.groupCount() > 0 ? (matcher.group(1) ?? '') : ''}>` : undefined;
        if (expected !== undefined) replaced++;
        expect(regexpReplaced(pattern, value, '<$1>')).toBe(expected);
      }),
      { numRuns: runs(4_000, 20_000), seed: 1 },
    );
    expect(replaced).toBeGreaterThan(runs(4_000, 20_000) / 200);
  });
});
