import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fulfils, parseCel } from '../../../lib/kubernetes/schema/cel';

/** The rules of all schemas, wherever they stand. */
const rules = [
  ...new Set(
    [...readFileSync('imports/monitoring.coreos.com/schema.json', 'utf8').matchAll(/"rule":("(?:[^"\\]|\\.)*")/g)].map(
      (match) => JSON.parse(match[1]!) as string,
    ),
  ),
];

test('every rule of the CRDs parses', () => {
  expect(rules.length).toBeGreaterThan(10);
  for (const rule of rules) expect(() => parseCel(rule), rule).not.toThrow();
});

describe('CEL', () => {
  test.each<[string, unknown, boolean]>([
    ['has(self.a)', { a: 0 }, true],
    ['has(self.a)', {}, false],
    ['!has(self.a) || self.a == 1', {}, true],
    ['!has(self.a) || self.a == 1', { a: 2 }, false],
    ["self.a != 'x' && self.b >= 2", { a: 'y', b: 2 }, true],
    ['(has(self.a) ? self.a : 1) >= self.b.size()', { b: [1, 2] }, false],
    ['[has(self.a), has(self.b)].filter(x, x).size() <= 1', { a: 1, b: 1 }, false],
    ['size(self.a) == 2', { a: 'é😀' }, true],
    ['self.a == "it\'s"', { a: "it's" }, true],
    ['self.a.b == true', { a: { b: true } }, true],
    ['self < 3', 2, true],
    ['self.a == 1 || true', {}, true],
    ['self.a == 1 && false', {}, false],
  ])('%s of %o is %s', (rule, self, result) => expect(fulfils(rule, self)).toBe(result));
  test.each<[string, string]>([
    ['self.a.matches("x")', 'the function matches is not known'],
    ['self.a + 1', 'is not understood'],
    ['self.a ==', 'a name is expected'],
    ['(self.a', '")" is expected'],
    ['self self', 'the end is expected'],
  ])('%s does not parse: %s', (rule, message) => expect(() => parseCel(rule)).toThrow(message));
  test('a field that is not there is an error where it decides', () => expect(() => fulfils('self.a == 1', {})).toThrow('no such key: a'));
});
