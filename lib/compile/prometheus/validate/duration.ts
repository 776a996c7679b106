/** Nanoseconds of each unit, from the longest, which is the order they must be written in (prometheus/common, model/time.go). */
const units: readonly (readonly [unit: string, nanoseconds: bigint])[] = [
  ['y', 31_536_000_000_000_000n],
  ['w', 604_800_000_000_000n],
  ['d', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
];
const longest = 2n ** 63n - 1n;

/** The nanoseconds of a duration such as `1h30m`, or why it is none. */
export function parseDuration(text: string): bigint | string {
  if (text === '0') return 0n;
  if (text === '') return 'empty duration string';
  if (!/^(?:\d+[^\d]+)+$/.test(text)) return `not a valid duration string: "${text}"`;
  let total = 0n;
  let next = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([^\d]+)/g)) {
    const index = units.findIndex(([name]) => name === unit);
    if (index < 0) return `unknown unit "${unit}" in duration "${text}"`;
    if (index < next) return `not a valid duration string: "${text}"`;
    next = index + 1;
    total += BigInt(count!) * units[index]![1];
    if (total > longest) return 'duration out of range';
  }
  return total;
}
