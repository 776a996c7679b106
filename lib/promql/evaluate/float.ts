/** A sum with what rounding took from it (util/kahansum). One object is used over and over: it is cheaper than a pair each time. */
export interface KahanSum {
  sum: number;
  rest: number;
}

/** Kahan's summation with Neumaier's improvement, as Prometheus does it. */
export function add(to: KahanSum, value: number): void {
  const { sum } = to;
  const total = sum + value;
  if (total === Infinity || total === -Infinity) to.rest = 0;
  else if (Math.abs(sum) >= Math.abs(value)) to.rest += sum - total + value;
  else to.rest += value - total + sum;
  to.sum = total;
}

/** Go's math.Pow: 1 to any power is 1, also to NaN, and -1 to infinity is 1. */
export function power(base: number, exponent: number): number {
  return base === 1 || (base === -1 && Math.abs(exponent) === Infinity) ? 1 : base ** exponent;
}

/** Go's math.Max: infinity wins over NaN. */
export const goMax = (a: number, b: number): number => (a === Infinity || b === Infinity ? Infinity : Math.max(a, b));
export const goMin = (a: number, b: number): number => (a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b));

/** NaN sorts before all numbers (promql/functions.go, `vectorByValueHeap`). */
export function ascending(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  return a < b ? -1 : Number(a > b);
}

/** The quantile of values, which are sorted in place (promql/quantile.go, `quantile`). */
export function quantile(q: number, values: number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  values.sort(ascending);
  const rank = q * (values.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(values.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return values[lower]! * (1 - weight) + values[upper]! * weight;
}

/** Whether two counts differ by rounding only (util/almost). */
export function almostEqual(a: number, b: number, tolerance: number): boolean {
  if (Number.isNaN(a) && Number.isNaN(b)) return true;
  if (a === b) return true;
  const smallestNormal = 2 ** -1022;
  const sum = Math.abs(a) + Math.abs(b);
  const difference = Math.abs(a - b);
  if (a === 0 || b === 0 || sum < smallestNormal) return difference < tolerance * smallestNormal;
  return difference / Math.min(sum, Number.MAX_VALUE) < tolerance;
}

/** The mean of values as Prometheus computes it: a running mean only where the sum would overflow. */
export interface Mean {
  readonly total: KahanSum;
  count: number;
  running: boolean;
}

export const meanOf = (first: number): Mean => ({ total: { sum: first, rest: 0 }, count: 1, running: false });

/** promql/functions.go, `funcAvgOverTime`; promql/engine.go, `aggregation`. */
export function addToMean(mean: Mean, value: number): void {
  const { total } = mean;
  mean.count++;
  if (!mean.running) {
    const { sum, rest } = total;
    add(total, value);
    if (Math.abs(total.sum) !== Infinity) return;
    mean.running = true;
    total.sum = sum / (mean.count - 1);
    total.rest = rest / (mean.count - 1);
  }
  const share = (mean.count - 1) / mean.count;
  total.sum *= share;
  total.rest *= share;
  add(total, value / mean.count);
}

export function meanValue({ total, count, running }: Mean): number {
  return running ? total.sum + total.rest : total.sum / count + total.rest / count;
}
