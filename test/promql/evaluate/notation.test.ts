import { describe, expect, test } from 'vitest';
import { parseHistory, parseSeriesName } from '../../../lib/promql/evaluate/storage/notation';

describe('a history', () => {
  test.each([
    ['1 2.5 -3', [1, 2.5, -3]],
    ['0+10x3', [0, 10, 20, 30]],
    ['5-1x2', [5, 4, 3]],
    ['-2+4x1', [-2, 2]],
    ['7x2', [7, 7, 7]],
    ['7x0', [7]],
    ['0x3', [0, 0, 0, 0]],
    ['_ 1 _x2 2', [undefined, 1, undefined, undefined, 2]],
    ['1 stale', [1, 'stale']],
    ['Inf -Inf NaN +1e3', [Infinity, -Infinity, NaN, 1000]],
    ['', []],
  ] as const)('`%s` has the samples that promtool reads', (text, values) => {
    expect(parseHistory(text)).toEqual(values);
  });

  test('a step is added up, as promtool does, and not multiplied', () => {
    expect(parseHistory('0+0.1x3')).toEqual([0, 0.1, 0.2, 0.1 + 0.1 + 0.1]);
  });

  test.each(['x', '1+1', '1..2', '5x', '1 + 1x2', 'staler', '1,2'])('`%s` is refused with a sentence', (text) => {
    expect(parseHistory(text)).toMatchObject({ code: 'syntax', message: expect.stringContaining('`') });
  });

  test('a native histogram is left to promtool, and says so by a code', () => {
    expect(parseHistory('{{schema:0 sum:5 count:4 buckets:[1 2 1]}}x3')).toMatchObject({ code: 'native-histogram' });
  });
});

describe('the name of a series', () => {
  test('has the metric and its labels, sorted, without empty ones', () => {
    expect(parseSeriesName('up{job="a", instance="b", zone=""}')).toEqual(['__name__', 'up', 'instance', 'b', 'job', 'a']);
  });

  test.each(['up{job=~"a"}', 'up[5m]', 'up{', '1', 'sum(up)'])('`%s` is refused', (text) => {
    expect(parseSeriesName(text)).toMatchObject({ code: 'syntax' });
  });
});
