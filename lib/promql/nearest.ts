/** The candidate that looks most like a name, if one looks enough like it to be what was meant. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  // One slip for each three letters: `rat` is rate, `summ` is sum, `foo` is nothing. Nobody slips often in one name.
  let most = Math.min(mostSlips, Math.max(1, Math.floor(name.length / 3)));
  let best: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > most) continue;
    const slips = distance(name.toLowerCase(), candidate.toLowerCase(), most);
    // Of two that are as near, the one that begins alike: people seldom get the first letters wrong.
    if (slips < most || (slips === most && (best === undefined || commonStart(name, candidate) > commonStart(name, best)))) {
      best = candidate;
      most = slips;
    }
  }
  return best ?? sameWords(name, candidates) ?? beginsWith(name, candidates);
}

/** Long names differ in a few letters and mean different things: `node_memory_Dirty_bytes` is not what `node_memory_wired_bytes` says. */
const mostSlips = 2;

/** The candidate with the same words in another order: `failed_samples_total` is samples_failed_total. */
function sameWords(name: string, candidates: Iterable<string>): string | undefined {
  const words = (text: string) => text.toLowerCase().split('_').sort().join('_');
  const wanted = words(name);
  for (const candidate of candidates) if (candidate.length === name.length && words(candidate) === wanted) return candidate;
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

/** How many letters to insert, delete, replace or swap (optimal string alignment); more than `most` is not counted further. */
function distance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? cost) + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
