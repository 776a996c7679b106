/** The candidate that somebody who wrote `name` probably meant; undefined where none is near. Case does not count. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const lower = name.toLowerCase();
  // One slip for each three letters: `rat` is rate, `summ` is sum, `foo` is nothing. More than two are no slips any more: long
  // names differ in a few letters and mean different things, as node_memory_Dirty_bytes and node_memory_wired_bytes do.
  let most = Math.min(2, Math.max(1, Math.floor(name.length / 3)));
  const letters = lettersOf(lower);
  let best: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > most) continue;
    const other = candidate.toLowerCase();
    // Each letter that one of them lacks takes a slip: most of thousands of names are told apart by that alone.
    if (count(letters & ~lettersOf(other)) > most) continue;
    const slips = distance(lower, other, most);
    // Of two that are as near, the one that begins alike: people seldom get the first letters wrong.
    if (slips < most || (slips === most && (best === undefined || commonStart(name, candidate) > commonStart(name, best)))) {
      best = candidate;
      most = slips;
    }
  }
  return best ?? sameWords(lower, candidates) ?? beginsWith(name, candidates);
}

/** The candidate with the same words in another order: `failed_samples_total` is samples_failed_total. */
function sameWords(name: string, candidates: Iterable<string>): string | undefined {
  const inOrder = (text: string) => text.split('_').sort().join('_');
  let wanted: string | undefined;
  for (const candidate of candidates) {
    if (candidate.length === name.length && inOrder(candidate.toLowerCase()) === (wanted ??= inOrder(name))) return candidate;
  }
  return undefined;
}

/** The shortest candidate that goes on where a name stops: `sum_over` is sum_over_time. */
function beginsWith(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const candidate of candidates) {
    if (name !== '' && candidate.startsWith(`${name}_`) && (best === undefined || candidate.length < best.length)) best = candidate;
  }
  return best;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** The letters of a text as bits; letters 32 apart share one. */
function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

function count(bits: number): number {
  let ones = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) ones++;
  return ones;
}

// Three rows of the table are enough; they are kept, since a name is compared with thousands of others.
let before: number[] = [];
let last: number[] = [];
let row: number[] = [];

/** How many letters to insert, delete, replace or swap (optimal string alignment); `most + 1` where it is more than `most`. */
function distance(a: string, b: string, most: number): number {
  const outside = most + 1;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    // What is further than `most` from the diagonal costs more than `most`.
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    row[from - 1] = from === 1 ? i : outside;
    let least = row[from - 1]!;
    for (let j = from; j <= to; j++) {
      const above = j === i + most ? outside : last[j]!;
      let cost = Math.min(above + 1, row[j - 1]! + 1, last[j - 1]! + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (isSwapped) cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return outside;
    [before, last, row] = [last, row, before];
  }
  return last[b.length]!;
}
