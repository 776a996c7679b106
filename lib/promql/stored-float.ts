/**
 * The text under which Prometheus 3 stores a number that is the value of `le` or `quantile` (model/labels/float.go,
 * `FormatOpenMetricsFloat`): `1` is `1.0`, `1000000` is `1e+06`. Undefined where the text is no plain number.
 */
export function storedFloat(text: string): string | undefined {
  if (!/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  const short = goShortest(value);
  return /[e.]/.test(short) ? short : `${short}.0`;
}

/** The shortest form that Go's `strconv.FormatFloat(value, 'g', -1, 64)` writes: with an exponent below -4, and from 6 on. */
function goShortest(value: number): string {
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
