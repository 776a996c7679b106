import { stop } from './fault';
import type { Frame, ValueRow } from './frame';
import { type LabelPairs, labelsFrom, pairsKey, withoutMetadata } from './storage/pairs';

export function stopForSameLabels(labels: LabelPairs): never {
  const shown = Object.entries(labelsFrom(labels)).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return stop('same-labels', `two series of the result have the same labels: {${shown.join(', ')}}`);
}

/** The row without the name of its metric: at once, or at the end of the evaluation (promql/engine.go, `enableDelayedNameRemoval`). */
export function nameless(row: ValueRow, { delayedNameRemoval }: Frame): Pick<ValueRow, 'labels' | 'dropsName'> {
  return { labels: delayedNameRemoval ? row.labels : withoutMetadata(row.labels), dropsName: true };
}

/** Rows of the same labels become one; two of them with a value at one step have no meaning (promql/engine.go, `rangeEval`). */
export function mergedRows(rows: readonly ValueRow[]): readonly ValueRow[] {
  if (rows.length < 2) return rows;
  const byKey = new Map<string, ValueRow>();
  for (const row of rows) {
    const key = pairsKey(row.labels);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, row);
    else byKey.set(key, together(known, row));
  }
  return byKey.size === rows.length ? rows : [...byKey.values()];
}

function together(a: ValueRow, b: ValueRow): ValueRow {
  const values = a.values.slice();
  const present = a.present.slice();
  for (let i = 0; i < present.length; i++) {
    if (b.present[i] === 0) continue;
    if (present[i] === 1) stopForSameLabels(a.labels);
    values[i] = b.values[i]!;
    present[i] = 1;
  }
  return { ...a, values, present };
}

/** Functions over ranges want rows of different labels even where they never meet (promql/engine.go, `ContainsSameLabelset`). */
export function distinct(rows: readonly ValueRow[]): readonly ValueRow[] {
  const keys = new Set<string>();
  for (const { labels } of rows) {
    const key = pairsKey(labels);
    if (keys.has(key)) stopForSameLabels(labels);
    keys.add(key);
  }
  return rows;
}

/** Each value of each row changed, and the names gone. */
export function mapped(rows: readonly ValueRow[], frame: Frame, f: (value: number, step: number) => number): readonly ValueRow[] {
  return mergedRows(
    rows.map((row) => {
      const values = new Float64Array(frame.steps);
      for (let i = 0; i < frame.steps; i++) if (row.present[i] === 1) values[i] = f(row.values[i]!, i);
      return { ...nameless(row, frame), values, present: row.present };
    }),
  );
}
