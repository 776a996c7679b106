import type { Binary } from '../ast';
import { type Frame, isEmptyRow, type ValueRow } from './frame';
import { mergedRows } from './rows';
import { signaturesOf } from './signatures';

/** `and`, `or` and `unless`: rows of both sides as they are, at the steps where they belong to the result. */
export function combinedSets(
  { op, matching }: Binary,
  lefts: readonly ValueRow[],
  rights: readonly ValueRow[],
  frame: Frame,
): readonly ValueRow[] {
  const { left, right, count } = signaturesOf(lefts, rights, matching);
  const presence = (rows: readonly ValueRow[], signatures: readonly number[]): readonly Uint8Array[] => {
    const steps = Array.from({ length: count }, () => new Uint8Array(frame.steps));
    rows.forEach(({ present }, index) => {
      const seen = steps[signatures[index]!]!;
      for (let step = 0; step < present.length; step++) if (present[step] === 1) seen[step] = 1;
    });
    return steps;
  };
  if (op === 'or') {
    const seen = presence(lefts, left);
    return mergedRows([...lefts, ...kept(rights, (index, step) => seen[right[index]!]![step] === 0)]);
  }
  const seen = presence(rights, right);
  return kept(lefts, (index, step) => seen[left[index]!]![step] === Number(op === 'and'));
}

function kept(rows: readonly ValueRow[], keeps: (index: number, step: number) => boolean): readonly ValueRow[] {
  return rows
    .map((row, index) => ({ ...row, present: row.present.map((present, step) => (present === 1 && keeps(index, step) ? 1 : 0)) }))
    .filter((row) => !isEmptyRow(row));
}
