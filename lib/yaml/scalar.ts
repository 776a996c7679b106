// How Kubernetes reads a plain scalar: the rules of go.yaml.in/yaml/v2 (resolve.go), behind sigs.k8s.io/yaml. They are neither YAML 1.1
// nor 1.2: `on` and `y` are booleans, 0777 and 0o777 are octal, 12:30 and 2026-01-01 are strings, `=` is a string.

/** A scalar of JSON; a bigint is an integer that a JavaScript number cannot hold exactly. */
export type Scalar = string | number | boolean | null | bigint;

const words = new Map<string, Scalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);
const mayBeSpecial = /^(?:[-+.~\dyYnNtTfFoO]|$)/;
const decimal = /^[-+]?(?:0|[1-9]\d*)$/;
const prefixed = /^([-+]?)0(?:[xX]([\da-fA-F]+)|[oO]?([0-7]+)|[bB]([01]+))$/;
const signedBinary = /^0b([-+][01]+)$/; // resolve.go strips 0b and lets strconv.ParseInt read a sign
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const fraction = /^\.\d+(?:[eE][-+]?\d+)?$/;

/** What Kubernetes makes of a plain (unquoted, untagged) scalar. NaN and the infinities are left for the caller to refuse. */
export function resolvePlain(text: string): Scalar {
  if (!mayBeSpecial.test(text)) return text;
  const word = words.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  if (first === 46) return finite(fraction.test(text) ? Number(text) : NaN) ?? text;
  const isNumeric = first === 43 || first === 45 || (first >= 48 && first <= 57);
  return isNumeric ? (numberOf(text.includes('_') ? text.replaceAll('_', '') : text) ?? text) : text;
}

function numberOf(text: string): number | bigint | undefined {
  return integerOf(text) ?? (float.test(text) ? finite(Number(text)) : undefined) ?? integerOf(signedBinary.exec(text)?.[1], 2);
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

/** An integer that fits in 64 bits, else undefined: larger ones become floats, as in resolve.go. */
function integerOf(text: string | undefined, radix = 10): number | bigint | undefined {
  if (text === undefined || text.length > 70) return undefined; // 64 bits have no more than 66 signs, even binary
  if (radix === 10 && decimal.test(text)) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value + 0 : within64Bits(BigInt(text.replace(/^\+/, '')), text.startsWith('+'));
  }
  const match = radix === 2 ? [text, text[0], undefined, undefined, text.slice(1)] : prefixed.exec(text);
  if (!match) return undefined;
  const [, sign, hex, octal, binary] = match;
  const size = BigInt(hex !== undefined ? `0x${hex}` : octal !== undefined ? `0o${octal}` : `0b${binary}`);
  const value = sign === '-' ? -size : size;
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : within64Bits(value, sign === '+');
}

// strconv.ParseInt takes a plus sign, ParseUint does not.
function within64Bits(value: bigint, hasPlus: boolean): number | bigint | undefined {
  if (value < -(2n ** 63n) || value >= 2n ** (hasPlus ? 63n : 64n)) return undefined;
  return BigInt(Number(value)) === value ? Number(value) : value;
}

/**
 * What Kubernetes makes of a scalar with one of the standard tags; undefined where the value does not fit the tag, or the tag is
 * another.
 */
export function resolveTagged(tag: string, text: string): Scalar | undefined {
  if (tag === '!!str') return text;
  const value = resolvePlain(text);
  const fits =
    tag === '!!bool'
      ? typeof value === 'boolean'
      : tag === '!!null'
        ? value === null
        : tag === '!!float'
          ? typeof value === 'number'
          : tag === '!!int' && integerOf(text.replaceAll('_', '')) !== undefined;
  return fits ? value : undefined;
}

/**
 * What Kubernetes makes of a plain scalar that is a key: a string, as JSON wants it; undefined for null and over 63 bits, which
 * it refuses.
 */
export function resolveKey(text: string): string | undefined {
  const value = resolvePlain(text);
  if (value === null || typeof value === 'string') return value ?? undefined;
  const integer = typeof value === 'boolean' ? undefined : integerOf(text.replaceAll('_', ''));
  if (integer !== undefined) return integer < 2n ** 63n ? BigInt(integer).toString() : undefined;
  return typeof value === 'number' ? float32Text(value) : String(value);
}

/** A number with 32 bits of precision as Go's strconv.FormatFloat(x, 'g', -1, 32) prints it, which sigs.k8s.io/yaml uses for keys. */
function float32Text(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits++;
  const shortest = Number(single.toPrecision(digits));
  const [mantissa, exponent] = shortest.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(shortest);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
