/** Labels of a series as name, value, name, value and so on, sorted by name. A label with an empty value is not there. */
export type LabelPairs = readonly string[];

export const noPairs: LabelPairs = [];

export function pairsOf(labels: Readonly<Record<string, string>>): LabelPairs {
  const names = Object.keys(labels).filter((name) => labels[name] !== '');
  return names.sort().flatMap((name) => [name, labels[name]!]);
}

export function labelsFrom(pairs: LabelPairs): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let i = 0; i < pairs.length; i += 2) labels[pairs[i]!] = pairs[i + 1]!;
  return labels;
}

/** The value of a label, empty where it is missing. */
export function pairValue(pairs: LabelPairs, name: string): string {
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) return pairs[i + 1]!;
  return '';
}

/** With another value of one label; an empty value takes the label away. */
export function withPair(pairs: LabelPairs, name: string, value: string): LabelPairs {
  const out: string[] = [];
  let done = value === '';
  for (let i = 0; i < pairs.length; i += 2) {
    const key = pairs[i]!;
    if (!done && key >= name) {
      out.push(name, value);
      done = true;
    }
    if (key !== name) out.push(key, pairs[i + 1]!);
  }
  if (!done) out.push(name, value);
  return out;
}

function filterPairs(pairs: LabelPairs, keeps: (name: string) => boolean): LabelPairs {
  const out: string[] = [];
  for (let i = 0; i < pairs.length; i += 2) if (keeps(pairs[i]!)) out.push(pairs[i]!, pairs[i + 1]!);
  return out.length === pairs.length ? pairs : out;
}

export const onlyPairs = (pairs: LabelPairs, names: readonly string[]): LabelPairs => filterPairs(pairs, (name) => names.includes(name));
export const withoutPairs = (pairs: LabelPairs, names: readonly string[]): LabelPairs =>
  filterPairs(pairs, (name) => !names.includes(name));

/** The labels that say what a metric is, and that go when its values change their meaning (schema/labels.go, `IsMetadataLabel`). */
const isMetadata = (name: string): boolean => name === '__name__' || name === '__type__' || name === '__unit__';

export const withoutMetadata = (pairs: LabelPairs): LabelPairs => filterPairs(pairs, (name) => !isMetadata(name));

/** One text for each set of labels. */
export const pairsKey = (pairs: LabelPairs): string => pairs.join('\0');

/** The order in which Prometheus returns series (model/labels, `Compare`). */
export function comparePairs(a: LabelPairs, b: LabelPairs): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  return a.length - b.length;
}
