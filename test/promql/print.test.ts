import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Binary, Expr, Matcher } from '../../lib/promql/ast';
import { format } from '../../lib/promql/format';
import { parse } from '../../lib/promql/parse';
import { print } from '../../lib/promql/print';
import { rewriteSelectors, selectorsOf, walk } from '../../lib/promql/walk';
import { expressions } from '../conformance/promql-grammar';

const tree = (text: string): Expr => {
  const { expr, diagnostics } = parse(text);
  if (expr === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return expr;
};
const span = { from: 0, to: 0 };
const binary = (op: Binary['op'], left: Expr, right: Expr): Binary => ({ kind: 'binary', op, left, right, bool: false, span });
const minus = (expr: Expr): Expr => ({ kind: 'unary', op: '-', expr, span });

/** A tree without its places in the text, and with its matchers in order. */
const shape = (expr: Expr): unknown =>
  JSON.parse(
    JSON.stringify(expr, (key, value: unknown) => {
      if (/^(span|text|labelSpans|includeSpans)$/.test(key)) return undefined;
      if (key !== 'matchers') return value;
      return (value as Matcher[]).map(({ name, op, value: text }) => JSON.stringify([name, op, text])).sort();
    }),
  );

describe('print', () => {
  test.each([
    ['sum(rate(x[5m])) by (a,b)', 'sum by (a, b) (rate(x[5m]))'],
    ['SUM BY () (x)', 'sum(x)'],
    ['x{b=\'2\', a="1",}', 'x{a="1",b="2"}'],
    ['x[90m]', 'x[1h30m]'],
    ['x offset 5m @ 3', 'x @ 3.000 offset 5m'],
    ['x[5m] offset -1h', 'x[5m] offset -1h'],
    ['a+on(x)group_left b', 'a + on (x) group_left () b'],
    ['0x1f + 1e3 + 5m', '31 + 1000 + 5m'],
    ['{"my.metric"}', '{__name__="my.metric"}'],
    ['sum by ("my label") (x)', 'sum by ("my label") (x)'],
    ['"a\\tb\\"é\\xff"', '"a\\tb\\"é\\xff"'],
    ['a > bool ignoring (x) b', 'a > bool ignoring (x) b'],
    ['a + fill_left(1) fill_right(1) b', 'a + fill (1) b'],
    ['a + fill(10000000) b', 'a + fill (1e+07) b'],
    ['x[1h:]', 'x[1h:]'],
  ])('%s is printed %s', (text, printed) => expect(print(tree(text))).toBe(printed));

  test.each([
    [binary('*', binary('+', tree('a'), tree('b')), tree('c')), '(a + b) * c'],
    [binary('-', tree('a'), binary('-', tree('b'), tree('c'))), 'a - (b - c)'],
    [binary('^', binary('^', tree('a'), tree('b')), tree('c')), '(a ^ b) ^ c'],
    [binary('^', minus(tree('a')), tree('b')), '(-a) ^ b'],
    [minus(binary('+', tree('a'), tree('b'))), '-(a + b)'],
    [binary('^', tree('-1'), tree('a')), '(-1) ^ a'],
  ])('a tree that was put together keeps its meaning: %#', (expr, printed) => expect(print(expr)).toBe(printed));

  test('what is printed parses back to the same tree', () => {
    fc.assert(
      fc.property(expressions, (text) => {
        const { expr, diagnostics } = parse(text);
        if (expr === undefined || diagnostics.length > 0) return;
        expect(shape(tree(print(expr)))).toEqual(shape(expr));
        expect(shape(tree(format(expr, 20)))).toEqual(shape(expr));
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe('format', () => {
  test('splits what is too long at its operator, two spaces deeper', () => {
    expect(format(tree('sum by (job) (rate(errors_total[5m])) / sum by (job) (rate(requests_total[5m])) > 0.05'), 60)).toBe(
      ['    sum by (job) (rate(errors_total[5m]))', '  /', '    sum by (job) (rate(requests_total[5m]))', '>', '  0.05'].join('\n'),
    );
  });
  test('leaves a short expression on one line', () => expect(format(tree('a  +  b'))).toBe('a + b'));
});

describe('walk', () => {
  test('visits from the root down, with all parents', () => {
    const seen: string[] = [];
    walk(tree('sum(rate(x[5m])) > 1'), (expr, parents) => seen.push([...parents, expr].map(({ kind }) => kind).join('/')));
    expect(seen).toEqual([
      'binary',
      'binary/aggregation',
      'binary/aggregation/call',
      'binary/aggregation/call/matrix',
      'binary/aggregation/call/matrix/selector',
      'binary/number',
    ]);
  });
  test('finds the selectors in the order of the text, in parameters and subqueries too', () => {
    const selectors = selectorsOf(tree('topk(scalar(a), b) + max_over_time(c[1h:]) + last_over_time(d[5m:1m]) * {x="y"}'));
    expect(selectors.map(({ metric }) => metric)).toEqual(['a', 'b', 'c', 'd', undefined]);
  });
  test('a matcher can be put into every selector', () => {
    const more = rewriteSelectors(tree('rate(a[5m]) + on (x) (b{c="d"} offset 1h)'), (selector) => ({
      ...selector,
      matchers: [...selector.matchers, { name: 'cluster', op: '=', value: 'eu', span }],
    }));
    expect(print(more)).toBe('rate(a{cluster="eu"}[5m]) + on (x) (b{c="d",cluster="eu"} offset 1h)');
  });
});
