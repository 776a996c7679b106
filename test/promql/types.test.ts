import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../lib/promql/features';
import { aggregations, functions } from '../../lib/promql/functions';
import { parse } from '../../lib/promql/parse';
import { regexpMatches } from '../../lib/promql/regexp';
import { typeOf } from '../../lib/promql/types';

const faults = (text: string): string[] =>
  parse(text).diagnostics.map(({ message, span }) => `${text.slice(span.from, span.to)}: ${message}`);

describe('the type check', () => {
  test.each([
    ['rate(up)', 'up: rate needs a range vector here, and this is an instant vector'],
    ['sum(up[5m])', 'up[5m]: sum aggregates an instant vector, and this is a range vector'],
    ['abs(1)', '1: abs needs an instant vector here, and this is a scalar'],
    ['clamp(up, 1)', 'clamp(up, 1): clamp takes 3 arguments, not 2'],
    ['round(up, 1, 2)', 'round(up, 1, 2): round takes at most 2 arguments, not 3'],
    ['label_join(up)', 'label_join(up): label_join takes at least 3 arguments, not 1'],
    ['topk("a", up)', '"a": the parameter of topk must be a scalar, and this is a string'],
    ['count_values(1, up)', '1: the parameter of count_values must be a string, and this is a scalar'],
    ['1 > 2', ' > : a comparison of two scalars needs `bool`'],
    ['up + bool up', ' + bool : `bool` stands after a comparison only, not after `+`'],
    ['up and 1', ' and : `and` takes instant vectors, not scalars'],
    ['up + up[5m]', 'up[5m]: `+` takes scalars and instant vectors, and this is a range vector'],
    ['up * on (x) 2', 'on (x): only two instant vectors are matched by labels'],
    ['a or on (x) group_left b', 'on (x) group_left: `or` matches many to many: it takes no `group_left`'],
    ['a * on (x) group_left (x) b', 'on (x) group_left (x): the label `x` is in `on` and in `group_left`'],
    ['{}', '{}: the selector takes every series'],
    ['{job=~".*"}', '{job=~".*"}: the selector takes every series'],
    ['x{__name__="y"}', '__name__="y": the metric\'s name is given twice: `x` and `y`'],
    ['-"a"', '-"a": a sign cannot stand before a string'],
    ['rate(x[5m])[5m:][5m:]', 'rate(x[5m])[5m:]: a subquery needs an instant vector, and this is a range vector'],
  ])('%s', (text, message) => expect(faults(text)).toEqual([message]));

  test.each([
    'up == bool 1',
    '1 + on () 2',
    '{a="",b!=""}',
    'limitk(1, up)',
    'info(up, {a="b"})',
    'sum(up) > 1 or vector(1)',
    'day_of_week()',
    'x[5m]',
    '"a"',
  ])('%s is fine', (text) => expect(faults(text)).toEqual([]));

  test('all faults are reported at once', () => expect(faults('rate(a) + sum(b[5m])')).toHaveLength(2));

  test.each([
    ['1 + 1', 'scalar'],
    ['1 + up', 'vector'],
    ['(x[5m])', 'matrix'],
    ['-(time())', 'scalar'],
    ['("a")', 'string'],
    ['x[5m:]', 'matrix'],
  ])('%s is a %s', (text, type) => {
    const { expr } = parse(text);
    expect(expr && typeOf(expr)).toBe(type);
  });
});

describe('functions and aggregations', () => {
  test('no name of an object is one', () => {
    expect(functions.constructor).toBeUndefined();
    expect(aggregations.toString).toBeUndefined();
    expect(parse('constructor(up)').diagnostics).toMatchObject([{ kind: 'unknown-function' }]);
  });
});

describe('features', () => {
  const needed = (text: string): string[] => {
    const { expr, diagnostics } = parse(text);
    if (expr === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
    const parts = featuresOf(expr).map(({ name, since, flag, stableSince }) => [name, since, flag, stableSince]);
    return parts.map((all) => all.filter((part) => part !== undefined).join(' '));
  };
  test.each([
    ['sum(rate(x[5m] offset 5m))', []],
    ['limitk(3, x)', ['limitk 2.54 promql-experimental-functions']],
    ['first_over_time(x[5m])', ['first_over_time 3.7 promql-experimental-functions 3.14']],
    ['a + fill(0) b', ['fill 3.10 promql-binop-fill-modifiers']],
    ['rate(x[5m] anchored)', ['anchored 3.7 promql-extended-range-selectors']],
    ['rate(x[5m * 2])', ['a duration expression 3.4 promql-duration-expr 3.14']],
    ['x offset (step())', ['step in a duration 3.6 promql-duration-expr 3.14']],
    ['{"my.metric"} + sum by ("a.b") (x)', ['a name in quotes 3.0', 'a name in quotes 3.0']],
    ['x > 1_000', ['an underscore in a number 2.54']],
    ['time() - x > 1h', ['a duration as a number 2.54']],
    ['histogram_avg(x)', ['histogram_avg 2.51']],
  ])('%s', (text, features) => expect(needed(text)).toEqual(features));
});

describe('regular expressions', () => {
  test.each([
    ['a|b', 'a', true],
    ['a|b', 'ab', false],
    ['', '', true],
    ['a.*', 'a\nb', true],
    ['.+', '', false],
    ['(?i)ABC', 'abc', true],
    ['a', 'ba', false],
  ])('%j matches %j: %s', (pattern, value, matches) => expect(regexpMatches(pattern, value)).toBe(matches));
});
