import { type Histogram, histogram, type Metric, type MetricType, type SeriesName, seriesOf } from '../model/metric';

/** One metric of a catalogue. */
export interface CatalogEntry {
  readonly labels: readonly string[];
  /** Beginnings of label names that depend on the watched thing, such as `label_`; an empty one: any label. @default - none */
  readonly openLabels?: readonly string[];
  readonly help: string;
  /** The values of labels that have a closed list of them. @default - any value */
  readonly labelValues?: Readonly<Record<string, readonly string[]>>;
  /** A histogram's upper bounds, without +Inf. @default - unknown */
  readonly buckets?: readonly number[];
  /** True where a summary exposes no quantiles, so that its bare name is no series. @default - it may have some */
  readonly bare?: boolean;
  /** What has to be set so that the program exposes it: a flag, a collector, a feature. @default - always exposed */
  readonly when?: string;
  /** `live`: the real program exposed it; `doc`: its project documents or declares it. */
  readonly from: readonly string[];
}

type Entries<Name extends string> = Readonly<Record<Name, CatalogEntry>>;

/** A program's metrics.json, as scripts/catalog makes it: its metrics by type, then by name. */
export interface CatalogFile<
  C extends string = string,
  G extends string = string,
  H extends string = string,
  S extends string = string,
  U extends string = string,
> {
  readonly program: string;
  readonly version: string;
  /** What the entries were made from, in words. */
  readonly sources: { readonly live?: string; readonly doc?: string };
  /** Beginnings of names that may exist besides those listed; none where the list is complete. */
  readonly open: readonly string[];
  readonly counter: Entries<C>;
  readonly gauge: Entries<G>;
  readonly histogram: Entries<H>;
  readonly summary: Entries<S>;
  readonly untyped: Entries<U>;
}

/** What is known of a program's metrics. Its file is read when it is first asked, not before. */
export interface Catalog<
  C extends string = string,
  G extends string = string,
  H extends string = string,
  S extends string = string,
  U extends string = string,
> {
  readonly file: CatalogFile<C, G, H, S, U>;
}

/** A summary, whose sum and count a query reads by their own names. */
export interface Summary extends Metric {
  readonly type: 'summary';
  readonly sum: string;
  readonly count: string;
}

/** The metrics of a catalogue by name: a name that it does not have is a type error. */
export type Metrics<Plain extends string, H extends string, S extends string> = { readonly [Name in Plain]: Metric } & {
  readonly [Name in H]: Histogram;
} & { readonly [Name in S]: Summary };

/**
 * A catalogue from its file: `catalogOf(() => require('./metrics.json') as typeof import('./metrics.json'))`. The call
 * of `require` stays inside the function, so that a stack loads only the catalogues that it asks.
 */
export function catalogOf<C extends string, G extends string, H extends string, S extends string, U extends string>(
  load: () => CatalogFile<C, G, H, S, U>,
): Catalog<C, G, H, S, U> {
  let file: CatalogFile<C, G, H, S, U> | undefined;
  return {
    get file() {
      return (file ??= load());
    },
  };
}

/** The metrics of a catalogue, each made when it is first read. */
export function metricsOf<C extends string, G extends string, H extends string, S extends string, U extends string>(
  catalog: Catalog<C, G, H, S, U>,
): Metrics<C | G | U, H, S> {
  const made = new Map<string, Metric | undefined>();
  const metric = (name: string | symbol): Metric | undefined => {
    if (typeof name === 'symbol') return undefined;
    if (!made.has(name)) made.set(name, metricNamed(catalog.file, name));
    return made.get(name);
  };
  return new Proxy({} as Metrics<C | G | U, H, S>, {
    get: (_, name) => metric(name),
    has: (_, name) => metric(name) !== undefined,
    ownKeys: () => types.flatMap((type) => Object.keys(catalog.file[type])),
    getOwnPropertyDescriptor: (_, name) => metric(name) && { value: metric(name), enumerable: true, configurable: true },
  });
}

const types = ['counter', 'gauge', 'histogram', 'summary', 'untyped'] as const satisfies readonly MetricType[];

/** A catalogue's metric and its entry. */
interface MetricLookup {
  readonly metric: Metric;
  readonly entry: CatalogEntry;
}

function found(file: CatalogFile, name: string): MetricLookup | undefined {
  for (const type of types) {
    const entry = Object.hasOwn(file[type], name) ? file[type][name] : undefined;
    if (entry) return { metric: metricOf(name, type, entry), entry };
  }
  return undefined;
}

function metricNamed(file: CatalogFile, name: string): Metric | undefined {
  return found(file, name)?.metric;
}

function metricOf(name: string, type: MetricType, { labels, help, labelValues, buckets }: CatalogEntry): Metric | Histogram | Summary {
  const known = labelValues && { labelValues };
  switch (type) {
    case 'counter':
    case 'gauge':
    case 'native-histogram':
    case 'untyped':
      return { name, type, help, labels, ...known };
    case 'histogram':
      return histogram(name, help, labels, { ...known, ...(buckets && { buckets }) });
    case 'summary':
      return { name, type, help, labels, ...known, sum: `${name}_sum`, count: `${name}_count` } satisfies Summary;
  }
}

/** The metric that a series belongs to: `x_bucket`, `x_sum` and `x_count` belong to the histogram `x`. */
export function metricOfSeries(catalog: Catalog, series: string): (MetricLookup & { readonly series: SeriesName }) | undefined {
  for (const name of [series, series.replace(/_(bucket|sum|count)$/, '')]) {
    const candidate = found(catalog.file, name);
    const own = candidate && seriesOf(candidate.metric).find((one) => one.name === series);
    if (own && !(candidate.entry.bare && series === name)) return { ...candidate, series: own };
  }
  return undefined;
}

/**
 * Whether a program exposes a series. `unknown`: its name begins like names that depend on the watched thing, or it is
 * the bare name of a histogram, a series only where native histograms are scraped.
 */
export function exposes(catalog: Catalog, series: string): 'yes' | 'no' | 'unknown' {
  if (metricOfSeries(catalog, series)) return 'yes';
  const { open, histogram } = catalog.file;
  return Object.hasOwn(histogram, series) || open.some((beginning) => series.startsWith(beginning)) ? 'unknown' : 'no';
}

/** The names of all series of a catalogue, as queries select them. */
export function* seriesNames(catalog: Catalog): Generator<string> {
  for (const type of types)
    for (const [name, entry] of Object.entries(catalog.file[type]))
      for (const series of seriesOf(metricOf(name, type, entry))) if (!(entry.bare && series.name === name)) yield series.name;
}
