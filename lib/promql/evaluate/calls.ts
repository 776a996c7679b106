import type { Call, Expr } from '../ast';
import { withoutParens } from '../walk';
import { goMax, goMin } from './float';
import { emptyRow, type Frame, isEmptyRow, rowsOf, scalarOf, timeAt, type ValueRow } from './frame';
import { absent } from './functions/absent';
import { histogramFraction, histogramQuantiles, quantilesOfHistograms } from './functions/histogram';
import { info } from './functions/info';
import { labelJoin, labelReplace } from './functions/labels';
import { mathFunctions, roundTo } from './functions/math';
import { rangeFunctions } from './functions/range-functions';
import { sortByLabel, sortByValue } from './functions/sort';
import { timeFunctions } from './functions/time';
import { overRange } from './range';
import { distinct, mapped } from './rows';
import { sampleTimes } from './selector';
import { noPairs } from './storage/pairs';

/** The value of a function call (promql/functions.go, `FunctionCalls`). */
export function called(call: Call, frame: Frame): readonly ValueRow[] {
  const { func, args } = call;
  const rangeFunction = rangeFunctions[func];
  if (rangeFunction !== undefined) {
    const f = rangeFunction(modifierOf(args));
    // These two act like an offset, so what they return is still that metric.
    const rows = overRange(call, f, frame, func === 'last_over_time' || func === 'first_over_time');
    if (func === 'absent_over_time') return absent(args[0]!, rows, frame);
    return frame.delayedNameRemoval ? rows : distinct(rows);
  }
  const mathFunction = mathFunctions[func];
  if (mathFunction !== undefined) return mapped(rowsOf(args[0]!, frame), frame, mathFunction);
  const timeFunction = timeFunctions[func];
  if (timeFunction === undefined) return other(func, args, frame);
  return args.length === 0
    ? [everywhere(frame, (step) => timeFunction(timeAt(frame, step) / 1000))]
    : mapped(rowsOf(args[0]!, frame), frame, timeFunction);
}

function modifierOf(args: readonly Expr[]): 'anchored' | 'smoothed' | undefined {
  const matrix = args.map(withoutParens).find(({ kind }) => kind === 'matrix');
  return matrix?.kind === 'matrix' ? matrix.selector.modifier : undefined;
}

/** A scalar, or a vector of one series without labels. */
function everywhere(frame: Frame, f: (step: number) => number): ValueRow {
  const row = emptyRow(noPairs, frame.steps);
  row.present.fill(1);
  for (let step = 0; step < frame.steps; step++) row.values[step] = f(step);
  return row;
}

const textOfArgument = (arg: Expr): string => {
  const inner = withoutParens(arg);
  return inner.kind === 'string' ? inner.value : '';
};

function other(func: string, args: readonly Expr[], frame: Frame): readonly ValueRow[] {
  const rows = (index = 0): readonly ValueRow[] => rowsOf(args[index]!, frame);
  const scalar = (index: number): Float64Array => scalarOf(args[index]!, frame);
  const texts = (from: number): string[] => args.slice(from).map(textOfArgument);
  const constant = (value: number): readonly ValueRow[] => [everywhere(frame, () => value)];
  const { query } = frame;
  switch (func) {
    case 'absent':
      return absent(args[0]!, rows(), frame);
    case 'clamp':
      return clamped(rows(), scalar(1), scalar(2), frame);
    case 'clamp_min':
      return clamped(rows(), scalar(1), undefined, frame);
    case 'clamp_max':
      return clamped(rows(), undefined, scalar(1), frame);
    case 'round': {
      const nearest = args.length > 1 ? scalar(1) : undefined;
      return mapped(rows(), frame, (value, step) => roundTo(value, nearest === undefined ? 1 : nearest[step]!));
    }
    case 'label_replace':
      return labelReplace(rows, texts(1));
    case 'label_join':
      return labelJoin(rows, texts(1));
    case 'info':
      return info(args, frame);
    case 'sort':
      return sortByValue(rows(), 1);
    case 'sort_desc':
      return sortByValue(rows(), -1);
    case 'sort_by_label':
      return sortByLabel(rows(), texts(1), 1);
    case 'sort_by_label_desc':
      return sortByLabel(rows(), texts(1), -1);
    case 'histogram_quantile':
      return quantilesOfHistograms(scalar(0), rows(1), frame);
    case 'histogram_fraction':
      return histogramFraction(scalar(0), scalar(1), rows(2), frame);
    case 'histogram_quantiles': {
      const quantiles = args.slice(2).map((arg) => scalarOf(arg, frame));
      return histogramQuantiles(textOfArgument(args[1]!), quantiles, rows(), frame);
    }
    case 'timestamp':
      return timestamps(args[0]!, frame);
    case 'scalar':
      return [onlyValue(rows(), frame)];
    case 'vector':
      return rows();
    case 'max_of':
      return [ofTwo(scalar(0), scalar(1), goMax, frame)];
    case 'min_of':
      return [ofTwo(scalar(0), scalar(1), goMin, frame)];
    case 'time':
      return [everywhere(frame, (step) => timeAt(frame, step) / 1000)];
    case 'pi':
      return constant(Math.PI);
    case 'start':
      return constant(query.start / 1000);
    case 'end':
      return constant(query.end / 1000);
    case 'range':
      return constant((query.end - query.start) / 1000);
    case 'step':
      return constant(query.start === query.end ? 0 : query.step / 1000);
    // histogram_count and its like look at native histograms, and start_timestamp at times that only a feature flag keeps.
    default:
      for (const arg of args) rowsOf(arg, frame);
      return [];
  }
}

const ofTwo = (left: Float64Array, right: Float64Array, f: (left: number, right: number) => number, frame: Frame): ValueRow =>
  everywhere(frame, (step) => f(left[step]!, right[step]!));

/** The times of the samples where a selector is asked directly, and those of the evaluation where anything else is. */
function timestamps(arg: Expr, frame: Frame): readonly ValueRow[] {
  const inner = withoutParens(arg);
  const rows = inner.kind === 'selector' ? sampleTimes(inner, frame) : rowsOf(arg, frame);
  return mapped(rows, frame, (value, step) => (inner.kind === 'selector' ? value : timeAt(frame, step) / 1000));
}

/** Nothing is left where the limits leave nothing between them (promql/functions.go, `clamp`). */
function clamped(
  rows: readonly ValueRow[],
  least: Float64Array | undefined,
  most: Float64Array | undefined,
  frame: Frame,
): readonly ValueRow[] {
  const limits = (step: number): readonly [number, number] => [least?.[step] ?? -Infinity, most?.[step] ?? Infinity];
  const kept = rows
    .map((row) => ({ ...row, present: row.present.map((present, step) => (limits(step)[1] < limits(step)[0] ? 0 : present)) }))
    .filter((row) => !isEmptyRow(row));
  return mapped(kept, frame, (value, step) => goMax(limits(step)[0], goMin(limits(step)[1], value)));
}

/** The value of the only series; NaN where there is none, or more than one. */
function onlyValue(rows: readonly ValueRow[], frame: Frame): ValueRow {
  return everywhere(frame, (step) => {
    const present = rows.filter((row) => row.present[step] === 1);
    return present.length === 1 ? present[0]!.values[step]! : NaN;
  });
}
