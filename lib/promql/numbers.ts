import { readDuration } from '../text/duration';

/** Where a scan stopped, and whether what it read is whole. */
interface Scan {
  readonly ok: boolean;
  readonly end: number;
}

const decimalDigits = '0123456789';
const hexDigits = '0123456789abcdefABCDEF';

const isWordPart = (c: string): boolean => /^\w$/.test(c);

/**
 * Reads a number as Prometheus' lexer does (promql/parser/lex.go, `scanNumber`), which takes more than `parseNumber` then
 * accepts. Where it is not ok, `end` says how far it went, and a duration may follow from there.
 */
export function scanNumber(text: string, from: number): Scan {
  let pos = from;
  let digits = decimalDigits;
  const is = (set: string): boolean => pos < text.length && set.includes(text.charAt(pos));
  const accept = (set: string): boolean => {
    const found = is(set);
    if (found) pos++;
    return found;
  };

  if (accept('0') && accept('xX')) {
    accept('_');
    digits = hexDigits;
  }
  accept('.');
  accept(digits);
  let dotted = false;
  let exponent = false;
  while (is(`${digits}._eE`)) {
    if ((is('.') && dotted) || (is('eE') && exponent)) return { ok: false, end: pos + 1 };
    if (accept('.')) {
      dotted = true;
      if (accept('_.') || digits === hexDigits) return { ok: false, end: pos };
    } else if (accept('eE')) {
      exponent = true;
      accept('+-');
      if (accept('._eE') || pos >= text.length) return { ok: false, end: pos };
    } else if (accept('_')) {
      if (accept('._eE') || pos >= text.length) return { ok: false, end: pos };
    } else while (accept(digits));
  }
  return { ok: pos > from && !isWordPart(text.charAt(pos)), end: pos };
}

/** Reads the rest of a duration after its first digits (promql/parser/lex.go, `acceptRemainingDuration`). */
export function scanDuration(text: string, from: number): Scan {
  const rest = /[smhdwy]s?(?:[0-9]+[smhdw]s?)*/y;
  rest.lastIndex = from;
  const found = rest.exec(text)?.[0];
  const end = from + (found?.length ?? 0);
  let wordEnd = end;
  while (isWordPart(text.charAt(wordEnd))) wordEnd++;
  return { ok: found !== undefined && wordEnd === end, end: wordEnd };
}

/** The value of a number as Go's `ParseInt(text, 0)` and else `ParseFloat` read it: `010` is 8. Undefined where neither does. */
export function parseNumber(text: string): number | undefined {
  if (/^inf$/i.test(text)) return Infinity;
  if (/^nan$/i.test(text)) return NaN;
  const hex = /^0[xX]/.test(text);
  if (/_(?![0-9a-fA-F])|(?<![0-9a-fA-FxX])_/.test(text)) return undefined;
  const plain = text.replace(/_/g, '');
  if (hex) return /^0[xX][0-9a-fA-F]+$/.test(plain) ? int64(BigInt(plain)) : undefined;
  const octal = /^0[0-7]+$/.test(plain) ? int64(BigInt(`0o${plain.slice(1)}`)) : undefined;
  if (octal !== undefined) return octal;
  if (!/^([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

const int64 = (value: bigint): number | undefined => (value < 1n << 63n ? Number(value) : undefined);

/** Nanoseconds of each unit; a year has 365 days, a week 7, a day 24 hours (prometheus/common model/time.go). */
const units: readonly (readonly [string, bigint])[] = [
  ['y', 31_536_000_000_000_000n],
  ['w', 604_800_000_000_000n],
  ['d', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
];

/** Seconds of a Prometheus duration such as `1h30m`, or why the text is not one. */
export function parseDuration(text: string): { readonly seconds: number } | { readonly fault: string } {
  const read = readDuration(text);
  // As Go's Duration.Seconds() does it, so that the last bit agrees.
  if (!('code' in read)) return { seconds: Number(read.nanoseconds / 1_000_000_000n) + Number(read.nanoseconds % 1_000_000_000n) / 1e9 };
  switch (read.code) {
    case 'empty':
    case 'no-duration':
      return { fault: `\`${text}\` is no duration` };
    case 'unknown-unit':
      return { fault: `unknown unit \`${read.unit}\` in the duration \`${text}\`` };
    case 'order':
      return { fault: `the units of \`${text}\` must go from large to small: y, w, d, h, m, s, ms` };
    case 'too-long':
      return { fault: `the duration \`${text}\` is longer than 292 years` };
  }
}

/** Milliseconds as Prometheus writes a duration: `1h30m`. Fractions of a millisecond are cut off. */
export function formatDuration(milliseconds: number): string {
  let rest = Math.trunc(Math.abs(milliseconds));
  if (rest === 0) return '0s';
  let out = milliseconds < 0 ? '-' : '';
  for (const [unit, nanoseconds] of units) {
    const length = Number(nanoseconds / 1_000_000n);
    // Years and weeks only where nothing remains: 90d is easier to read than 12w6d.
    if ((unit === 'y' || unit === 'w') && rest % length !== 0) continue;
    const count = Math.floor(rest / length);
    if (count > 0) out += `${count}${unit}`;
    rest -= count * length;
  }
  return out;
}

/** A number in plain digits, as Go's `FormatFloat(value, 'f', -1, 64)` writes it. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + (digits.length <= point ? digits.padEnd(point, '0') : `${digits.slice(0, point)}.${digits.slice(point)}`);
}

/** A number as Go's `%v` and `FormatFloat(value, 'g', -1, 64)` write it: with an exponent below 0.0001 and from a million on. */
export function formatGeneral(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size === 0) return formatNumber(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return formatNumber(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
