import type { Labels } from '../../model/labels';
import type { EvaluationFault } from '../../promql/evaluate/fault';
import type { HistoryValue } from '../../promql/evaluate/storage/notation';
import { type LabelPairs, labelsFrom } from '../../promql/evaluate/storage/pairs';
import { appendSample, markStale, type SeriesStorage, type StoredSeries, seriesIn, withRoom } from '../../promql/evaluate/storage/series';

/** A series that is there before any rule is evaluated. */
export interface InputSeries {
  readonly labels: LabelPairs;
  readonly values: readonly HistoryValue[];
}

/** In what surroundings rules are played; times are in milliseconds. */
export interface Stage {
  readonly input: readonly InputSeries[];
  /** Between two samples of the input. */
  readonly sampleInterval: number;
  /** Between two evaluations. All groups have it, as in promtool. */
  readonly interval: number;
  readonly start: number;
  readonly end: number;
  readonly externalLabels: Labels;
  readonly externalUrl: string;
  /** Whether ALERTS and ALERTS_FOR_STATE are written; where nothing reads them, they only cost time. */
  readonly writesAlerts: boolean;
}

/** Why a rule had no result at a time. */
export interface PlayFault {
  readonly rule: string;
  readonly time: number;
  readonly fault: EvaluationFault | { readonly code: 'same-alert-labels' | 'written-twice' | 'limit'; readonly message: string };
}

/** Puts the samples of the input up to a time into a storage, from where the last call stopped. */
export function inputFeeder({ input, sampleInterval, start }: Stage, storage: SeriesStorage): (until: number) => void {
  const stored = input.map(({ labels, values }) => withRoom(seriesIn(storage, labels), values.length));
  let next = 0;
  return (until) => {
    for (; start + next * sampleInterval <= until && input.some(({ values }) => next < values.length); next++) {
      const time = start + next * sampleInterval;
      input.forEach(({ values }, index) => put(stored[index]!, time, values[next]));
    }
  };
}

function put(series: StoredSeries, time: number, value: HistoryValue): void {
  if (value === 'stale') markStale(series, time);
  else if (value !== undefined) appendSample(series, time, value);
}

/** What a rule returns. */
export interface Result {
  readonly series: StoredSeries;
  readonly value: number;
}

type Write = (time: number, results: readonly Result[]) => PlayFault['fault'] | undefined;

/**
 * Writes what a rule returns at a time, and marks what it returned before and does not any more as gone (rules/group.go, `Eval`).
 * A sample that another rule or the input has written with another value is lost, and a fault.
 */
export function resultWriter(): Write {
  let before = new Set<StoredSeries>();
  return (time, results) => {
    if (results.length === 0 && before.size === 0) return undefined;
    const now = new Set<StoredSeries>();
    let fault: PlayFault['fault'] | undefined;
    for (const { series, value } of results) {
      if (isWritten(series, time, value)) {
        const shown = JSON.stringify(labelsFrom(series.labels));
        fault = { code: 'written-twice', message: `${shown} has another sample at the same time, from another rule or the input` };
      } else {
        appendSample(series, time, value);
        now.add(series);
      }
    }
    for (const series of before) if (!now.has(series) && lastTime(series) < time) markStale(series, time);
    before = now;
    return fault;
  };
}

const lastTime = ({ times, count, staleTimes }: StoredSeries): number =>
  Math.max(count === 0 ? -Infinity : times[count - 1]!, staleTimes[staleTimes.length - 1] ?? -Infinity);

/** Prometheus takes the same value twice, and nothing that is older than what it has. */
function isWritten(series: StoredSeries, time: number, value: number): boolean {
  const last = lastTime(series);
  if (last < time) return false;
  const { times, values, count } = series;
  return !(last === time && count > 0 && times[count - 1] === time && Object.is(values[count - 1], value));
}
