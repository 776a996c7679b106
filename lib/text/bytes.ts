const decimal: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18, m: 1e-3, u: 1e-6, n: 1e-9 };
const powers = ['K', 'M', 'G', 'T', 'P', 'E'];

/** Bytes of a Kubernetes quantity such as `50Gi`, `50G` or `5e10`; undefined for what is none. */
export function bytesOfQuantity(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') return quantity;
  if (typeof quantity !== 'string') return undefined;
  const [, number, binary, plain, exponent] =
    /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([KMGTPE])i|([numkMGTPE]?)|[eE]([+-]?\d+))$/.exec(quantity) ?? [];
  if (number === undefined) return undefined;
  if (binary !== undefined) return Number(number) * 1024 ** (powers.indexOf(binary) + 1);
  return exponent === undefined ? Number(number) * decimal[plain ?? '']! : Number(`${number}e${exponent}`);
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
