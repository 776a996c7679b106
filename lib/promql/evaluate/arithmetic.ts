import type { Binary, BinaryOperator } from '../ast';
import { isComparison } from '../operators';
import { typeOf } from '../types';
import { power } from './float';
import { emptyRow, type Frame, isEmptyRow, rowsOf, scalarOf, type ValueRow } from './frame';
import { matched } from './matching';
import type { Operation } from './operation';
import { mergedRows, nameless } from './rows';
import { combinedSets } from './sets';
import { noPairs } from './storage/pairs';

export const operations: Readonly<Partial<Record<BinaryOperator, Operation>>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': power,
  atan2: Math.atan2,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
};

/** An expression with an operator (promql/engine.go, `eval`). */
export function binary(expr: Binary, frame: Frame): readonly ValueRow[] {
  const { op, left, right } = expr;
  const scalars = [typeOf(left) === 'scalar', typeOf(right) === 'scalar'] as const;
  const operation = operations[op];
  if (scalars[0] && scalars[1]) return [ofScalars(operation!, scalarOf(left, frame), scalarOf(right, frame), frame)];
  if (operation === undefined && (op === '</' || op === '>/')) return trimmed(expr, frame);
  if (scalars[0]) return withScalar(expr, rowsOf(right, frame), scalarOf(left, frame), true, frame);
  if (scalars[1]) return withScalar(expr, rowsOf(left, frame), scalarOf(right, frame), false, frame);
  const [lefts, rights] = [rowsOf(left, frame), rowsOf(right, frame)];
  return operation === undefined ? combinedSets(expr, lefts, rights, frame) : matched(expr, operation, lefts, rights, frame);
}

function ofScalars(operation: Operation, left: Float64Array, right: Float64Array, frame: Frame): ValueRow {
  const out = emptyRow(noPairs, frame.steps);
  for (let step = 0; step < frame.steps; step++) {
    out.values[step] = Number(operation(left[step]!, right[step]!));
    out.present[step] = 1;
  }
  return out;
}

/** Buckets are cut off native histograms only, of which there are none here; both sides are evaluated for their faults. */
function trimmed({ left, right }: Binary, frame: Frame): readonly ValueRow[] {
  rowsOf(left, frame);
  rowsOf(right, frame);
  return [];
}

/** A vector and a scalar; a comparison keeps the vector's value, whichever side it is on (promql/engine.go, `VectorscalarBinop`). */
function withScalar(
  { op, bool }: Binary,
  rows: readonly ValueRow[],
  scalar: Float64Array,
  scalarIsLeft: boolean,
  frame: Frame,
): readonly ValueRow[] {
  const operation = operations[op]!;
  const dropsName = bool || !isComparison(op);
  const results = rows.map((row) => {
    const out = emptyRow(row.labels, frame.steps, row.dropsName);
    for (let step = 0; step < frame.steps; step++) {
      if (row.present[step] === 0) continue;
      const value = row.values[step]!;
      const result = scalarIsLeft ? operation(scalar[step]!, value) : operation(value, scalar[step]!);
      if (result === false && !bool) continue;
      out.values[step] = typeof result === 'number' ? result : bool ? Number(result) : value;
      out.present[step] = 1;
    }
    return dropsName ? { ...out, ...nameless(out, frame) } : out;
  });
  const kept = results.filter((row) => !isEmptyRow(row));
  return dropsName ? mergedRows(kept) : kept;
}
