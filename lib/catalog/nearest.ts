import { seriesNames, type Catalog } from './source';

/** The series of a catalogue that somebody who wrote `name` may have meant; undefined where none is near. */
export function nearest(catalog: Catalog, name: string): string | undefined {
  return nearestOf(name, seriesNames(catalog));
}

/**
 * The candidate that differs least from a name, by letters changed, added, left out or swapped, the parts between underscores
 * counted as one letter each where they are only missing or added (`_total`, `_seconds`). The first in code unit order of
 * those that differ as little; undefined where all differ by more than a quarter of the name.
 */
export function nearestOf(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 4));
  for (const candidate of candidates) {
    const distance = differsByParts(name, candidate) ?? editDistance(name, candidate, least);
    if (distance < least || (distance === least && (best === undefined || candidate < best))) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** How many parts one name has more than the other, where that is all the difference, as with a forgotten `_total`. */
function differsByParts(a: string, b: string): number | undefined {
  const [short, long] = a.length < b.length ? [a.split('_'), b.split('_')] : [b.split('_'), a.split('_')];
  if (long.length - short.length > 2 || short.length < 2) return undefined;
  let at = 0;
  for (const part of long) if (part === short[at]) at++;
  return at === short.length ? long.length - short.length : undefined;
}

/** Damerau-Levenshtein distance (optimal string alignment), or Infinity where it is more than `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > most) return Infinity;
    beforeLast = last;
    last = row;
  }
  return last[b.length]! > most ? Infinity : last[b.length]!;
}
