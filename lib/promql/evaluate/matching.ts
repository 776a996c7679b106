import type { Binary, VectorMatching } from '../ast';
import { isComparison } from '../operators';
import { stop } from './fault';
import { emptyRow, type Frame, isEmptyRow, type ValueRow } from './frame';
import type { Operation } from './operation';
import { mergedRows } from './rows';
import { matchLabels, signaturesOf } from './signatures';
import { type LabelPairs, labelsFrom, onlyPairs, pairsKey, pairValue, withoutMetadata, withoutPairs, withPair } from './storage/pairs';

/** Who stands beside a row: a row of the other side by its index, or a value that fills in. */
const filledIn = -1;

/** Two vectors with an operator that is no set operator (promql/engine.go, `VectorBinop`). */
export function matched(
  expr: Binary,
  operation: Operation,
  lefts: readonly ValueRow[],
  rights: readonly ValueRow[],
  frame: Frame,
): readonly ValueRow[] {
  const { matching, bool } = expr;
  const { left, right, count } = signaturesOf(lefts, rights, matching);
  // The many stand on the left; with group_right the sides change places, and change back for the operation.
  const swapped = matching?.group?.side === 'right';
  const [many, one] = swapped ? [rights, lefts] : [lefts, rights];
  const [manySignatures, oneSignatures] = swapped ? [right, left] : [left, right];
  const isGrouped = matching?.group !== undefined;
  const { left: fillMany, right: fillOne } = matching?.fill ?? {};
  const results = resultsOf(expr, many, one, frame);

  const partner = new Int32Array(count);
  const seen = new Uint8Array(count);
  for (let step = 0; step < frame.steps; step++) {
    const hasMany = many.some(({ present }) => present[step] === 1);
    const hasOne = one.some(({ present }) => present[step] === 1);
    if (!(hasMany && hasOne) && (matching?.fill === undefined || !(hasMany || hasOne))) continue;
    partner.fill(filledIn);
    seen.fill(0);
    for (let index = 0; index < one.length; index++) {
      if (one[index]!.present[step] === 0) continue;
      const signature = oneSignatures[index]!;
      if (partner[signature] !== filledIn) stopForManyToMany(one[partner[signature]!]!, one[index]!, swapped ? 'left' : 'right', matching);
      partner[signature] = index;
    }
    const labelsSeen = isGrouped ? new Map<number, Set<string>>() : undefined;
    const operate = (manyIndex: number, oneIndex: number, manyValue: number, oneValue: number, signature: number): void => {
      const result = swapped ? operation(oneValue, manyValue) : operation(manyValue, oneValue);
      const row = results.rowOf(manyIndex, oneIndex);
      if (labelsSeen === undefined) {
        if (seen[signature] === 1) {
          stop('many-to-one', 'several series of one side match one of the other: say so with group_left or group_right');
        }
      } else if (isSeen(labelsSeen, signature, row)) {
        stop('ambiguous-group', 'two series of the result would have the same labels: match by a label that tells them apart');
      }
      seen[signature] = 1;
      if (result === false && !bool) return;
      const kept = swapped ? oneValue : manyValue;
      row.values[step] = typeof result === 'number' ? result : bool ? Number(result) : kept;
      row.present[step] = 1;
    };
    for (let index = 0; index < many.length; index++) {
      const row = many[index]!;
      if (row.present[step] === 0) continue;
      const signature = manySignatures[index]!;
      const other = partner[signature]!;
      if (other !== filledIn) operate(index, other, row.values[step]!, one[other]!.values[step]!, signature);
      else if (fillOne !== undefined) operate(index, filledIn, row.values[step]!, fillOne, signature);
    }
    if (fillMany === undefined) continue;
    for (let index = 0; index < one.length; index++) {
      const row = one[index]!;
      const signature = oneSignatures[index]!;
      if (row.present[step] === 1 && seen[signature] === 0) operate(filledIn, index, fillMany, row.values[step]!, signature);
    }
  }
  return mergedRows(results.rows().filter((row) => !isEmptyRow(row)));
}

function isSeen(labelsSeen: Map<number, Set<string>>, signature: number, { labels }: ValueRow): boolean {
  const known = labelsSeen.get(signature) ?? new Set<string>();
  labelsSeen.set(signature, known);
  const key = pairsKey(labels);
  if (known.has(key)) return true;
  known.add(key);
  return false;
}

/** A row of the result for each pair of rows that meets. */
function resultsOf(expr: Binary, many: readonly ValueRow[], one: readonly ValueRow[], frame: Frame) {
  const rows = new Map<number, ValueRow>();
  return {
    rows: (): readonly ValueRow[] => [...rows.values()],
    rowOf: (manyIndex: number, oneIndex: number): ValueRow => {
      const pair = (manyIndex + 1) * (one.length + 1) + oneIndex + 1;
      const known = rows.get(pair);
      if (known !== undefined) return known;
      const manyLabels = many[manyIndex]?.labels ?? matchLabels(one[oneIndex]!.labels, expr.matching);
      const oneLabels = one[oneIndex]?.labels ?? matchLabels(many[manyIndex]!.labels, expr.matching);
      const row = emptyRow(resultLabels(expr, manyLabels, oneLabels, frame), frame.steps, expr.bool);
      rows.set(pair, row);
      return row;
    },
  };
}

/** promql/engine.go, `resultMetric`. */
function resultLabels({ op, bool, matching }: Binary, many: LabelPairs, one: LabelPairs, { delayedNameRemoval }: Frame): LabelPairs {
  let labels = (bool && !delayedNameRemoval) || !isComparison(op) ? withoutMetadata(many) : many;
  if (matching?.group === undefined) {
    if (matching?.mode === 'on') labels = onlyPairs(labels, matching.labels);
    else if (matching !== undefined) labels = withoutPairs(labels, matching.labels);
  }
  for (const name of matching?.group?.include ?? []) labels = withPair(labels, name, pairValue(one, name));
  return labels;
}

function stopForManyToMany(a: ValueRow, b: ValueRow, side: string, matching: VectorMatching | undefined): never {
  const group = JSON.stringify(labelsFrom(matchLabels(b.labels, matching)));
  const both = [a, b].map(({ labels }) => JSON.stringify(labelsFrom(labels))).join(' and ');
  return stop('many-to-many', `two series of the ${side} side match by ${group}: ${both}`);
}
