import type { MetricType } from './metric';

/** What a page of /metrics says of one metric, its samples taken together. */
export interface Family {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  /** Label names over all samples, without `le` and `quantile` where they belong to the type. */
  readonly labels: readonly string[];
  /** The values seen of each label. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Upper bounds without +Inf, where all series of the histogram have the same. */
  readonly buckets?: readonly number[];
  /** True where a summary has no quantile, so that its bare name is no series. */
  readonly bare?: boolean;
}

// OpenMetrics types without a counterpart in the model are what Prometheus makes of them: plain values.
const types: Readonly<Record<string, MetricType>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
  untyped: 'untyped',
  unknown: 'untyped',
  info: 'gauge',
  stateset: 'gauge',
  gaugehistogram: 'histogram',
};

interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** The metrics of a page in Prometheus' text format or in OpenMetrics. Throws where a line is neither. */
export function familiesOf(page: string): Family[] {
  const type = new Map<string, MetricType>();
  const help = new Map<string, string>();
  const samples = new Map<string, Sample[]>();
  for (const line of page.split('\n')) {
    if (line.startsWith('# TYPE ')) {
      const [, name, kind] = /^# TYPE (\S+) (\S+)/.exec(line)!;
      type.set(unquoted(name!), types[kind!]!);
    } else if (line.startsWith('# HELP ')) {
      const [, name, text] = /^# HELP (\S+) ?(.*)$/.exec(line)!;
      help.set(
        unquoted(name!),
        text!
          .replace(/\\(.)/g, (_, c: string) => (c === 'n' ? ' ' : c))
          .replace(/\s+/g, ' ')
          .trim(),
      );
    } else if (line.trim() !== '' && !line.startsWith('#')) {
      const sample = sampleOf(line);
      const family = familyName(sample.name, type);
      const list = samples.get(family);
      if (list) list.push(sample);
      else samples.set(family, [sample]);
    }
  }
  return [...samples].map(([family, list]) => familyOf(family, type.get(family) ?? 'untyped', help.get(family) ?? '', list));
}

function unquoted(name: string): string {
  return name.startsWith('"') ? (JSON.parse(name) as string) : name;
}

/** The family that a sample belongs to: its own name, or the name before a suffix that the family's type gives. */
function familyName(sample: string, type: ReadonlyMap<string, MetricType>): string {
  if (type.has(sample)) return sample;
  const cut = /^(.*)_(bucket|sum|count|total|info|created)$/.exec(sample);
  return cut && type.has(cut[1]!) ? cut[1]! : sample;
}

function familyOf(family: string, type: MetricType, help: string, samples: readonly Sample[]): Family {
  // In OpenMetrics the family of a counter has no _total, but the series that a query reads has it.
  const total = type === 'counter' && samples.some(({ name }) => name === `${family}_total`);
  const own = type === 'histogram' ? 'le' : type === 'summary' ? 'quantile' : undefined;
  const seen = new Map<string, Set<string>>();
  for (const { labels } of samples)
    for (const [name, value] of labels) if (name !== own) (seen.get(name) ?? seen.set(name, new Set()).get(name)!).add(value);
  return {
    name: total ? `${family}_total` : family,
    type,
    help,
    labels: [...seen.keys()].sort(),
    values: Object.fromEntries([...seen].map(([name, values]) => [name, [...values].sort()])),
    buckets: type === 'histogram' ? bucketsOf(samples) : undefined,
    bare: type === 'summary' && !samples.some(({ labels }) => labels.has('quantile')) ? true : undefined,
  };
}

function bucketsOf(samples: readonly Sample[]): number[] | undefined {
  const bySeries = new Map<string, number[]>();
  for (const { labels } of samples) {
    const le = labels.get('le');
    if (le === undefined || le === '+Inf') continue;
    const key = JSON.stringify([...labels].filter(([name]) => name !== 'le').sort());
    (bySeries.get(key) ?? bySeries.set(key, []).get(key)!).push(Number(le));
  }
  const lists = [...bySeries.values()].map((list) => list.sort((a, b) => a - b));
  const same = lists.every((list) => list.length === lists[0]!.length && list.every((bound, i) => bound === lists[0]![i]));
  return same ? lists[0] : undefined;
}

/** `name{label="value",...} value ...` or `{"name",label="value"} value ...`. */
function sampleOf(line: string): Sample {
  const labels = new Map<string, string>();
  let name = /^[^\s{]*/.exec(line)![0];
  let at = name.length;
  if (line[at] === '{') {
    at++;
    while (line[at] !== '}') {
      const part = /\s*(?:("(?:[^"\\]|\\.)*"|[A-Za-z_:][\w:]*)\s*=\s*)?("(?:[^"\\]|\\.)*")\s*,?\s*/y;
      part.lastIndex = at;
      const found = part.exec(line);
      if (!found) throw new Error(`not a sample: ${line}`);
      const value = found[2]!.slice(1, -1).replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c));
      if (found[1] === undefined) name = value;
      else labels.set(found[1].replace(/^"|"$/g, ''), value);
      at = part.lastIndex;
    }
  }
  if (name === '') throw new Error(`not a sample: ${line}`);
  return { name, labels };
}
