import { stop } from './fault';
import { type Frame, isEmptyRow, type ValueRow } from './frame';
import type { Group } from './group';
import { ratioOf } from './hash';
import { type Heap, pushToHeap, replaceTop } from './heap';

/** `topk`, `bottomk`, `limitk` and `limit_ratio`: some rows of each group, as they are (promql/engine.go, `aggregationK`). */
export function chosenRows(op: string, parameter: Float64Array, groups: readonly Group[], frame: Frame): readonly ValueRow[] {
  if (op === 'limit_ratio' ? parameter.every((ratio) => ratio === 0) : parameter.every((k) => k < 1)) return [];
  for (const value of parameter) checkParameter(op, value);
  const rows = groups.flatMap((group) => group.rows);
  if (frame.steps === 1) return groups.flatMap((group) => choose(op, parameter[0]!, group.rows, 0, rows.length));
  const kept = new Map<ValueRow, Uint8Array>();
  for (let step = 0; step < frame.steps; step++) {
    for (const group of groups) {
      for (const row of choose(op, parameter[step]!, group.rows, step, rows.length)) {
        const present = kept.get(row) ?? new Uint8Array(frame.steps);
        kept.set(row, present);
        present[step] = 1;
      }
    }
  }
  return [...kept].map(([row, present]) => ({ ...row, present })).filter((row) => !isEmptyRow(row));
}

function checkParameter(op: string, value: number): void {
  if (Number.isNaN(value)) stop('parameter', `the parameter of ${op} is NaN`);
  if (op !== 'limit_ratio' && Math.abs(value) >= 2 ** 63) stop('parameter', `the parameter of ${op} is too large: ${value}`);
}

/** The rows of one group that are chosen at one step; in an instant query their order is that of the result. */
function choose(op: string, parameter: number, all: readonly ValueRow[], step: number, mostRows: number): readonly ValueRow[] {
  const rows = all.filter(({ present }) => present[step] === 1);
  if (op === 'limit_ratio') return rows.filter(({ labels }) => isWithinRatio(Math.max(-1, Math.min(1, parameter)), ratioOf(labels)));
  const k = Math.min(Math.trunc(parameter), mostRows);
  if (k < 1) return [];
  if (op === 'limitk') return rows.slice(0, k);
  const values = rows.map((row) => row.values[step]!);
  const indexes = extremes(values, k, op === 'topk' ? (a, b) => a < b : (a, b) => a > b);
  return indexes.map((index) => rows[index]!);
}

/** The indexes of the k best values, the best first: none of them is worse than one that is left out. NaN is worse than all. */
function extremes(values: readonly number[], k: number, isWorse: (a: number, b: number) => boolean): readonly number[] {
  const heap: Heap = { items: [], above: (a, b) => Number.isNaN(values[a]!) || isWorse(values[a]!, values[b]!) };
  for (const [index, value] of values.entries()) {
    if (heap.items.length < k) pushToHeap(heap, index);
    else {
      const worst = values[heap.items[0]!]!;
      if (isWorse(worst, value) || (Number.isNaN(worst) && !Number.isNaN(value))) replaceTop(heap, index);
    }
  }
  const rank = (a: number, b: number): number => (Number.isNaN(a) || isWorse(a, b) ? 1 : Number.isNaN(b) || isWorse(b, a) ? -1 : 0);
  return heap.items.sort((a, b) => rank(values[a]!, values[b]!));
}

const isWithinRatio = (limit: number, ratio: number): boolean => (limit >= 0 ? ratio < limit : ratio >= 1 + limit);
