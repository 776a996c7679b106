import { ascending } from '../float';
import type { ValueRow } from '../frame';
import { comparePairs, pairValue } from '../storage/pairs';

/** A result over several steps has the order of its labels, whatever a query says: only an instant one is sorted. */
const ifInstant = (rows: readonly ValueRow[], compare: (a: ValueRow, b: ValueRow) => number): readonly ValueRow[] =>
  rows.length > 0 && rows[0]!.values.length === 1 ? [...rows].sort(compare) : rows;

/** NaN comes last, both ways. */
const last = (a: number, b: number): number => Number(Number.isNaN(a)) - Number(Number.isNaN(b));

export const sortByValue = (rows: readonly ValueRow[], sign: 1 | -1): readonly ValueRow[] =>
  ifInstant(rows, ({ values: [a] }, { values: [b] }) => last(a!, b!) || sign * ascending(a!, b!));

export function sortByLabel(rows: readonly ValueRow[], names: readonly string[], sign: 1 | -1): readonly ValueRow[] {
  return ifInstant(rows, (a, b) => {
    for (const name of names) {
      const left = pairValue(a.labels, name);
      const right = pairValue(b.labels, name);
      if (left !== right) return naturallyBefore(left, right) ? -sign : sign;
    }
    return sign * comparePairs(a.labels, b.labels);
  });
}

const chunksOf = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? [];
const maxInt64 = 2n ** 63n - 1n;
const numberOf = (chunk: string): bigint | undefined => {
  if (!/^\d+$/.test(chunk)) return undefined;
  const value = BigInt(chunk);
  return value > maxInt64 ? undefined : value;
};

/** `node9` comes before `node10` (github.com/facette/natsort, `Compare`). */
function naturallyBefore(a: string, b: string): boolean {
  const left = chunksOf(a);
  const right = chunksOf(b);
  for (const [index, chunk] of left.entries()) {
    const other = right[index];
    if (other === undefined) return false;
    const [x, y] = [numberOf(chunk), numberOf(other)];
    const bothNumbers = x !== undefined && y !== undefined;
    if (bothNumbers ? x === y : chunk === other) {
      if (index === left.length - 1) return true;
      if (index === right.length - 1) return false;
      continue;
    }
    return bothNumbers ? x < y : chunk < other;
  }
  return false;
}
