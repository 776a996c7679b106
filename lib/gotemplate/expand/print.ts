import { formatGeneral } from '../../promql/numbers';
import { beyond, type GoTime, type GoValue, isHtml, isSamples } from './values';

/** A value as `%v` prints it (package fmt). */
export function printed(value: GoValue): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return formatGeneral(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'undefined':
      return '<no value>';
    default:
      return isSamples(value) ? printedSamples(value.length) : printedObject(value);
  }
}

const printedSamples = (count: number): string => (count === 0 ? '[]' : beyond('a list of samples prints as addresses of memory'));

function printedObject(value: Exclude<Extract<GoValue, object>, readonly unknown[]>): string {
  switch (value.kind) {
    case 'map': {
      const entries = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
      return `map[${entries.map(([key, element]) => `${key}:${printedElement(element)}`).join(' ')}]`;
    }
    case 'data':
      return `{${[...value.fields.values()].map(printed).join(' ')}}`;
    case 'sample':
      return `{${printed({ kind: 'map', ofStrings: true, entries: new Map(Object.entries(value.labels)) })} ${printed(value.value)}}`;
    case 'html':
      return value.text;
    case 'time':
      return printedTime(value);
    case 'duration':
      return printedDuration(value);
  }
}

const printedElement = (element: GoValue): string =>
  typeof element === 'object' && !isSamples(element) && (element.kind === 'sample' || element.kind === 'duration')
    ? beyond('a map with a sample prints as an address of memory')
    : element === undefined
      ? '<nil>'
      : printed(element);

/** `2006-01-02 15:04:05.999999999 -0700 MST`, always in UTC (package time, `Time.String`). */
function printedTime({ nanoseconds }: GoTime): string {
  const seconds = BigInt.asIntN(64, nanoseconds / 1_000_000_000n - (nanoseconds % 1_000_000_000n < 0n ? 1n : 0n));
  const rest = nanoseconds - seconds * 1_000_000_000n;
  const [date, time = ''] = new Date(Number(seconds) * 1000).toISOString().split('T');
  const fraction = rest === 0n ? '' : `.${String(rest).padStart(9, '0').replace(/0+$/, '')}`;
  return `${date} ${time.slice(0, 8)}${fraction} +0000 UTC`;
}

/** `1h2m3.5s` (package time, `Duration.String`). */
function printedDuration({ nanoseconds }: GoTime): string {
  if (nanoseconds === 0n) return '0s';
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const units = [
    ['ns', 1n],
    ['µs', 1000n],
    ['ms', 1_000_000n],
  ] as const;
  if (size < 1_000_000_000n) {
    const [unit, length] = units.findLast(([, least]) => size >= least)!;
    return `${sign}${decimal(size, length)}${unit}`;
  }
  const seconds = size % 60_000_000_000n;
  const minutes = size / 60_000_000_000n;
  const parts = [
    minutes >= 60n ? `${minutes / 60n}h` : '',
    minutes > 0n ? `${minutes % 60n}m` : '',
    `${decimal(seconds, 1_000_000_000n)}s`,
  ];
  return sign + parts.join('');
}

function decimal(value: bigint, unit: bigint): string {
  const rest = value % unit;
  return rest === 0n
    ? String(value / unit)
    : `${value / unit}.${String(rest)
        .padStart(String(unit).length - 1, '0')
        .replace(/0+$/, '')}`;
}

const isText = (value: GoValue): boolean => typeof value === 'string' || isHtml(value);

/** `print`: a space stands between two values of which neither is a string (package fmt, `Sprint`). */
export function sprint(values: readonly GoValue[], print: (value: GoValue) => string = argument): string {
  return values
    .map((value, index) => {
      const apart = index > 0 && !isText(value) && !isText(values[index - 1]);
      return (apart ? ' ' : '') + print(value);
    })
    .join('');
}

/** An argument that is nil prints otherwise than a result that is. */
export const argument = (value: GoValue): string => {
  if (value === undefined) return '<nil>';
  // A sample, a time and a duration are pointers here.
  if (typeof value === 'object' && !isSamples(value) && (value.kind === 'sample' || value.kind === 'duration')) {
    return value.kind === 'sample' ? `&${printed(value)}` : beyond('a duration prints as an address of memory: print it on its own');
  }
  return printed(value);
};
