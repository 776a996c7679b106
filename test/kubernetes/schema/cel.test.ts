import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { meetsRule } from '../../../lib/kubernetes/schema/cel';

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
  const outcome = (rule: string) => {
    try {
      return typeof meetsRule(rule, {});
    } catch (error) {
      return (error as Error).message;
    }
  };
  // An empty value lacks what some rules read.
  for (const rule of rules) expect(outcome(rule), rule).toMatch(/^boolean$|^No such key/);
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
    ['self.a.matches("^x+$")', { a: 'xx' }, true],
  ])('%s of %o is %s', (rule, self, result) => expect(meetsRule(rule, self)).toBe(result));
  test.each(['self.a ==', '(self.a', 'self self'])('%s does not parse', (rule) => expect(() => meetsRule(rule, {})).toThrow());
  test('a field that is not there is an error where it decides', () => {
    expect(() => meetsRule('self.a == 1', {})).toThrow(/^No such key: a$/);
  });
});
