import { seriesOf, type SeriesName } from '../model/metric';
import { syntheticMetrics } from '../model/synthetic';
import type { CatalogedMetrics } from '../model/watch';
import type { JudgedScrape } from './model';
import type { VectorSelector } from '../promql/ast';
import { nearest } from '../text/nearest';

/** Whether a selector can ever return a series. `nearest` looks for the name that was perhaps meant, among thousands: ask it for a finding only. */
export type Verdict =
  | { readonly kind: 'exposed'; readonly series: readonly ExposedSeries[] }
  | { readonly kind: 'recorded' }
  | { readonly kind: 'never'; readonly nearest: () => string | undefined; readonly job?: string }
  | { readonly kind: 'unknown' };

/** A series and the scrape that brings it. */
export interface ExposedSeries {
  readonly series: SeriesName;
  readonly scrape: JudgedScrape;
}

export type Exposure = (selector: VectorSelector) => Verdict;

/** The series that Prometheus writes for its alerts. */
const ruleSeries = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

/** What all scrapes together expose, and what rules record. Each answer is worked out once: an app asks for `up` as often as it has targets. */
export function exposureOf(scrapes: readonly JudgedScrape[], recorded: ReadonlySet<string>): Exposure {
  const all = broughtBy(scrapes);
  const jobs = groupByJob(scrapes);
  const listedNames = () => [...(scrapes.length > 0 ? syntheticSeries.keys() : []), ...all.listed.keys()];
  const anywhere = once((name) => verdictOf(name, all, listedNames));
  const inJob = once((job) => {
    const own = broughtBy(jobs.get(job) ?? []);
    return once((name): Verdict => {
      const verdict = verdictOf(name, own, listedNames);
      return verdict.kind === 'never' ? { ...verdict, job } : verdict;
    });
  });
  return (selector) => {
    const name = metricName(selector);
    if (name === undefined) return { kind: 'unknown' };
    if (recorded.has(name) || ruleSeries.has(name)) return { kind: 'recorded' };
    const job = exactly(selector, 'job');
    return job === undefined ? anywhere(name) : inJob(job)(name);
  };
}

/** What some scrapes bring together. */
interface Brought {
  readonly scrapes: readonly JudgedScrape[];
  readonly listed: ReadonlyMap<string, readonly ExposedSeries[]>;
  /** Each catalogue, and the scrapes that share it. */
  readonly catalogs: ReadonlyMap<CatalogedMetrics, readonly JudgedScrape[]>;
  /** True where nothing is known of one of the scrapes. */
  readonly hasUnknown: boolean;
}

function broughtBy(scrapes: readonly JudgedScrape[]): Brought {
  const listed = new Map<string, ExposedSeries[]>();
  const catalogs = new Map<CatalogedMetrics, JudgedScrape[]>();
  for (const scrape of scrapes) {
    for (const source of scrape.sources) {
      if (source.kind === 'cataloged') append(catalogs, source, scrape);
      else for (const series of source.metrics.flatMap(seriesOf)) append(listed, series.name, { series, scrape });
    }
  }
  return { scrapes, listed, catalogs, hasUnknown: scrapes.some(({ sources }) => sources.length === 0) };
}

/** What every scrape brings besides. */
const syntheticSeries = new Map(syntheticMetrics.flatMap(seriesOf).map((series) => [series.name, series]));

/** `listedNames` are those that somebody may have meant who wrote a name that nothing exposes. */
function verdictOf(name: string, { scrapes, listed, catalogs, hasUnknown }: Brought, listedNames: () => readonly string[]): Verdict {
  const synthetic = syntheticSeries.get(name);
  const cataloged = [...catalogs].flatMap(([catalog, sharing]) => {
    const series = catalog.find(name);
    return series === undefined ? [] : sharing.map((scrape) => ({ series, scrape }));
  });
  const series = [...(synthetic ? scrapes.map((scrape) => ({ series: synthetic, scrape })) : []), ...(listed.get(name) ?? []), ...cataloged];
  if (series.length > 0) return { kind: 'exposed', series };
  if (hasUnknown || [...catalogs.keys()].some((catalog) => catalog.exposes(name) === 'unknown')) return { kind: 'unknown' };
  let meant: { readonly name: string | undefined } | undefined;
  return {
    kind: 'never',
    nearest: () => (meant ??= { name: nearest(name, [...listedNames(), ...[...catalogs.keys()].flatMap((catalog) => [...catalog.names()])]) }).name,
  };
}

const groupByJob = (scrapes: readonly JudgedScrape[]): ReadonlyMap<string, readonly JudgedScrape[]> => {
  const jobs = new Map<string, JudgedScrape[]>();
  for (const scrape of scrapes) append(jobs, scrape.job, scrape);
  return jobs;
};

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** A function of a text that works out each answer once. */
function once<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const made = answer(text);
    answers.set(text, made);
    return made;
  };
}

/** The metric that a selector reads; undefined where it may be one of several. */
export const metricName = (selector: VectorSelector): string | undefined => selector.metric ?? exactly(selector, '__name__');

/** The one value that a selector allows for a label; undefined where it may be one of several. */
export function exactly({ matchers }: VectorSelector, label: string): string | undefined {
  return matchers.find(({ name, op, value }) => name === label && op === '=' && value !== '' && !value.includes('$'))?.value;
}
