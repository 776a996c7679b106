import { formatGeneral } from '../../promql/numbers';

/** Digits of a number, the first before the point, and its power of ten: rounded to `count` digits, halves to the even one, as Go does. */
function rounded(value: number, count: number): { readonly digits: string; readonly power: number } {
  const exact = value.toExponential(Math.min(100, count + 60));
  const [mantissa = '', exponent = ''] = exact.split('e');
  const all = mantissa.replace('.', '');
  const isTie = all[count] === '5' && /^0*$/.test(all.slice(count + 1));
  // JavaScript rounds halves up.
  if (isTie && count > 0 && Number(all[count - 1]) % 2 === 0) return { digits: all.slice(0, count), power: Number(exponent) };
  if (count < 1) return { digits: '', power: Number(exponent) };
  const [near = '', power = ''] = value.toExponential(count - 1).split('e');
  return { digits: near.replace('.', ''), power: Number(power) };
}

const withExponent = (digits: string, power: number): string =>
  `${digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;

/** `%e`, `%f` or `%g` of package fmt; the default precision is 6, and for `%g` as many digits as the number needs. */
export function formatFloat(value: number, verb: 'e' | 'f' | 'g', precision: number | undefined): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  switch (verb) {
    case 'f':
      return sign + fixed(size, precision ?? 6);
    case 'e': {
      const { digits, power } = rounded(size, (precision ?? 6) + 1);
      return sign + withExponent(digits, power);
    }
    case 'g':
      return precision === undefined ? formatGeneral(value) : sign + general(size, Math.max(1, precision));
  }
}

function general(size: number, precision: number): string {
  if (size === 0) return '0';
  const { digits, power } = rounded(size, precision);
  const kept = digits.replace(/0+$/, '') || '0';
  // Where all digits stand before the point, they say from where on an exponent is shorter.
  const most = precision > kept.length && kept.length >= power + 1 ? kept.length : precision;
  if (power < -4 || power >= most) return withExponent(kept, power);
  return fixed(Number(`${kept[0]}.${kept.slice(1) || '0'}e${power}`), Math.max(0, kept.length - 1 - power));
}

function fixed(size: number, decimals: number): string {
  if (size >= 1e21) return `${BigInt(size)}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
  const text = size.toFixed(Math.min(100, decimals));
  const exact = size.toFixed(Math.min(100, decimals + 60));
  const point = exact.indexOf('.');
  const after = exact.slice(point + 1);
  const isTie = after[decimals] === '5' && /^0*$/.test(after.slice(decimals + 1));
  if (!isTie) return text;
  const down = decimals === 0 ? exact.slice(0, point) : exact.slice(0, point + 1 + decimals);
  return Number(down[down.length - 1]) % 2 === 0 ? down : text;
}
