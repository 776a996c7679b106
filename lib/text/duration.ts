/** Nanoseconds of each unit, in the order in which Prometheus wants them; a year has 365 days (prometheus/common, model/time.go). */
const units: readonly (readonly [unit: string, nanoseconds: bigint])[] = [
  ['y', 31_536_000_000_000_000n],
  ['w', 604_800_000_000_000n],
  ['d', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
];

/** Prometheus keeps a duration in 63 bits of nanoseconds. */
const longest = 2n ** 63n - 1n;

/** `order`: the units do not go from large to small. `too-long`: more than 292 years. */
export type DurationFault = 'empty' | 'no-duration' | 'unknown-unit' | 'order' | 'too-long';

export type DurationReading =
  | { readonly nanoseconds: bigint; readonly milliseconds: number }
  | { readonly code: DurationFault; readonly unit?: string };

/** Reads a duration of Prometheus: whole numbers with units from large to small, each unit at most once (`1h30m`), or `0`. */
export function readDuration(text: string): DurationReading {
  if (text === '0') return { nanoseconds: 0n, milliseconds: 0 };
  if (text === '') return { code: 'empty' };
  if (!/^(?:[0-9]+[^0-9]+)+$/.test(text)) return { code: 'no-duration' };
  let nanoseconds = 0n;
  let last = -1;
  for (const [, count = '', unit = ''] of text.matchAll(/([0-9]+)([^0-9]+)/g)) {
    const index = units.findIndex(([name]) => name === unit);
    if (index < 0) return { code: 'unknown-unit', unit };
    if (index <= last) return { code: 'order' };
    last = index;
    nanoseconds += BigInt(count) * units[index]![1];
  }
  return nanoseconds > longest ? { code: 'too-long' } : { nanoseconds, milliseconds: Number(nanoseconds / 1_000_000n) };
}
