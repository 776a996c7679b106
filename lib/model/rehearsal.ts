import { formatDuration } from '../promql/numbers';
import { type AnyDuration, type PromDuration, secondsOf } from './duration';
import type { Labels } from './labels';

/** The samples of one series, from the first minute on, in promtool's notation: `0+10x30`, `1 _ 0x5`. */
export interface SeriesHistory {
  readonly name: string;
  readonly labels: Labels;
  readonly values: string;
}

/** A unit test of an alert. */
export interface Rehearsal {
  readonly given: readonly SeriesHistory[];
  /** When to look, counted from the first sample. */
  readonly at: AnyDuration;
  /** Between two samples of a series. @default - a minute */
  readonly interval?: AnyDuration;
  /** What happens, for messages: `a rolling update`. @default - it has a number only */
  readonly title?: string;
  /**
   * One entry for each alert that fires then: its labels without alertname and without those that the alert itself sets.
   * Empty: the alert stays quiet.
   */
  readonly fires: readonly Labels[];
}

/** A history of one series: `series(up, { job: 'iris-api' }, '1x5 0x10')`, one sample a minute. */
export function series(metric: string | { readonly name: string }, labels: Labels, values: string): SeriesHistory {
  return { name: typeof metric === 'string' ? metric : metric.name, labels, values };
}

/** The alert fires at this time, once, with these labels of the query's result. */
export function fires(at: AnyDuration, labels: Labels, ...given: readonly SeriesHistory[]): Rehearsal {
  return { at, given, fires: [labels] };
}

/** The alert stays quiet at this time. */
export function quiet(at: AnyDuration, ...given: readonly SeriesHistory[]): Rehearsal {
  return { at, given, fires: [] };
}

/** The same, where the alert waits longer or shorter: one that fires is looked at as much later, and its series go on. */
export function shifted(rehearsal: Rehearsal, seconds: number): Rehearsal {
  if (rehearsal.fires.length === 0) return rehearsal;
  const between = rehearsal.interval === undefined ? 60 : secondsOf(rehearsal.interval);
  const more = Math.max(0, Math.ceil(seconds / between));
  return {
    ...rehearsal,
    at: formatDuration((secondsOf(rehearsal.at) + seconds) * 1000) as PromDuration,
    given: rehearsal.given.map((history) => ({
      ...history,
      values: history.values.replace(/x(\d+)\s*$/, (_, count: string) => `x${Number(count) + more}`),
    })),
  };
}
