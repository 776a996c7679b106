import type { Window } from '../window';

/** The values at the start and the end of a range that is `anchored` or `smoothed`, and the samples that lie inside of it. */
export interface Edges {
  readonly left: number;
  readonly right: number;
  readonly first: number;
  readonly last: number;
}

/** Undefined where no sample is later than the start (promql/engine.go, `extendFloats`; promql/functions.go, `extendedRate`). */
export function edgesOf(window: Window, smoothed: boolean, isCounter: boolean): Edges | undefined {
  const { times, values, from, to, start, end } = window;
  let last = to - 1;
  let first = Math.max(from, firstAfter(times, from, last, start) - 1);
  if (smoothed) while (last > from && times[last - 1]! >= end) last--;
  if (times[last]! <= start) return undefined;
  const left = smoothed && times[first]! < start ? between(window, first, start, isCounter) : values[first]!;
  const right = smoothed && last > from && times[last]! > end ? between(window, last - 1, end, isCounter) : values[last]!;
  if (times[first]! <= start) first++;
  if (times[last]! >= end) last--;
  return { left, right, first, last };
}

/** The value at `time` on the line between two samples; after a reset of a counter the line starts at zero. */
function between({ times, values }: Window, index: number, time: number, isCounter: boolean): number {
  const after = values[index + 1]!;
  const before = isCounter && after < values[index]! ? 0 : values[index]!;
  return before + ((after - before) * (time - times[index]!)) / (times[index + 1]! - times[index]!);
}

/** The first index from `from` to before `to` of a time that is later than `time`, or `to`. */
export function firstAfter(times: Float64Array, from: number, to: number, time: number): number {
  let index = from;
  while (index < to && times[index]! <= time) index++;
  return index;
}
