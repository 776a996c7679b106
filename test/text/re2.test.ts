import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { matches, toJavaScript } from '../../lib/text/re2';

const patterns = [
  ...new Set(
    [...readFileSync('imports/monitoring.coreos.com/schema.json', 'utf8').matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
      (match) => JSON.parse(match[1]!) as string,
    ),
  ),
];

describe('patterns', () => {
  test('nearly all of the CRDs are JavaScript, which is faster', () => {
    expect(patterns.filter((pattern) => toJavaScript(pattern) === undefined).every((pattern) => pattern.includes('(?i)'))).toBe(true);
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
