import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { matches, re2Finds, re2Matches, re2Refusal } from '../../lib/text/re2';
import { translate } from '../../lib/text/re2-translation';

const patterns = [
  ...new Set(
    [...readFileSync('imports/monitoring.coreos.com/schema.json', 'utf8').matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
      (match) => JSON.parse(match[1]!) as string,
    ),
  ),
];

describe('patterns', () => {
  test('nearly all of the CRDs are JavaScript, which is faster', () => {
    expect(patterns.filter((pattern) => translate(pattern, 'line') === undefined).every((pattern) => pattern.includes('(?i)'))).toBe(true);
    expect(patterns.length).toBeGreaterThan(10);
  });
  test.each([
    ...patterns,
    'a.b',
    '^\\s$',
    '[^\\s.]',
    '^[\\w-.]+$',
    'x{2,3}',
    '\\-',
    '^a|b$',
    '(?i)a',
    '\\pL',
    '[[:alpha:]]',
    '\\Qa.b\\E',
    '(?s)a.b',
    '^.$',
  ])('%s means what it means to RE2', (pattern) => {
    const re2 = RE2JS.compile(pattern);
    const likely = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'0123456789smhdwyKMGTi.eE+-:/abABx \n\r\v\u00a0\u2028é😀*[]\\'), maxLength: 12 }),
      fc.constantFrom('30s', '1h30m', 'https://x', 'Monday', 'sunday:friday', 'MAY', '10:30', '24:00', '512MB', 'a.json', 'warn', 'ABORT'),
    );
    fc.assert(
      fc.property(likely, (text) => {
        expect([text, matches(pattern, text)]).toEqual([text, re2.test(text)]);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('a pattern that anybody may write', () => {
  test.each(['(?=x)', '(?<!x)', 'a{1001}', '(?:a{1000}){1000}', 'a**', '[b-a]', 'a)(b'])('%s is refused as RE2 refuses it', (pattern) => {
    expect(re2Refusal(pattern, 'line')).toMatch(/^error parsing regexp/);
    expect(re2Finds(pattern, 'x', 'line')).toBe(false);
  });
  test('may stand for a part of a text or for all of it', () => {
    expect([re2Finds('b', 'abc', 'line'), re2Matches('b', 'abc', 'line'), re2Matches('.b.', 'abc', 'line')]).toEqual([true, false, true]);
  });
  test('has a dot that is a line break, or not', () => {
    expect([re2Matches('a.b', 'a\nb', 'line'), re2Matches('a.b', 'a\nb', 'any')]).toEqual([false, true]);
  });
});
