import type { VectorSelector } from '../ast';
import { pinnedTimeOf, shiftOf } from './durations';
import { emptyRow, type Frame, isEmptyRow, timeAt, type ValueRow } from './frame';
import { seriesOfSelector } from './storage/select';
import { countUntil, type StoredSeries } from './storage/series';

/** What one series is worth at a time, and since when: written by `look`, so that a look-up makes no object. */
interface Seen {
  value: number;
  time: number;
}

/** Writes a series' last sample that is not too old and after which it was not gone (promql/engine.go, `vectorSelectorSingle`). */
function look(series: StoredSeries, time: number, lookback: number, seen: Seen): boolean {
  const index = countUntil(series.times, series.count, time) - 1;
  if (index < 0) return false;
  const at = series.times[index]!;
  if (at <= time - lookback || isGone(series, at, time)) return false;
  seen.value = series.values[index]!;
  seen.time = at;
  return true;
}

function isGone({ staleTimes }: StoredSeries, since: number, until: number): boolean {
  if (staleTimes.length === 0) return false;
  const before = countUntil(staleTimes, staleTimes.length, until);
  return before > 0 && staleTimes[before - 1]! > since;
}

/** The value of each series at each step. */
export function selected(selector: VectorSelector, frame: Frame): readonly ValueRow[] {
  if (selector.modifier === 'smoothed') return smoothed(selector, frame);
  return lookedUp(selector, frame, ({ value }) => value);
}

/** When each sample that a selector sees was taken, in seconds (promql/engine.go, `rangeEvalTimestampFunctionOverVectorSelector`). */
export const sampleTimes = (selector: VectorSelector, frame: Frame): readonly ValueRow[] =>
  lookedUp(selector, frame, ({ time }) => time / 1000);

export function lookedUp(selector: VectorSelector, frame: Frame, take: (seen: Seen) => number): readonly ValueRow[] {
  const offset = shiftOf(selector, frame);
  const pinned = pinnedTimeOf(selector, frame);
  const seen: Seen = { value: 0, time: 0 };
  const rows: ValueRow[] = [];
  for (const series of seriesOfSelector(frame.storage, selector)) {
    const row = emptyRow(series.labels, frame.steps);
    for (let step = 0; step < frame.steps; step++) {
      if (!look(series, (pinned ?? timeAt(frame, step)) - offset, frame.lookback, seen)) continue;
      row.values[step] = take(seen);
      row.present[step] = 1;
    }
    if (!isEmptyRow(row)) rows.push(row);
  }
  return rows;
}

/** A value between two samples is on the line between them (promql/engine.go, `smoothSeries`). */
function smoothed(selector: VectorSelector, frame: Frame): readonly ValueRow[] {
  const offset = shiftOf(selector, frame);
  const pinned = pinnedTimeOf(selector, frame);
  const rows: ValueRow[] = [];
  for (const { labels, times, values, count } of seriesOfSelector(frame.storage, selector)) {
    const row = emptyRow(labels, frame.steps);
    for (let step = 0; step < frame.steps; step++) {
      const time = (pinned ?? timeAt(frame, step)) - offset;
      const index = countUntil(times, count, time) - 1;
      if (index < 0 || times[index]! <= time - frame.lookback) continue;
      const later = times[index + 1]!;
      const between = times[index]! < time && index + 1 < count && later <= time + frame.lookback;
      const value = values[index]!;
      row.values[step] = between ? value + ((values[index + 1]! - value) * (time - times[index]!)) / (later - times[index]!) : value;
      row.present[step] = 1;
    }
    if (!isEmptyRow(row)) rows.push(row);
  }
  return rows;
}
