import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlertMatcher, accepts, printMatcher } from '../../lib/alertmanager/matcher';
import { parseMatchers } from '../../lib/alertmanager/matcher-parser';

/** An entry of one matcher. */
const parseMatcher = (text: string) => {
  const { matchers, ...rest } = parseMatchers(text);
  return matchers === undefined ? rest : { matcher: matchers[0], ...rest };
};

describe('parsing', () => {
  test.each<[string, AlertMatcher]>([
    ['a=b', { name: 'a', op: '=', value: 'b' }],
    ['a="b"', { name: 'a', op: '=', value: 'b' }],
    [' a != "b c" ', { name: 'a', op: '!=', value: 'b c' }],
    ['a=~"x|y"', { name: 'a', op: '=~', value: 'x|y' }],
    ['a!~"x.*"', { name: 'a', op: '!~', value: 'x.*' }],
    ['"spaced name"="b"', { name: 'spaced name', op: '=', value: 'b' }],
    ['größe="1"', { name: 'größe', op: '=', value: '1' }],
    ['a="\\"q\\" \\\\ \\n"', { name: 'a', op: '=', value: '"q" \\ \n' }],
  ])('%s is understood without a warning', (text, matcher) => {
    expect(parseMatcher(text)).toEqual({ matcher });
  });

  test('an empty value without quotes is read by the classic parser alone', () => {
    expect(parseMatcher('foo=')).toMatchObject({
      matcher: { name: 'foo', op: '=', value: '' },
      warning: expect.stringContaining('write foo=""'),
    });
  });

  test('an unquoted regular expression with braces is read by the classic parser alone', () => {
    expect(parseMatcher('foo=~a{2}b')).toMatchObject({
      matcher: { op: '=~', value: 'a{2}b' },
      warning: expect.stringContaining('foo=~"a{2}b"'),
    });
  });

  test('where the two parsers disagree, the classic one wins and a warning shows both', () => {
    expect(parseMatcher('foo="\\u0041"')).toEqual({
      matcher: { name: 'foo', op: '=', value: '\\u0041' },
      warning: expect.stringContaining('it takes foo="\\\\u0041", later versions will take foo="A"'),
    });
  });

  test('one entry may hold several matchers, with or without braces', () => {
    const both = [
      { name: 'a', op: '=', value: 'b,c' },
      { name: 'd', op: '=~', value: 'e' },
    ];
    expect(parseMatchers('{a="b,c", d=~"e",}').matchers).toEqual(both);
    expect(parseMatchers('a="b,c",d=~"e"').matchers).toEqual(both);
  });

  test.each(['{,}', 'a', '="b"', 'a=="b"', 'a="b" c="d"', 'a=~"("', 'a="b', ',', 'a="b",,c="d"'])(
    '%s is refused, with what to write',
    (text) => {
      expect(parseMatchers(text)).toEqual({ problem: expect.stringContaining('write it as name="value"') });
    },
  );

  test('a brace without its other half is read by the classic parser alone', () => {
    expect(parseMatchers('{a="b"')).toMatchObject({ matchers: [{ name: 'a', op: '=', value: 'b' }], warning: expect.any(String) });
  });
});

test('what is printed is read back the same, by both parsers', () => {
  const name = fc.constantFrom('a', 'le_1', 'größe', 'with space', '0', 'a"b', 'ns:x');
  const op = fc.constantFrom('=', '!=', '=~', '!~' as const);
  fc.assert(
    fc.property(name, op, fc.string({ unit: 'grapheme' }), (name, op, text) => {
      const value = op.endsWith('~') ? text.replace(/[\\.+*?()[\]{}^$]/g, '\\$&') : text;
      const matcher = { name, op, value } as AlertMatcher;
      expect(parseMatcher(printMatcher(matcher))).toEqual({ matcher });
    }),
    { seed: 1 },
  );
});

describe('matching', () => {
  test('a regular expression is anchored at both ends', () => {
    const of = (value: string) => (text: string) => accepts({ name: 'a', op: '=~', value }, text);
    expect(of('b.')('abc')).toBe(false);
    expect(of('b.')('bc')).toBe(true);
    expect(of('x|')('')).toBe(true);
    expect(of('a|b')('ab')).toBe(false);
  });

  test('it is RE2, not JavaScript', () => {
    const accept = (value: string, text: string) => accepts({ name: 'a', op: '=~', value }, text);
    expect(accept('(?i)ABC', 'abc')).toBe(true);
    expect(accept('\\pL+', 'héé')).toBe(true);
    expect(accept('a.b', 'a\nb')).toBe(false);
    expect(parseMatchers('a=~"(?=x)"').problem).toBeDefined();
  });
});
