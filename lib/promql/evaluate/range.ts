import type { Call, Expr, MatrixSelector, Subquery } from '../ast';
import { withoutParens } from '../walk';
import { pinnedTimeOf, rangeOf, shiftOf, subqueryStepOf } from './durations';
import { stop } from './fault';
import { emptyRow, type Frame, isEmptyRow, rowsOf, scalarOf, timeAt, type ValueRow } from './frame';
import { nameless } from './rows';
import type { LabelPairs } from './storage/pairs';
import { seriesOfSelector } from './storage/select';
import { countUntil } from './storage/series';
import type { RangeFunction, Window } from './window';

/** A series whose samples a range is cut of: a stored one, or what a subquery returns. */
export interface Samples {
  readonly labels: LabelPairs;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly count: number;
  readonly dropsName?: boolean;
}

/** A range vector before it is cut into windows. */
export interface RangeVector {
  readonly series: readonly Samples[];
  /** In milliseconds, with a fraction. */
  readonly range: number;
  readonly offset: number;
  readonly pinned?: number;
  readonly modifier?: 'anchored' | 'smoothed';
}

/** Functions that know what to do with samples outside of the range (promql/functions.go, `AnchoredSafeFunctions`). */
const extended: Readonly<Record<'anchored' | 'smoothed', readonly string[]>> = {
  anchored: ['changes', 'delta', 'increase', 'rate', 'resets'],
  smoothed: ['delta', 'increase', 'rate'],
};

export function rangeVectorOf(expr: Expr, frame: Frame): RangeVector {
  const inner = withoutParens(expr);
  if (inner.kind === 'matrix') return ofSelector(inner, frame);
  if (inner.kind === 'subquery') return ofSubquery(inner, frame);
  return stop('type', 'a range is needed here, such as `x[5m]`');
}

function ofSelector(matrix: MatrixSelector, frame: Frame): RangeVector {
  const { selector } = matrix;
  return {
    series: seriesOfSelector(frame.storage, selector),
    range: rangeOf(matrix, frame),
    offset: shiftOf(selector, frame),
    pinned: pinnedTimeOf(selector, frame),
    modifier: selector.modifier,
  };
}

/** A subquery is evaluated once, at all multiples of its step that some window has (promql/engine.go, `subqueryTimeRange`). */
function ofSubquery(subquery: Subquery, frame: Frame): RangeVector {
  const range = rangeOf(subquery, frame);
  const offset = shiftOf(subquery, frame);
  const pinned = pinnedTimeOf(subquery, frame);
  const step = subqueryStepOf(subquery, frame);
  const before = (pinned ?? frame.start) - offset - Math.trunc(range);
  const end = (pinned ?? timeAt(frame, frame.steps - 1)) - offset;
  const aligned = step * Math.trunc(before / step);
  const start = aligned <= before ? aligned + step : aligned;
  const steps = Math.floor((end - start) / step) + 1;
  const rows = steps < 1 ? [] : rowsOf(subquery.expr, { ...frame, start, step, steps, known: undefined });
  return { series: rows.map((row) => samplesOf(row, start, step)), range, offset, pinned };
}

function samplesOf({ labels, values, present, dropsName }: ValueRow, start: number, step: number): Samples {
  const times = new Float64Array(present.length);
  const kept = new Float64Array(present.length);
  let count = 0;
  for (let i = 0; i < present.length; i++) {
    if (present[i] === 0) continue;
    times[count] = start + i * step;
    kept[count++] = values[i]!;
  }
  return { labels, times, values: kept, count, dropsName };
}

/** Evaluates a function over a range, for each series at each step. */
export function overRange(call: Call, f: RangeFunction, frame: Frame, keepsName: boolean): readonly ValueRow[] {
  const index = call.args.findIndex((arg) => isRange(withoutParens(arg)));
  const vector = rangeVectorOf(call.args[index]!, frame);
  const { modifier, range, pinned, offset } = vector;
  if (modifier !== undefined && !extended[modifier].includes(call.func)) {
    const known = extended[modifier].join(', ');
    return stop('modifier', `\`${modifier}\` is for ${known} only, not for ${call.func}`);
  }
  const parameters = call.args.filter((_, at) => at !== index).map((arg) => scalarOf(arg, frame));
  const given = parameters.map((values) => values[0]!);
  const whole = Math.trunc(range);
  const early = modifier === undefined ? 0 : frame.lookback;
  const late = modifier === 'smoothed' ? frame.lookback : 0;
  const window: Window = { times: none, values: none, from: 0, to: 0, at: 0, start: 0, end: 0, seconds: range / 1000 };
  const rows: ValueRow[] = [];
  for (const samples of vector.series) {
    const row = emptyRow(samples.labels, frame.steps, !keepsName || samples.dropsName);
    window.times = samples.times;
    window.values = samples.values;
    window.from = window.to = 0;
    for (let step = 0; step < frame.steps; step++) {
      window.at = timeAt(frame, step);
      const end = (pinned ?? window.at) - offset;
      window.end = end;
      window.start = (pinned ?? window.at) - Math.trunc(range + offset);
      cut(window, samples.count, end - whole - early, end + late);
      // A range of less than a millisecond holds nothing.
      if (window.from >= window.to || (whole === 0 && early === 0)) continue;
      for (let i = 0; i < given.length; i++) given[i] = parameters[i]![step]!;
      const value = f(window, given);
      if (value === undefined) continue;
      row.values[step] = value;
      row.present[step] = 1;
    }
    if (!isEmptyRow(row)) rows.push(row.dropsName ? { ...row, ...nameless(row, frame) } : row);
  }
  return rows;
}

const none = new Float64Array(0);

export const isRange = ({ kind }: Expr): boolean => kind === 'matrix' || kind === 'subquery';

/** Moves a window on: its bounds never go back, so that all steps together are one pass over the samples. */
function cut(window: Window, count: number, after: number, until: number): void {
  const { times } = window;
  if (window.to === 0) {
    window.from = countUntil(times, count, after);
    window.to = countUntil(times, count, until);
    return;
  }
  while (window.from < count && times[window.from]! <= after) window.from++;
  while (window.to < count && times[window.to]! <= until) window.to++;
}
