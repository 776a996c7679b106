import { formatFloat } from './numbers';
import { printed } from './print';
import { beyond, fail, type GoTime, type GoValue, nameOfKind } from './values';

/** A number of a value as Prometheus' functions take it (prometheus/common helpers/templates, `ConvertToFloat`). */
export function toFloat(value: GoValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return parseFloat64(value);
  return fail(`${nameOfKind(value)} is not a number`);
}

/** Go's ParseFloat, but for hexadecimal numbers. */
function parseFloat64(text: string): number {
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return fail(`"${text}" is not a number`);
  const value = Number(text);
  return Number.isFinite(value) ? value : fail(`"${text}" is too large for a number`);
}

const short = (value: number): string => formatFloat(value, 'g', 4);
const isSpecial = (value: number): boolean => !Number.isFinite(value);

/** The number scaled until it is below `base`, and the prefix that says by how much. */
function scaledDown(value: number, base: number, prefixes: readonly string[]): readonly [number, string] {
  let [rest, prefix] = [value, ''];
  for (const next of prefixes) {
    if (Math.abs(rest) < base) break;
    prefix = next;
    rest /= base;
  }
  return [rest, prefix];
}

function scaledUp(value: number): readonly [number, string] {
  let [rest, prefix] = [value, ''];
  for (const next of ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y']) {
    if (Math.abs(rest) >= 1) break;
    prefix = next;
    rest *= 1000;
  }
  return [rest, prefix];
}

export function humanize(value: number): string {
  if (value === 0 || isSpecial(value)) return short(value);
  const [rest, prefix] = Math.abs(value) >= 1 ? scaledDown(value, 1000, ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y']) : scaledUp(value);
  return short(rest) + prefix;
}

export function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || isSpecial(value)) return short(value);
  const [rest, prefix] = scaledDown(value, 1024, ['ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi']);
  return short(rest) + prefix;
}

export const humanizePercentage = (value: number): string => `${short(value * 100)}%`;

/** prometheus/common helpers/templates, `HumanizeDuration`. */
export function humanizeDuration(value: number): string {
  if (isSpecial(value)) return short(value);
  if (value === 0) return `${short(value)}s`;
  const size = Math.abs(value);
  if (size < 1) {
    const [rest, prefix] = scaledUp(value);
    return `${short(rest)}${prefix}s`;
  }
  // What Go makes of a number that does not fit depends on the processor.
  if (size >= 2 ** 63) return beyond(`a duration of ${short(value)} seconds`);
  const sign = value < 0 ? '-' : '';
  const whole = Math.trunc(size);
  const [seconds, minutes, hours, days] = [
    whole % 60,
    Math.trunc(whole / 60) % 60,
    Math.trunc(whole / 3600) % 24,
    Math.trunc(whole / 86_400),
  ];
  if (days !== 0) return `${sign}${days}d ${hours}h ${minutes}m ${seconds}s`;
  if (hours !== 0) return `${sign}${hours}h ${minutes}m ${seconds}s`;
  if (minutes !== 0) return `${sign}${minutes}m ${seconds}s`;
  return `${sign}${short(size)}s`;
}

export const humanizeTimestamp = (value: number): string => (isSpecial(value) ? short(value) : printed(toTime(value)));

/** Milliseconds are all that Prometheus keeps of a time (`TimeFromUnixNano`). */
export function toTime(value: number): GoTime {
  if (isSpecial(value)) return fail('NaN and infinity are not times');
  if (Math.abs(value * 1e9) > 2 ** 63) return fail(`${printed(value)} is too far for a time in nanoseconds`);
  const nanoseconds = BigInt(Math.trunc(value * 1e9));
  return { kind: 'time', nanoseconds: (nanoseconds / 1_000_000n) * 1_000_000n };
}

export function toDuration(value: number): GoTime {
  const nanoseconds = value * 1e9;
  // What Go makes of a number that does not fit depends on the processor.
  if (!(Math.abs(nanoseconds) < 2 ** 63)) return fail(`${printed(value)} seconds are not a duration`);
  return { kind: 'duration', nanoseconds: BigInt(Math.trunc(nanoseconds)) };
}
