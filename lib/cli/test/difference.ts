import type { Labels } from '../../model/labels';

interface FiringAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
}

interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

const pairs = (labels: Labels): string =>
  Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');

export const labelsText = ({ __name__ = '', ...labels }: Labels): string => `${__name__}{${pairs(labels)}}`;

const alertText = ({ labels, annotations }: FiringAlert): string =>
  Object.keys(annotations).length === 0 ? labelsText(labels) : `${labelsText(labels)} with the annotations ${labelsText(annotations)}`;

/** What is on one side only, a line each: `- expected`, `+ got`. Of one alert on each side the texts that differ are named. */
export function alertsDifference(expected: readonly FiringAlert[], got: readonly FiringAlert[]): readonly string[] {
  const [missing, extra] = leftOver(expected, got, alertText);
  const [one, other] = [missing[0], extra[0]];
  if (missing.length === 1 && extra.length === 1) {
    return [
      ...fieldsThatDiffer('label', one!.labels, other!.labels),
      ...fieldsThatDiffer('annotation', one!.annotations, other!.annotations),
    ];
  }
  return sides(missing.map(alertText), extra.map(alertText));
}

function fieldsThatDiffer(what: string, expected: Labels, got: Labels): readonly string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(got)])].sort();
  const shown = (text: string | undefined) => (text === undefined ? 'nothing' : JSON.stringify(text));
  return names
    .filter((name) => expected[name] !== got[name])
    .map((name) => `${what} ${name}: ${shown(expected[name])} expected, is ${shown(got[name])}`);
}

/** With `isFuzzy` a value may be the next float above or below. */
export function samplesDifference(expected: readonly Sample[], got: readonly Sample[], isFuzzy: boolean): readonly string[] {
  const text = ({ labels, value }: Sample) => `${labelsText(labels)} ${value}`;
  const isEqual = (a: Sample, b: Sample) =>
    labelsText(a.labels) === labelsText(b.labels) && (a.value === b.value || (isFuzzy && areNeighbours(a.value, b.value)));
  const extra = [...got];
  const missing = expected.filter((sample) => {
    const index = extra.findIndex((other) => isEqual(sample, other));
    if (index !== -1) extra.splice(index, 1);
    return index === -1;
  });
  return sides(missing.map(text), extra.map(text));
}

const sides = (missing: readonly string[], extra: readonly string[]): readonly string[] => [
  ...missing.map((text) => `- expected ${text}`),
  ...extra.map((text) => `+ got      ${text}`),
];

function leftOver<T>(expected: readonly T[], got: readonly T[], key: (one: T) => string): readonly [readonly T[], readonly T[]] {
  const extra = [...got];
  const missing = expected.filter((one) => {
    const index = extra.findIndex((other) => key(other) === key(one));
    if (index !== -1) extra.splice(index, 1);
    return index === -1;
  });
  return [missing, extra];
}

function areNeighbours(a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return false;
  const [x, y] = [ordered(a), ordered(b)];
  return x - y === 1n || y - x === 1n;
}

/** The bits of a float as a number that grows with it. */
function ordered(value: number): bigint {
  const bits = new BigInt64Array(new Float64Array([value === 0 ? 0 : value]).buffer)[0]!;
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}
