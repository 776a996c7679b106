import type { VectorMatching } from '../ast';
import type { ValueRow } from './frame';
import { type LabelPairs, onlyPairs, pairsKey, withoutPairs } from './storage/pairs';

/** The labels by which two sides of an operator are matched (model/labels, `MatchLabels`). */
export function matchLabels(labels: LabelPairs, matching: VectorMatching | undefined): LabelPairs {
  return matching?.mode === 'on' ? onlyPairs(labels, matching.labels) : withoutPairs(labels, ['__name__', ...(matching?.labels ?? [])]);
}

export interface Signatures {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly count: number;
}

/** A number for each row of both sides, the same where they match. */
export function signaturesOf(lefts: readonly ValueRow[], rights: readonly ValueRow[], matching: VectorMatching | undefined): Signatures {
  const numbers = new Map<string, number>();
  const numberOf = ({ labels }: ValueRow): number => {
    const key = pairsKey(matchLabels(labels, matching));
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const left = lefts.map(numberOf);
  const right = rights.map(numberOf);
  return { left, right, count: numbers.size };
}
