import { stop } from '../fault';
import { add, type KahanSum } from '../float';
import type { RangeFunction, Window } from '../window';

const zero = (): KahanSum => ({ sum: 0, rest: 0 });

/** The line through the samples: its slope, and its value at `origin` (promql/functions.go, `linearRegression`). */
function line({ times, values, from, to }: Window, origin: number): { readonly slope: number; readonly intercept: number } {
  const [x, y, xy, xx] = [zero(), zero(), zero(), zero()] as const;
  const first = values[from]!;
  let isConstant = true;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (i > from && value !== first) isConstant = false;
    const time = (times[i]! - origin) / 1000;
    add(x, time);
    add(y, value);
    add(xy, time * value);
    add(xx, time * time);
  }
  if (isConstant) return Math.abs(first) === Infinity ? { slope: NaN, intercept: NaN } : { slope: 0, intercept: first };
  const n = to - from;
  const sumX = x.sum + x.rest;
  const sumY = y.sum + y.rest;
  const covariance = xy.sum + xy.rest - (sumX * sumY) / n;
  const variance = xx.sum + xx.rest - (sumX * sumX) / n;
  const slope = covariance / variance;
  return { slope, intercept: sumY / n - (slope * sumX) / n };
}

export const derivative: RangeFunction = (window) =>
  window.to - window.from < 2 ? undefined : line(window, window.times[window.from]!).slope;

export const predictLinear: RangeFunction = (window, [seconds]) => {
  if (window.to - window.from < 2) return undefined;
  const { slope, intercept } = line(window, window.at);
  return slope * seconds! + intercept;
};

/** promql/functions.go, `funcDoubleExponentialSmoothing`. */
export const doubleExponentialSmoothing: RangeFunction = ({ values, from, to }, [smoothing, trending]) => {
  factor('smoothing', smoothing!);
  factor('trend', trending!);
  if (to - from < 2) return undefined;
  let before = 0;
  let smoothed = values[from]!;
  let trend = values[from + 1]! - smoothed;
  for (let i = from + 1; i < to; i++) {
    if (i > from + 1) trend = trending! * (smoothed - before) + (1 - trending!) * trend;
    const next = smoothing! * values[i]! + (1 - smoothing!) * (smoothed + trend);
    before = smoothed;
    smoothed = next;
  }
  return smoothed;
};

function factor(name: string, value: number): void {
  if (value <= 0 || value >= 1) stop('parameter', `the ${name} factor must lie between 0 and 1, and is ${value}`);
}
