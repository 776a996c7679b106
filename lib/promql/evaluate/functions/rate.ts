import type { RangeFunction, Window } from '../window';
import { type Edges, edgesOf, firstAfter } from './edges';

/** `rate`, `increase` and `delta` (promql/functions.go, `extrapolatedRate`). */
const extrapolated = (isCounter: boolean, isRate: boolean): RangeFunction => {
  return (window) => {
    const { times, values, from, to, start, end, seconds } = window;
    const intervals = to - from - 1;
    if (intervals < 1) return undefined;
    const first = values[from]!;
    let result = values[to - 1]! - first;
    if (isCounter) for (let i = from + 1; i < to; i++) if (values[i]! < values[i - 1]!) result += values[i - 1]!;

    const sampled = (times[to - 1]! - times[from]!) / 1000;
    const average = sampled / intervals;
    // A series whose samples end well before the range does is taken to begin or end half a step beyond them.
    const threshold = average * 1.1;
    let toStart = (times[from]! - start) / 1000;
    let toEnd = (end - times[to - 1]!) / 1000;
    if (toStart >= threshold) toStart = average / 2;
    if (isCounter && result > 0 && first >= 0) {
      // A counter was never below zero.
      const toZero = sampled * (first / result);
      if (toZero < toStart) toStart = toZero;
    }
    if (toEnd >= threshold) toEnd = average / 2;

    let factor = sampled === 0 ? 1 : (sampled + toStart + toEnd) / sampled;
    if (isRate) factor /= seconds;
    return result * factor;
  };
};

export const rate = extrapolated(true, true);
export const increase = extrapolated(true, false);
export const delta = extrapolated(false, false);

/** `irate` and `idelta`: the last two samples (promql/functions.go, `instantValue`). */
const instant = (isRate: boolean): RangeFunction => {
  return ({ times, values, from, to }) => {
    if (to - from < 2) return undefined;
    const before = values[to - 2]!;
    const last = values[to - 1]!;
    const interval = times[to - 1]! - times[to - 2]!;
    if (interval === 0) return undefined;
    const value = isRate && last < before ? last : last - before;
    return isRate ? value / (interval / 1000) : value;
  };
};

export const irate = instant(true);
export const idelta = instant(false);

/** `rate`, `increase` and `delta` of a range that is `anchored` or `smoothed` (promql/functions.go, `extendedRate`). */
export const extended = (isCounter: boolean, isRate: boolean, smoothed: boolean): RangeFunction => {
  return (window) => {
    const { values, seconds } = window;
    const edges = edgesOf(window, smoothed, isCounter);
    // Samples that all come after the range say nothing of it.
    if (edges === undefined || (smoothed && window.times[window.from]! > window.end)) return undefined;
    const result = edges.right - edges.left + (isCounter ? lostInResets(values, edges) : 0);
    return isRate ? result / seconds : result;
  };
};

/** Added up on its own, as Prometheus does, so that the last bit agrees (promql/functions.go, `correctForCounterResets`). */
function lostInResets(values: Float64Array, { left, right, first, last }: Edges): number {
  let lost = 0;
  let before = left;
  for (let i = first; i <= last; i++) {
    if (values[i]! < before) lost += before;
    before = values[i]!;
  }
  return right < before ? lost + before : lost;
}

/** Where counting begins: in an anchored range, at the last sample at or before its start; undefined where none is after it. */
function firstCounted({ times, from, to, start }: Window, anchored: boolean): number | undefined {
  if (!anchored) return from;
  const after = firstAfter(times, from, to, start);
  return after === to ? undefined : Math.max(from, after - 1);
}

const counted = (anchored: boolean, counts: (before: number, now: number) => boolean): RangeFunction => {
  return (window) => {
    const { values, to } = window;
    const first = firstCounted(window, anchored);
    if (first === undefined) return undefined;
    let count = 0;
    for (let i = first + 1; i < to; i++) if (counts(values[i - 1]!, values[i]!)) count++;
    return count;
  };
};

export const resets = (anchored: boolean): RangeFunction => counted(anchored, (before, now) => now < before);
export const changes = (anchored: boolean): RangeFunction =>
  counted(anchored, (before, now) => now !== before && !(Number.isNaN(now) && Number.isNaN(before)));
