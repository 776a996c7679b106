import { describe, expect, test } from 'vitest';
import { matchesName, matchesPath } from '../../../lib/cli/check/pattern';

describe('a pattern of names', () => {
  test.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['*', '', true],
    ['a*', 'a', true],
    ['a*a', 'a', false],
    ['*b*', 'abc', true],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['a*bc', 'abcbc', true],
    ['a.c', 'abc', false],
    ['Pod *', 'Pod shop/api', true],
  ])('%s and %s: %s', (pattern, text, fits) => expect(matchesName(pattern, text)).toBe(fits));
});

describe('a pattern of paths', () => {
  test.each([
    ['rules.yaml', 'rules.yaml', true],
    ['rules.yaml', 'a/b/rules.yaml', true],
    ['rules.yaml', 'a/my-rules.yaml', false],
    ['a', 'a/b/c.yaml', true],
    ['a/', 'x/a/b.yaml', false],
    ['./a/b.yaml', 'a/b.yaml', true],
    ['a/*.yaml', 'a/b/c.yaml', false],
    ['a/**', 'a/b/c.yaml', true],
    ['**/c.yaml', 'c.yaml', true],
    ['**/b/**/d.yaml', 'a/b/c/b/x/d.yaml', true],
    ['a/**/b/c', 'a/b/x/b/c', true],
    ['a/**/b/c', 'a/b/x/b/d', false],
  ])('%s and %s: %s', (pattern, path, fits) => expect(matchesPath(pattern, path)).toBe(fits));

  test('of many stars takes as many steps as the text is long', () => {
    const stars = 'a*'.repeat(2000);
    expect(matchesName(`${stars}b`, 'a'.repeat(20_000))).toBe(false);
    expect(matchesPath('**/a/'.repeat(2000).concat('b'), 'a/'.repeat(5000).concat('c'))).toBe(false);
  });
});
