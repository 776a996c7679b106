import { almostEqual } from '../float';

/** The buckets of a classic histogram at one time, by their upper bounds. */
export interface Buckets {
  readonly bounds: number[];
  readonly counts: number[];
}

/** Smaller differences between counts come from rounding (promql/quantile.go, `smallDeltaTolerance`). */
const tolerance = 1e-12;

/** promql/quantile.go, `BucketQuantile`. */
export function bucketQuantile(q: number, all: Buckets): number {
  if (Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  if (all.bounds[all.bounds.length - 1] !== Infinity) return NaN;
  const { bounds, counts } = coalesced(all);
  makeMonotonic(counts);
  const last = bounds.length - 1;
  const observations = counts[last]!;
  if (last < 1 || observations === 0) return NaN;
  const rank = q * observations;
  const index = firstOf(last, (at) => counts[at]! >= rank);
  if (index === last) return bounds[last - 1]!;
  const end = bounds[index]!;
  if (index === 0 && end <= 0) return end;
  const start = index === 0 ? 0 : bounds[index - 1]!;
  const below = index === 0 ? 0 : counts[index - 1]!;
  return start + (end - start) * ((rank - below) / (counts[index]! - below));
}

/** The first index below `count` of which `is` holds, found as Go's sort.Search does. */
function firstOf(count: number, is: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function coalesced({ bounds, counts }: Buckets): Buckets {
  const out: Buckets = { bounds: [], counts: [] };
  bounds.forEach((bound, index) => {
    const last = out.bounds.length - 1;
    if (last >= 0 && out.bounds[last] === bound) out.counts[last]! += counts[index]!;
    else {
      out.bounds.push(bound);
      out.counts.push(counts[index]!);
    }
  });
  return out;
}

/** A bucket has all that lower ones have: what says otherwise is lifted (`ensureMonotonicAndIgnoreSmallDeltas`). */
function makeMonotonic(counts: number[]): void {
  let before = counts[0]!;
  for (let i = 1; i < counts.length; i++) {
    const now = counts[i]!;
    if (now === before) continue;
    if (almostEqual(before, now, tolerance) || now < before) counts[i] = before;
    else before = now;
  }
}

/** The share of observations between two values (promql/quantile.go, `BucketFraction`). */
export function bucketFraction(lower: number, upper: number, all: Buckets): number {
  if (all.bounds[all.bounds.length - 1] !== Infinity) return NaN;
  const { bounds, counts } = coalesced(all);
  const total = counts[counts.length - 1]!;
  if (total === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return NaN;
  if (lower >= upper) return 0;
  return (countBelow(upper, bounds, counts) - countBelow(lower, bounds, counts)) / total;
}

/** How many observations are below a value, on a straight line inside of a bucket. */
function countBelow(value: number, bounds: readonly number[], counts: readonly number[]): number {
  const total = counts[counts.length - 1]!;
  let rank = 0;
  for (let i = 0; i < bounds.length; i++) {
    const start = i > 0 ? bounds[i - 1]! : bounds[0]! <= 0 ? -Infinity : 0;
    const end = bounds[i]!;
    const count = counts[i]!;
    // Nothing can be said of a place in a bucket without a bound: below, all of it counts; above, none.
    const inside = (): number => (start === -Infinity ? count : rank + ((count - rank) * (value - start)) / (end - start));
    const found = start >= value ? rank : end > value ? inside() : undefined;
    if (found !== undefined) return Math.min(found, total);
    rank = count;
  }
  return total;
}
