import { describe, expect, test } from 'vitest';
import { evaluateOver } from '../../../lib/promql/evaluate/evaluate';
import { parse } from '../../../lib/promql/parse';
import { askedAt, samplesAt, storageOf } from './histories';

const name = (metric: string) => JSON.stringify({ __name__: metric });

describe('a selector', () => {
  test('sees a sample for less than five minutes', () => {
    expect(samplesAt({ up: '1' }, 'up', 299)).toEqual({ [name('up')]: 1 });
    expect(samplesAt({ up: '1' }, 'up', 300)).toEqual({});
  });

  test('sees nothing after the series was marked as gone, until it is back', () => {
    expect(samplesAt({ up: '1 stale 1' }, 'up', 119)).toEqual({});
    expect(samplesAt({ up: '1 stale 1' }, 'up', 120)).toEqual({ [name('up')]: 1 });
  });

  test('reads at the time after `@`, and `offset` before it', () => {
    expect(samplesAt({ x: '0+1x20' }, 'x @ 600 offset 2m', 0)).toEqual({ [name('x')]: 8 });
  });

  test('without a name reads all series that its matchers take', () => {
    expect(samplesAt({ 'a{job="x"}': '1', 'b{job="x"}': '2', 'c{job="y"}': '3' }, 'count({job="x"})', 0)).toEqual({ '{}': 2 });
  });
});

describe('a function over a range', () => {
  test('rate looks up to the bounds of the range, and over a reset', () => {
    expect(samplesAt({ x: '0+60x3 0+60x10' }, 'rate(x[5m])', 600)).toEqual({ '{}': 1 });
    expect(samplesAt({ x: '0 60 0 60' }, 'increase(x[4m])', 180)).toEqual({ '{}': 120 });
  });

  test('needs two samples for a rate, and one for a count', () => {
    expect(samplesAt({ x: '5' }, 'rate(x[5m])', 60)).toEqual({});
    expect(samplesAt({ x: '5' }, 'count_over_time(x[5m])', 60)).toEqual({ '{}': 1 });
  });

  test('leaves out a sample at the start of the range', () => {
    expect(samplesAt({ x: '1 2 3' }, 'sum_over_time(x[2m])', 120)).toEqual({ '{}': 5 });
  });

  test('of a subquery sees the multiples of its step', () => {
    expect(samplesAt({ x: '0+1x20' }, 'max_over_time(x[10m:3m])', 605)).toEqual({ '{}': 9 });
  });

  test('keeps the name of the metric only where it acts like an offset', () => {
    expect(samplesAt({ x: '1 2' }, 'last_over_time(x[5m])', 60)).toEqual({ [name('x')]: 2 });
    expect(samplesAt({ x: '1 2' }, 'max_over_time(x[5m])', 60)).toEqual({ '{}': 2 });
  });

  test('absent_over_time has the labels that the selector names', () => {
    expect(samplesAt({}, 'absent_over_time(up{job="a", x=~"b"}[5m])', 0)).toEqual({ '{"job":"a"}': 1 });
  });
});

describe('numbers', () => {
  test('a sum keeps what rounding would lose', () => {
    expect(samplesAt({ 'x{a="1"}': '1e16', 'x{a="2"}': '1', 'x{a="3"}': '-1e16' }, 'sum(x)', 0)).toEqual({ '{}': 1 });
  });

  test('1 to the power of NaN is 1, as in Go', () => {
    expect(askedAt({}, '1 ^ NaN', 0)).toEqual({ kind: 'scalar', value: 1 });
  });

  test('a quantile of a classic histogram lies on a line inside of its bucket', () => {
    const histogram = { 'x{le="1"}': '10', 'x{le="2"}': '30', 'x{le="+Inf"}': '40' };
    expect(samplesAt(histogram, 'histogram_quantile(0.5, x)', 0)).toEqual({ '{}': 1.5 });
    expect(samplesAt(histogram, 'histogram_quantile(0.99, x)', 0)).toEqual({ '{}': 2 });
  });

  test('a bucket with fewer observations than a lower one is lifted', () => {
    const histogram = { 'x{le="1"}': '20', 'x{le="2"}': '10', 'x{le="+Inf"}': '40' };
    expect(samplesAt(histogram, 'histogram_quantile(0.25, x)', 0)).toEqual({ '{}': 0.5 });
  });
});

describe('an expression without a value says why by a code', () => {
  const twice = { 'a{x="1"}': '1', 'a{x="2"}': '2', b: '1' };
  test.each([
    ['a + on () b', 'many-to-one'],
    ['b + on () a', 'many-to-many'],
    ['a + on () group_left () b', {}],
    ['abs({__name__=~"b|c"})', 'same-labels'],
    ['label_replace(a, "x", "", "", "")', 'same-labels'],
    ['topk(NaN, a)', 'parameter'],
    ['a[1m - 2m]', 'duration'],
    ['avg_over_time(a[5m] smoothed)', 'modifier'],
    ['label_replace(a, "", "x", "", "")', 'label-name'],
    ['a +', 'syntax'],
  ])('%s: %s', (expr, code) => {
    const result = askedAt({ ...twice, c: '1' }, expr, 0);
    if (typeof code === 'string') expect(result).toMatchObject({ kind: 'fault', code });
    else expect(result.kind).toBe('vector');
  });

  test('and no sentence is that of a program', () => {
    const result = askedAt(twice, 'b + on () a', 0);
    expect(result).toMatchObject({
      message: 'two series of the right side match by {}: {"__name__":"a","x":"1"} and {"__name__":"a","x":"2"}',
    });
  });
});

describe('a range query', () => {
  test('has a value at each step, and its series in the order of their labels', () => {
    const storage = storageOf({ 'x{a="2"}': '1x3', 'x{a="1"}': '_ 0+1x2' });
    const result = evaluateOver(parse('x > 0'), { start: 0, end: 180_000, step: 60_000 }, storage);
    expect(result).toEqual({
      kind: 'matrix',
      series: [
        {
          labels: ['__name__', 'x', 'a', '1'],
          points: [
            { time: 120_000, value: 1 },
            { time: 180_000, value: 2 },
          ],
        },
        { labels: ['__name__', 'x', 'a', '2'], points: [0, 60_000, 120_000, 180_000].map((time) => ({ time, value: 1 })) },
      ],
    });
  });

  test('start(), end(), step() and range() are those of the query, also in a subquery', () => {
    const over = { start: 600_000, end: 720_000, step: 60_000 };
    const at = (expr: string) => evaluateOver(parse(expr), over, storageOf({}));
    expect(at('step() + range() * 1000 + end() * 1e6')).toMatchObject({ series: [{ points: [{ value: 60 + 120_000 + 720e6 }, {}, {}] }] });
    expect(at('max_over_time(vector(start())[1m:])')).toMatchObject({ series: [{ points: [{ value: 600 }, {}, {}] }] });
  });
});

test('without the feature, the name of a metric goes at once; with it, at the end', () => {
  const histories = { a: '1', b: '2' };
  const expr = 'count(-{__name__=~"a|b"})';
  expect(samplesAt(histories, expr, 0)).toBe('same-labels');
  expect(samplesAt(histories, expr, 0, { delayedNameRemoval: true })).toEqual({ '{}': 2 });
});
