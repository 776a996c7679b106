import { describe, expect, test } from 'vitest';
import type { Expr, VectorSelector } from '../../lib/promql/ast';
import { explain } from '../../lib/promql/diagnostics';
import { parse } from '../../lib/promql/parse';
import { metricOf } from '../../lib/promql/walk';

const tree = (text: string): Expr => {
  const { expr, diagnostics } = parse(text);
  if (expr === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return expr;
};
const selector = (text: string): VectorSelector => {
  const expr = tree(text);
  if (expr.kind !== 'selector') throw new Error(expr.kind);
  return expr;
};
const number = (text: string): number => {
  const expr = tree(text);
  if (expr.kind !== 'number') throw new Error(expr.kind);
  return expr.value;
};
const string = (text: string): string => {
  const expr = tree(text);
  if (expr.kind !== 'string') throw new Error(expr.kind);
  return expr.value;
};
const range = (text: string): number | undefined => {
  const expr = tree(text);
  if (expr.kind !== 'matrix' && expr.kind !== 'subquery') throw new Error(expr.kind);
  return expr.range;
};
/** The first fault: what `explain` underlines, and its message. */
const fault = (text: string): readonly [string, string] => {
  const [first] = parse(text).diagnostics;
  if (first === undefined) throw new Error(`no fault in ${text}`);
  return [text.slice(first.span.from, first.span.to), first.message];
};

describe('literals', () => {
  test.each([
    ['1', 1],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1_000', 1000],
    ['0x1F', 31],
    ['010', 8],
    ['08', 8],
    ['Inf', Infinity],
    ['-inf', -Infinity],
    ['NaN', NaN],
    ['5m', 300],
    ['1h30m', 5400],
    ['250ms', 0.25],
    ['- -1', 1],
  ])('%s is %d', (text, value) => expect(number(text)).toBe(value));

  test.each([
    ['"a"', 'a'],
    ["'a\"b'", 'a"b'],
    ['`a\\b`', 'a\\b'],
    ['"a\\nb"', 'a\nb'],
    ['"\\u00e9\\xc3\\xa9\\303\\251"', 'ééé'],
    ["'\\''", "'"],
    ['"\\U0001F600"', '😀'],
  ])('%s is unquoted as Go does', (text, value) => expect(string(text)).toBe(value));

  test.each([
    ['x[5m]', 300_000],
    ['x[90]', 90_000],
    ['x[1d]', 86_400_000],
    ['x[5m * 2]', 600_000],
    ['x[(1h + 30m) / 3]', 1_800_000],
    ['x[max_of(1m, 90s)]', 90_000],
    ['x[1h:5m]', 3_600_000],
  ])('the range of %s is %d ms', (text, value) => expect(range(text)).toBe(value));

  test('a range that depends on the step is left open, and keeps its text', () => {
    expect(tree('x[2*step()]')).toMatchObject({ kind: 'matrix', rangeText: '2 * step()', range: undefined });
  });
});

describe('selectors', () => {
  test('matchers keep their operators and unquoted values', () => {
    expect(selector(`x{a="1", b!='2', c=~"3|4", d!~\`5\\d\`}`).matchers.map(({ name, op, value }) => [name, op, value])).toEqual([
      ['a', '=', '1'],
      ['b', '!=', '2'],
      ['c', '=~', '3|4'],
      ['d', '!~', '5\\d'],
    ]);
  });
  test('a quoted metric name is a matcher, and metricOf finds it', () => {
    const found = selector('{"my.metric", "label.x"="y"}');
    expect(found.metric).toBeUndefined();
    expect(metricOf(found)).toBe('my.metric');
    expect(found.matchers[1]).toMatchObject({ name: 'label.x', value: 'y' });
  });
  test.each([
    ['x offset 5m', 300_000],
    ['x offset -1h', -3_600_000],
    ['x offset 10', 10_000],
  ])('the offset of %s is %d ms', (text, offset) => {
    expect(selector(text).offset).toBe(offset);
  });
  test.each([
    ['x @ 1609746000', 1_609_746_000],
    ['x @ start()', 'start'],
    ['x @ end()', 'end'],
    ['x @ -1.5', -1.5],
  ])('the time of %s is %s', (text, at) => {
    expect(selector(text).at).toBe(at);
  });
  test('an offset after a range belongs to the selector', () => {
    expect(tree('x[5m] offset 1h @ end()')).toMatchObject({ kind: 'matrix', selector: { offset: 3_600_000, at: 'end' } });
  });
  test('keywords are names where a name stands', () => {
    expect(selector('sum').metric).toBe('sum');
    expect(selector('offset').metric).toBe('offset');
    expect(tree('sum by (sum, on, by) (sum)')).toMatchObject({ grouping: { labels: ['sum', 'on', 'by'] }, expr: { metric: 'sum' } });
  });
});

describe('operators', () => {
  test.each([
    ['a + b * c', { op: '+', right: { op: '*' } }],
    ['a * b + c', { op: '+', left: { op: '*' } }],
    ['a - b - c', { op: '-', left: { op: '-' } }],
    ['a ^ b ^ c', { op: '^', right: { op: '^' } }],
    ['a or b and c', { op: 'or', right: { op: 'and' } }],
    ['a > b == c', { op: '==', left: { op: '>' } }],
    ['a + b > c', { op: '>', left: { op: '+' } }],
    ['-a ^ b', { kind: 'unary', expr: { op: '^' } }],
    ['-a * b', { op: '*', left: { kind: 'unary' } }],
    ['x offset 5m + 3', { op: '+', left: { offset: 300_000 } }],
  ])('%s', (text, shape) => expect(tree(text)).toMatchObject(shape));

  test('matching keeps on, group_left and its labels', () => {
    const matching = { mode: 'on', labels: ['x', 'y'], group: { side: 'left', include: ['z'] } };
    expect(tree('a * on (x, y) group_left (z) b')).toMatchObject({ matching });
  });
  test('bool makes a comparison return 0 or 1', () => expect(tree('a > bool 1')).toMatchObject({ op: '>', bool: true }));
});

describe('faults', () => {
  test.each([
    ['up}', '}', 'unexpected `}`'],
    ['up{job="x"}}', '}', 'unexpected `}`'],
    ['sum(up', '(', 'unclosed parenthesis'],
    ['up{job="x"', '{', 'unclosed brace'],
    ['up[5m', '[', 'unclosed bracket'],
    ['up{job="x}', '"', 'unclosed string'],
    ['up)', ')', 'unexpected `)`'],
    ['up{job=x}', 'x', 'unexpected `x`, expected the label value in quotes'],
    ['up{job}', '}', 'unexpected `}`, expected `=`, `!=`, `=~` or `!~` after the label name'],
    ['up down', 'down', 'unexpected `down`, expected an operator or the end of the query'],
    ['up +', '', 'unexpected end of the query, expected an expression'],
    ['up[1h5d]', '1h5d', 'the units of `1h5d` must go from large to small: y, w, d, h, m, s, ms'],
    ['up[5x]', '5x', '`5x` is neither a number nor a duration'],
    ['up{a="\\d"}', '\\d', '`\\d` is no escape of PromQL strings'],
    ['rate(up)[5m]', '[5m]', 'a range follows a selector only'],
    ['rate(up[5m]) offset 5m', 'offset', '`offset` follows a selector or a subquery only'],
    ['up && up', '&', 'unexpected `&`'],
    ['sum()', 'sum()', 'sum takes 1 argument, not 0'],
  ])('%s', (text, where, message) => expect(fault(text)).toEqual([where, message]));

  test.each([
    ['sum(up) by job', 'labels are listed in parentheses: `by (job, instance)`'],
    ['rate(up[$__rate_interval])', 'PromQL has no variables; Grafana puts in its own before it asks Prometheus'],
    ['up{job:"x"}', 'matchers are written {a="b", c="d"}'],
    ['histogram_quantile(up, 0.9)', 'the arguments are the other way round'],
    ['topk(up, 5)', 'the parameter comes first: topk(..., vector)'],
    ['rate(up)', 'add a range: rate(up[5m])'],
    ['holt_winters(up[5m], 1, 1)', 'Prometheus 3.0 renamed it to `double_exponential_smoothing`'],
  ])('%s: says what to do', (text, hint) => expect(parse(text).diagnostics[0]?.hint).toBe(hint));

  test('an unknown function is named with the one that was meant, and the tree is there', () => {
    const query = parse('rat(up[5m])');
    expect(query.diagnostics).toEqual([
      { kind: 'unknown-function', message: 'unknown function `rat`', hint: 'did you mean `rate`?', span: { from: 0, to: 3 } },
    ]);
    expect(query.expr).toMatchObject({ kind: 'call', func: 'rat' });
  });
  test('a regular expression that RE2 refuses is a fault', () => {
    expect(fault('up{job=~"a(?=b)"}')[1]).toMatch(/^"a\(\?=b\)" is no regular expression: /);
    expect(parse('up{job=~"(?i:a)+[[:alpha:]]\\\\d{2}"}').diagnostics).toEqual([]);
  });
  test('a query without end is a fault and no crash', () => {
    const many = 100_000;
    const chains = ['a + ', 'a ^ ', 'a or '].map((part) => `${part.repeat(many)}a`);
    const endless = [
      ...chains,
      '('.repeat(many),
      '-'.repeat(many),
      'abs('.repeat(many),
      `a${'[5m:]'.repeat(many)}`,
      `a[${'('.repeat(many)}`,
    ];
    for (const text of endless) expect(fault(text)[1]).toMatch(/too deep/);
  });
  test.each(['', ' ', '\0', '\ud800', '"\ufffd"', '{', '[', '`', '\\', '#', '"\\', '5', '5m5', '0x', '@', '@ 5', '=~', '€'])(
    '%j never throws',
    (text) => {
      expect(() => parse(text)).not.toThrow();
    },
  );
});

describe('explain', () => {
  const explained = (text: string): string => explain(text, parse(text).diagnostics[0] ?? { span: { from: 0, to: 0 } });
  test('puts carets under what is wrong', () => {
    expect(explained('sum(rat(up[5m]))')).toBe('sum(rat(up[5m]))\n    ^^^');
  });
  test('shows the line of a query of many', () => {
    expect(explained('sum(\n  rat(up[5m])\n)')).toBe('  rat(up[5m])\n  ^^^');
  });
  test('keeps tabs, so that the carets stand right however wide a tab is', () => {
    expect(explained('\tup\t{}}')).toBe('\tup\t{}}\n\t  \t  ^');
  });
  test('counts wide letters as two columns', () => {
    expect(explained('up{a="日本"}}')).toBe('up{a="日本"}}\n            ^');
  });
  test('points behind the end', () => {
    expect(explained('up +')).toBe('up +\n    ^');
  });
});
