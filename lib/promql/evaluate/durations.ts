import type { MatrixSelector, Subquery, TimeShift } from '../ast';
import { parse } from '../parse';
import { stop } from './fault';
import type { Frame } from './frame';

/** More milliseconds than this overflow Go's nanoseconds. */
const most = 2 ** 63 / 1e6;

/** A duration of the query in milliseconds, with `step()` and `range()` filled in (promql/durations.go). */
function resolved(constant: number | undefined, text: string, frame: Frame): number {
  const milliseconds = constant ?? computed(text, frame);
  if (!Number.isFinite(milliseconds)) return stop('duration', `the duration \`${text}\` is no finite number`);
  if (Math.abs(milliseconds) > most) return stop('duration', `the duration \`${text}\` is longer than 292 years`);
  return milliseconds;
}

function positive(constant: number | undefined, text: string, frame: Frame): number {
  const milliseconds = resolved(constant, text, frame);
  return milliseconds > 0 ? milliseconds : stop('duration', `the duration \`${text}\` must be greater than 0`);
}

/** The parser computes what is constant: with numbers in place of the calls, the whole text is. */
function computed(text: string, { query: { start, end, step } }: Frame): number {
  const constant = text.replaceAll('step()', `(${step / 1000})`).replaceAll('range()', `(${(end - start) / 1000})`);
  const { expr } = parse(`x[1s:] offset (${constant})`);
  return expr?.kind === 'subquery' ? (expr.offset ?? 0) : NaN;
}

export const rangeOf = ({ range, rangeText }: MatrixSelector | Subquery, frame: Frame): number => positive(range, rangeText, frame);

export const subqueryStepOf = ({ step, stepText }: Subquery, frame: Frame): number =>
  stepText === '' ? frame.subqueryStep : Math.trunc(positive(step, stepText, frame));

/** Milliseconds to go back, cut to whole ones. */
export function shiftOf({ offset, offsetText }: TimeShift, frame: Frame): number {
  return offset === undefined && offsetText === undefined ? 0 : Math.trunc(resolved(offset, offsetText ?? '', frame));
}

/** The time after `@` in milliseconds. */
export function pinnedTimeOf({ at }: TimeShift, { query }: Frame): number | undefined {
  if (at === undefined) return undefined;
  return at === 'start' ? query.start : at === 'end' ? query.end : Math.round(at * 1000);
}
