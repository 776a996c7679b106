const powers = ['K', 'M', 'G', 'T', 'P', 'E'];
const decimalSuffixes: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binarySuffixes: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/**
 * The value of a Kubernetes quantity (`50Gi`, `300m`, `5e10`), with the rounding of AsApproximateFloat64 (k8s.io/apimachinery,
 * pkg/api/resource): `300m` is 300 * 0.001, and what is smaller than a billionth counts as one. Undefined for what is no quantity.
 */
export function quantityValue(quantity: unknown): number | undefined {
  if (typeof quantity !== 'string' && typeof quantity !== 'number') return undefined;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.exec(String(quantity).trim());
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match ?? [];
  if (!match || !(whole || fraction)) return undefined;
  const binary = binarySuffixes[suffix];
  const exponent = (binary === undefined ? (decimalSuffixes[suffix] ?? Number(suffix.slice(1))) : 0) - fraction.length;
  const digits = Number(whole + fraction) * 2 ** (binary ?? 0);
  const scaled = (exponent: number) => (exponent === 0 ? digits : digits * Number(`1e${exponent}`));
  const value = exponent < -9 ? Math.ceil(scaled(exponent + 9)) * 1e-9 : scaled(exponent);
  return sign === '-' && value !== 0 ? -value : value;
}

/** Bytes of a size of Prometheus, such as `50GB` or `512MiB`, both with 1024 to a step (alecthomas/units, `Base2Bytes`). */
export function bytesOfSize(size: string): number | undefined {
  if (size === '0') return 0;
  const parts = [...size.matchAll(/(\d+(?:\.\d*)?|\.\d+)(?:([KMGTPE])i?)?B/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== size) return undefined;
  return parts.reduce((sum, [, number, power]) => sum + Number(number) * 1024 ** (power === undefined ? 0 : powers.indexOf(power) + 1), 0);
}

/** Bytes as people write them: `50Gi`, `1.5Mi`. */
export function inBytes(bytes: number): string {
  const power = Math.min(powers.length, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  const number = bytes / 1024 ** power;
  const rounded = Number.isInteger(number) ? `${number}` : number.toFixed(number < 10 ? 2 : 1);
  return power === 0 ? `${bytes} bytes` : `${rounded}${powers[power - 1]}i`;
}
