import type { Expr } from '../ast';
import type { LabelPairs } from './storage/pairs';
import type { SeriesStorage } from './storage/series';

/** When and over what an expression is evaluated: at `start`, and then `steps - 1` times more, `step` milliseconds apart. */
export interface Frame {
  readonly storage: SeriesStorage;
  readonly start: number;
  readonly step: number;
  readonly steps: number;
  /** The whole query: what `start()`, `end()`, `step()` and `range()` are. */
  readonly query: { readonly start: number; readonly end: number; readonly step: number };
  /** A sample is seen for less than this many milliseconds. */
  readonly lookback: number;
  /** The step of a subquery that names none. */
  readonly subqueryStep: number;
  /** Names of metrics go at the end of the evaluation only (the feature promql-delayed-name-removal). */
  readonly delayedNameRemoval: boolean;
  /** What parts of an expression have returned before, over the same steps of the same storage. */
  readonly known?: KnownRows;
  /** Evaluates an expression below the one at hand; it is here so that the parts of the evaluator need not know each other. */
  readonly rowsOf: (expr: Expr, frame: Frame) => readonly ValueRow[];
}

/** A series of a result: its value at each step, where `present` is 1. */
export interface ValueRow {
  readonly labels: LabelPairs;
  readonly values: Float64Array;
  readonly present: Uint8Array;
  /** The metric's name goes at the end of the evaluation. */
  readonly dropsName?: boolean;
}

/** Rows are never changed once they are returned. */
export type KnownRows = WeakMap<Expr, readonly ValueRow[]>;

export const timeAt = (frame: Frame, step: number): number => frame.start + step * frame.step;

/** The rows of an expression that is a vector or a scalar. */
export const rowsOf = (expr: Expr, frame: Frame): readonly ValueRow[] => frame.rowsOf(expr, frame);

/** The value of a scalar at each step. */
export const scalarOf = (expr: Expr, frame: Frame): Float64Array => frame.rowsOf(expr, frame)[0]!.values;

export const emptyRow = (labels: LabelPairs, steps: number, dropsName?: boolean): ValueRow => ({
  labels,
  values: new Float64Array(steps),
  present: new Uint8Array(steps),
  dropsName,
});

export const isEmptyRow = ({ present }: ValueRow): boolean => !present.includes(1);
