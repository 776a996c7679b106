import fc, { type Arbitrary } from 'fast-check';
import type { SeriesType } from '../../lib/promql/label-flow';
import { oneOf, seq } from './promql-grammar';

/** Series for an engine to evaluate, and random expressions over them that mostly return something. */

/** Labels that all, some or none of a metric's series have, in the notation of promtool's unit tests. */
export const series: readonly (readonly [string, string])[] = [
  ['up{job="x",a="1"}', '1x100'],
  ['up{job="y",a="2"}', '0x100'],
  ['requests_total{job="x",a="1",b="u"}', '0+3x100'],
  ['requests_total{job="x",a="1",b="v"}', '0+1x50 0+1x50'],
  ['requests_total{job="y",a="2"}', '5+2x100'],
  ['latency_bucket{job="x",a="1",le="0.1"}', '0+1x100'],
  ['latency_bucket{job="x",a="1",le="1"}', '0+3x100'],
  ['latency_bucket{job="x",a="1",le="+Inf"}', '0+4x100'],
  ['latency_bucket{job="y",a="2",le="0.1"}', '0+2x100'],
  ['latency_bucket{job="y",a="2",le="+Inf"}', '0+2x100'],
  ['target_data{a="1",c="p"}', '1x100'],
  ['target_data{a="2",c="q"}', '1x100'],
  ['temperature{job="x",b="u"}', '-5+0.5x100'],
  ['temperature{job="x",b="v"}', '20-1x100'],
  ['temperature{job="y",b="u"}', '0x100'],
  ['lonely', '5x100'],
  ['doubtful{a="1"}', 'NaN '.repeat(100).trim()],
  ['doubtful{a="2"}', '1x100'],
  ['native{job="x",a="1"}', '{{schema:0 sum:5 count:4 buckets:[1 2 1]}}+{{schema:0 sum:5 count:4 buckets:[1 2 1]}}x100'],
];
export const types: Readonly<Record<string, SeriesType>> = {
  up: 'gauge',
  requests_total: 'counter',
  latency_bucket: 'counter',
  target_data: 'gauge',
  temperature: 'gauge',
  lonely: 'gauge',
  doubtful: 'gauge',
  native: 'histogram',
};

const label = oneOf('a', 'b', 'c', 'job', 'le', 'd');
const value = oneOf('1', '2', 'x', 'y', 'u', 'p', '0.1', '+Inf', '');
const labels = fc.array(label, { maxLength: 3 }).map((names) => `(${[...new Set(names)].join(', ')})`);
const matcher = fc.oneof(
  seq(label, oneOf('=', '!='), '"', value, '"'),
  seq(label, oneOf('=~', '!~'), '"', oneOf('.*', '.+', '', 'x|y', '1|2', 'u.*', '0.1|x'), '"'),
);
const someMatchers = fc.array(matcher, { minLength: 1, maxLength: 2 }).map((all) => `{${all.join(', ')}}`);
const selector = seq(oneOf(...Object.keys(types)), fc.oneof({ arbitrary: fc.constant(''), weight: 3 }, someMatchers));
const number = oneOf('0', '1', '2', '-1', '0.5', '5', '24', '100', 'NaN');
const grouping = fc.oneof(fc.constant(''), seq(oneOf('by ', 'without '), labels));
const group = fc
  .tuple(oneOf('on', 'ignoring'), labels, oneOf('group_left', 'group_right'), oneOf('', 'b', 'c', 'd', 'le'))
  .map(([mode, list, side, copied]) => `${mode} ${list} ${side} (${mode === 'on' && list.includes(copied) ? '' : copied})`);
const matching = fc.oneof(fc.constant(''), seq(oneOf('on ', 'ignoring '), labels), group);

const overTime = oneOf(
  'rate',
  'increase',
  'irate',
  'delta',
  'resets',
  'changes',
  'deriv',
  'max_over_time',
  'avg_over_time',
  'sum_over_time',
  'last_over_time',
  'count_over_time',
  'present_over_time',
  'absent_over_time',
  'stddev_over_time',
);
const atOnce = oneOf('abs', 'absent', 'sgn', 'sort', 'timestamp', 'sqrt', 'hour', 'exp', 'ceil', 'histogram_count');
const replacement = oneOf('', 'z', '$1', '${1}', '$1z', '$2');
const source = fc.oneof(label, fc.constant(''));
const setMatching = oneOf('', 'on (a)', 'on ()', 'ignoring (b)', 'on (a, b)', 'on (job, d)');
const fill = oneOf('fill(0)', 'fill_left(1)', 'fill_right(2)');
const pattern = oneOf('', '.*', '(.*)', '(.+)', '.+', 'x', '(x|1).*', '(.*)z');
const withNumber = oneOf('+', '-', '*', '/', '%', '^', '>', '<', '==', '!=', '>=', '<=', '> bool', '== bool', '<= bool');

/** Expressions of the type vector over these series. */
export const vectors: Arbitrary<string> = fc.letrec<{ v: string }>((tie: fc.LetrecTypedTie<{ v: string }>) => {
  const v = tie('v');
  const often = (weight: number, arbitrary: Arbitrary<string>): fc.WeightedArbitrary<string> => ({ arbitrary, weight });
  const range = fc.oneof(often(4, seq(selector, '[5m]')), seq('(', v, ')[10m:1m]'));
  return {
    v: fc.oneof(
      { depthSize: 'small' },
      often(6, selector),
      often(3, seq(overTime, '(', range, ')')),
      often(6, seq(oneOf('sum ', 'avg ', 'min ', 'max ', 'count ', 'group ', 'stddev '), grouping, ' (', v, ')')),
      seq(oneOf('topk ', 'bottomk ', 'quantile ', 'limitk '), grouping, ' (', oneOf('1', '0.5', '2'), ', ', v, ')'),
      seq('count_values ', grouping, ' ("', label, '", ', v, ')'),
      often(3, seq('label_replace(', v, ', "', label, '", "', replacement, '", "', source, '", "', pattern, '")')),
      seq('label_join(', v, ', "', label, '", "', oneOf('', '-'), '", "', label, '", "', label, '")'),
      seq('histogram_quantile(', oneOf('0.9', '0.5'), ', ', v, ')'),
      seq(atOnce, '(', v, ')'),
      seq('clamp(', v, ', ', number, ', ', number, ')'),
      seq(oneOf('clamp_min(', 'clamp_max(', 'round('), v, ', ', oneOf('1', '5'), ')'),
      oneOf('vector(1)', 'hour()', 'day_of_week()', 'vector(time())'),
      seq('vector(scalar(', v, '))'),
      seq(oneOf('(', '-('), v, ')'),
      often(3, seq('(', v, ') ', withNumber, ' ', number)),
      seq(number, oneOf(' + ', ' - ', ' * ', ' / ', ' > ', ' < ', ' == ', ' <= bool '), '(', v, ')'),
      often(8, seq('(', v, ') ', oneOf('+ ', '* ', '/ ', '- ', '> ', '< ', '== ', '> bool '), matching, ' (', v, ')')),
      often(4, seq('(', v, ') ', oneOf('and ', 'or ', 'unless '), setMatching, ' (', v, ')')),
      seq('(', v, ') ', oneOf('+ ', '- ', '> '), oneOf('on (a) ', 'on (a, job) ', 'ignoring (b) '), fill, ' (', v, ')'),
    ),
  };
}).v;
