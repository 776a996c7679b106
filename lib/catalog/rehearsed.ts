import { type PromDuration, secondsOf } from '../model/duration';
import type { Labels } from '../model/labels';
import type { Histogram, Metric } from '../model/metric';
import { fires, quiet, type SeriesHistory, series } from '../model/rehearsal';
import type { AlertOptions, Severity } from '../model/rule';
import { formatDuration } from '../promql/numbers';
import { promql } from '../promql/tag';

/** Series of one target: a number stays for two hours. */
export const historiesOf =
  (at: Labels) =>
  (metric: Metric, values: number | string, labels: Labels = {}): SeriesHistory =>
    series(metric, { ...at, ...labels }, typeof values === 'number' ? `${values}x300` : values);

/** What a histogram counts each minute, up to each bound: sixty events in all. */
export const bucketsOf = (
  { bucket }: Histogram,
  labels: Labels,
  bounds: readonly (readonly [number, number])[],
): readonly SeriesHistory[] =>
  [...bounds.map(([le, count]) => [String(le), count] as const), ['+Inf', 60] as const].map(([le, count]) =>
    series(bucket, { ...labels, le }, `0+${count}x300`),
  );

/** So many minutes after a time. */
export const minutesAfter = (time: PromDuration, minutes: number): PromDuration =>
  formatDuration((secondsOf(time) + minutes * 60) * 1000) as PromDuration;

/** A counter of failures that grows, for some time. */
export function keepsFailing(
  metric: Metric,
  at: Labels,
  options: {
    readonly for: PromDuration;
    readonly severity: Severity;
    readonly component: string;
    readonly summary: string;
    readonly description: string;
  },
): AlertOptions {
  return {
    ...options,
    expr: promql`increase(${metric}[5m]) > 0`,
    rehearsals: [
      fires(minutesAfter(options.for, 4), at, series(metric, at, '0+1x300')),
      // It failed for some minutes, a while ago.
      quiet(minutesAfter(options.for, 30), series(metric, at, '0+1x3 3x300')),
    ],
  };
}

/** A share of failures among all, above a threshold for some time. */
export function failsTooOften(
  failures: Metric,
  all: Metric,
  at: Labels,
  {
    share,
    ...options
  }: {
    readonly share: number;
    readonly for: PromDuration;
    readonly severity: Severity;
    readonly component: string;
    readonly summary: string;
    readonly description: string;
  },
) {
  const failing = (part: number) => [series(failures, at, `0+${Number((600 * part).toPrecision(6))}x300`), series(all, at, '0+600x300')];
  return {
    ...options,
    thresholds: { share: { ratio: share, min: 0, max: 1, is: 'share that may fail' } },
    expr: (tuned: { readonly share: number }) => promql`rate(${failures}[5m]) / rate(${all}[5m]) > ${tuned.share}`,
    rehearsals: (tuned: { readonly share: number }) => [
      fires(minutesAfter(options.for, 4), at, ...failing(Math.min(1, tuned.share * 1.5))),
      quiet(minutesAfter(options.for, 30), ...failing(tuned.share * 0.5)),
    ],
  } as const;
}
