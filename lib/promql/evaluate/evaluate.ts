import type { Expr, Query } from '../ast';
import { typeOf } from '../types';
import { withoutParens } from '../walk';
import { aggregated } from './aggregation';
import { binary } from './arithmetic';
import { called } from './calls';
import { type EvaluationFault, EvaluationStop, stop } from './fault';
import { emptyRow, type Frame, type KnownRows, rowsOf, timeAt, type ValueRow } from './frame';
import type { Point } from './point';
import { rangeSeries } from './range-result';
import { mergedRows, nameless } from './rows';
import { selected } from './selector';
import { comparePairs, type LabelPairs, noPairs, withoutMetadata } from './storage/pairs';
import type { SeriesStorage } from './storage/series';

/** What an expression is worth; labels are pairs. */
export type Evaluated =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'vector'; readonly samples: readonly { readonly labels: LabelPairs; readonly value: number }[] }
  | { readonly kind: 'matrix'; readonly series: readonly { readonly labels: LabelPairs; readonly points: readonly Point[] }[] }
  | EvaluationFailure;

export interface EvaluationFailure extends EvaluationFault {
  readonly kind: 'fault';
}

export interface EvaluationOptions {
  /** For how many milliseconds a sample is seen. @default - 5 minutes, as in Prometheus */
  readonly lookback?: number;
  /** The step of a subquery that names none, in milliseconds: Prometheus takes the evaluation interval. @default - 1 minute */
  readonly subqueryStep?: number;
  /** As with the feature promql-delayed-name-removal. @default - the name goes at once, as without it */
  readonly delayedNameRemoval?: boolean;
  /** What was returned for parts of other queries over the same steps and the same storage; it takes what this one returns. @default - nothing */
  readonly known?: KnownRows;
}

/** The times of a range query, in milliseconds. */
export interface EvaluationSteps {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** Evaluates a query at one time in milliseconds, as Prometheus 3.15 does. */
export function evaluateAt(query: Query, time: number, storage: SeriesStorage, options: EvaluationOptions = {}): Evaluated {
  return caught<Evaluated>(query, (expr) => {
    const frame = frameOf(storage, options, { start: time, end: time, step: 0 }, 1);
    const inner = withoutParens(expr);
    if (inner.kind === 'string') return { kind: 'string', value: inner.value };
    if (inner.kind === 'matrix' || inner.kind === 'subquery') return { kind: 'matrix', series: rangeSeries(inner, frame) };
    const rows = evaluated(expr, frame);
    if (typeOf(expr) === 'scalar') return { kind: 'scalar', value: rows[0]!.values[0]! };
    return { kind: 'vector', samples: rows.map(({ labels, values }) => ({ labels, value: values[0]! })) };
  });
}

/** Evaluates a query at each step from `start` to `end`, in milliseconds. */
export function evaluateOver(query: Query, over: EvaluationSteps, storage: SeriesStorage, options: EvaluationOptions = {}): Evaluated {
  return caught<Evaluated>(query, (expr) => {
    const frame = overFrame(over, storage, options);
    const rows = [...rowsOver(expr, frame)].sort((a, b) => comparePairs(a.labels, b.labels));
    return { kind: 'matrix', series: rows.map((row) => ({ labels: row.labels, points: pointsOf(row, frame) })) };
  });
}

const overFrame = (over: EvaluationSteps, storage: SeriesStorage, options: EvaluationOptions): Frame =>
  frameOf(storage, options, over, Math.floor((over.end - over.start) / over.step) + 1);

function rowsOver(expr: Expr, frame: Frame): readonly ValueRow[] {
  const type = typeOf(expr);
  if (type === 'matrix' || type === 'string') return stop('type', `a range of times needs a vector or a scalar, and this is a ${type}`);
  return evaluated(expr, frame);
}

/** The same as columns of numbers, for who goes through all steps: the rows stand in the order in which they were found. */
export function evaluateRows(
  query: Query,
  over: EvaluationSteps,
  storage: SeriesStorage,
  options: EvaluationOptions = {},
): readonly ValueRow[] | EvaluationFailure {
  return caught(query, (expr) => rowsOver(expr, overFrame(over, storage, options)));
}

function caught<T>(query: Query, evaluate: (expr: Expr) => T): T | EvaluationFailure {
  const [fault] = query.diagnostics;
  if (query.expr === undefined || fault !== undefined) {
    return { kind: 'fault', code: 'syntax', message: fault?.message ?? `\`${query.text}\` does not parse` };
  }
  try {
    return evaluate(query.expr);
  } catch (stopped) {
    if (stopped instanceof EvaluationStop) return { kind: 'fault', ...stopped.fault };
    throw stopped;
  }
}

function frameOf(storage: SeriesStorage, options: EvaluationOptions, query: Frame['query'], steps: number): Frame {
  const { lookback = 300_000, subqueryStep = 60_000, delayedNameRemoval = false, known } = options;
  return {
    storage,
    start: query.start,
    step: query.step,
    steps,
    query,
    lookback,
    subqueryStep,
    delayedNameRemoval,
    known,
    rowsOf: rowsOfExpression,
  };
}

/** The rows of a whole query. */
function evaluated(expr: Expr, frame: Frame): readonly ValueRow[] {
  const rows = rowsOf(expr, frame);
  if (!frame.delayedNameRemoval) return rows;
  return mergedRows(rows.map((row) => (row.dropsName ? { ...row, labels: withoutMetadata(row.labels) } : row)));
}

function rowsOfExpression(expr: Expr, frame: Frame): readonly ValueRow[] {
  const rows = frame.known?.get(expr) ?? rowsOfNode(expr, frame);
  frame.known?.set(expr, rows);
  return rows;
}

function rowsOfNode(expr: Expr, frame: Frame): readonly ValueRow[] {
  switch (expr.kind) {
    case 'number': {
      const row = emptyRow(noPairs, frame.steps);
      row.values.fill(expr.value);
      row.present.fill(1);
      return [row];
    }
    case 'selector':
      return selected(expr, frame);
    case 'paren':
      return rowsOf(expr.expr, frame);
    case 'unary': {
      const rows = rowsOf(expr.expr, frame);
      return expr.op === '-' ? negated(rows, frame) : rows;
    }
    case 'binary':
      return binary(expr, frame);
    case 'aggregation':
      return aggregated(expr, frame);
    case 'call':
      return called(expr, frame);
    case 'string':
    case 'matrix':
    case 'subquery':
      return stop('type', `a vector is needed here, and this is a ${typeOf(expr)}`);
  }
}

function negated(rows: readonly ValueRow[], frame: Frame): readonly ValueRow[] {
  const results = rows.map((row) => ({ ...row, ...nameless(row, frame), values: row.values.map((value) => -value) }));
  return frame.delayedNameRemoval ? results : mergedRows(results);
}

function pointsOf({ values, present }: ValueRow, frame: Frame): Point[] {
  const points: Point[] = [];
  for (let step = 0; step < frame.steps; step++) if (present[step] === 1) points.push({ time: timeAt(frame, step), value: values[step]! });
  return points;
}
