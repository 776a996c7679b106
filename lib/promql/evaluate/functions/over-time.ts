import { add, addToMean, type KahanSum, meanOf, meanValue, quantile } from '../float';
import { type RangeFunction, type Window, windowValues } from '../window';

export const averageOverTime: RangeFunction = ({ values, from, to }) => {
  const mean = meanOf(values[from]!);
  for (let i = from + 1; i < to; i++) addToMean(mean, values[i]!);
  return meanValue(mean);
};

export const sumOverTime: RangeFunction = ({ values, from, to }) => {
  const total: KahanSum = { sum: 0, rest: 0 };
  for (let i = from; i < to; i++) add(total, values[i]!);
  return Math.abs(total.sum) === Infinity ? total.sum : total.sum + total.rest;
};

export const countOverTime: RangeFunction = ({ from, to }) => to - from;
export const presentOverTime: RangeFunction = () => 1;
export const firstOverTime: RangeFunction = ({ values, from }) => values[from]!;
export const lastOverTime: RangeFunction = ({ values, to }) => values[to - 1]!;
export const timeOfFirst: RangeFunction = ({ times, from }) => times[from]! / 1000;
export const timeOfLast: RangeFunction = ({ times, to }) => times[to - 1]! / 1000;

/** The index of the sample that no other beats (promql/functions.go, `compareOverTime`). */
function best({ values, from, to }: Window, beats: (value: number, other: number) => boolean): number {
  let found = from;
  for (let i = from; i < to; i++) if (beats(values[i]!, values[found]!) || Number.isNaN(values[found]!)) found = i;
  return found;
}

export const maxOverTime: RangeFunction = (window) => window.values[best(window, (value, other) => value > other)]!;
export const minOverTime: RangeFunction = (window) => window.values[best(window, (value, other) => value < other)]!;
export const timeOfMax: RangeFunction = (window) => window.times[best(window, (value, other) => value >= other)]! / 1000;
export const timeOfMin: RangeFunction = (window) => window.times[best(window, (value, other) => value <= other)]! / 1000;

export const quantileOverTime: RangeFunction = (window, [q]) => quantile(q!, windowValues(window));

/** The median of the distances from the median. */
export const medianDeviation: RangeFunction = (window) => {
  const values = windowValues(window);
  if (values.some(Number.isNaN)) return NaN;
  const median = quantile(0.5, values);
  return quantile(
    0.5,
    values.map((value) => Math.abs(value - median)),
  );
};

/** Welford's algorithm, each sum with Kahan's (promql/functions.go, `varianceOverTime`). */
export const varianceOverTime: RangeFunction = ({ values, from, to }) => {
  const mean: KahanSum = { sum: 0, rest: 0 };
  const squares: KahanSum = { sum: 0, rest: 0 };
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    const delta = value - (mean.sum + mean.rest);
    add(mean, delta / (i - from + 1));
    add(squares, delta * (value - (mean.sum + mean.rest)));
  }
  return (squares.sum + squares.rest) / (to - from);
};

export const deviationOverTime: RangeFunction = (window, parameters) => Math.sqrt(varianceOverTime(window, parameters)!);
