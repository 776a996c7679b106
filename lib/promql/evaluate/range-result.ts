import type { MatrixSelector, Subquery } from '../ast';
import type { Frame } from './frame';
import { edgesOf } from './functions/edges';
import type { Point } from './point';
import { type RangeVector, rangeVectorOf, type Samples } from './range';
import { comparePairs, withoutMetadata } from './storage/pairs';
import { countUntil } from './storage/series';

/** The samples of a range as they are: what an instant query for `x[5m]` returns (promql/engine.go, `matrixSelector`). */
export function rangeSeries(expr: MatrixSelector | Subquery, frame: Frame) {
  const vector = rangeVectorOf(expr, frame);
  return vector.series
    .map((samples) => ({
      labels: samples.dropsName ? withoutMetadata(samples.labels) : samples.labels,
      points: pointsInRange(samples, vector, frame),
    }))
    .filter(({ points }) => points.length > 0)
    .sort((a, b) => comparePairs(a.labels, b.labels));
}

function pointsInRange({ times, values, count }: Samples, { range, offset, pinned, modifier }: RangeVector, frame: Frame): Point[] {
  const end = (pinned ?? frame.start) - offset;
  const start = end - Math.trunc(range);
  const from = countUntil(times, count, modifier === undefined ? start : start - frame.lookback);
  const to = countUntil(times, count, modifier === 'smoothed' ? end + frame.lookback : end);
  const points = (first: number, until: number): Point[] =>
    Array.from({ length: Math.max(0, until - first) }, (_, index) => ({ time: times[first + index]!, value: values[first + index]! }));
  if (modifier === undefined || from === to) return points(from, to);
  const window = { times, values, from, to, at: end, start, end, seconds: range / 1000 };
  const edges = edgesOf(window, modifier === 'smoothed', false);
  if (edges === undefined) return [];
  return [{ time: start, value: edges.left }, ...points(edges.first, edges.last + 1), { time: end, value: edges.right }];
}
