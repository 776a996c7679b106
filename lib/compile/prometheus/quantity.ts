import type { Quantity } from './crd/common';

const decimalSuffixes: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binarySuffixes: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/**
 * A Kubernetes quantity as a float, with the rounding of AsApproximateFloat64 (k8s.io/apimachinery, pkg/api/resource): `300m` is
 * 300 * 0.001, and what is smaller than a billionth counts as one. Undefined where there is no quantity.
 */
export function approximate(quantity: Quantity | undefined): number | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.exec(String(quantity ?? '').trim());
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match ?? [];
  if (!match || !(whole || fraction)) return undefined;
  const binary = binarySuffixes[suffix];
  const exponent = (binary === undefined ? (decimalSuffixes[suffix] ?? Number(suffix.slice(1))) : 0) - fraction.length;
  const digits = Number(whole + fraction) * 2 ** (binary ?? 0);
  const scaled = (exponent: number) => (exponent === 0 ? digits : digits * Number(`1e${exponent}`));
  const value = exponent < -9 ? Math.ceil(scaled(exponent + 9)) * 1e-9 : scaled(exponent);
  return sign === '-' && value !== 0 ? -value : value;
}

const byteUnits: Readonly<Record<string, number>> = { '': 0, K: 1, M: 2, G: 3, T: 4, P: 5, E: 6 };

/** The bytes of a Prometheus size such as `1MB` or `512KiB`; both spellings mean powers of 1024. 0 where the text is no size. */
export function base2Bytes(size: string): number {
  const match = /^(\d*\.?\d+)([KMGTPE]?)i?B$/.exec(size);
  return match ? Number(match[1]) * 1024 ** byteUnits[match[2]!]! : 0;
}
