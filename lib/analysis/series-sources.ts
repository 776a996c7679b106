import { type SeriesName, seriesOf } from '../model/metric';
import { syntheticMetrics } from '../model/synthetic';
import type { CatalogedMetrics } from '../model/watch';
import type { VectorSelector } from '../promql/ast';
import { append } from '../text/grouping';
import { nearest } from '../text/nearest';
import type { ScrapeInput } from './check-input';
import { canProduceName, canSetLabel, relabelOutcome } from './relabeling';

/**
 * Whether a selector can ever return a series. `nearest` looks for the name that was perhaps meant, among thousands: ask it for a
 * finding only.
 */
export type Verdict =
  | { readonly kind: 'exposed'; readonly series: readonly ExposedSeries[] }
  | { readonly kind: 'recorded' }
  | {
      readonly kind: 'never';
      readonly nearest: () => string | undefined;
      readonly job?: string;
      readonly dropped?: readonly DroppedSeries[];
      /** True for the name of a recorded series that no rule records. */
      readonly unrecorded?: true;
      /** True where some target has a list of its metrics, to which the name can be added. */
      readonly isListed?: true;
    }
  | {
      readonly kind: 'unknown';
      /** The first scrape that may expose it, where only those may whose metrics are not declared beside others that are. */
      readonly undeclared?: ScrapeInput;
      /** The declared name that it nearly is. */
      readonly nearest?: () => string | undefined;
      /** True where only targets may expose it that are not known here: those of others, which the same Prometheus scrapes. */
      readonly isOfOthers?: true;
    };

/** A series and the scrape that brings it. */
export interface ExposedSeries {
  readonly series: SeriesName;
  readonly scrape: ScrapeInput;
  /** True for what Prometheus itself adds to a scrape, which no relabeling of its samples touches. */
  readonly synthetic?: true;
}

/** A scrape that takes a metric away before it is stored; `by` is the index of the relabeling that does. */
export interface DroppedSeries {
  readonly scrape: ScrapeInput;
  readonly by: number;
}

export type SeriesSources = (selector: VectorSelector) => Verdict;

/** The series that Prometheus writes for its alerts. */
const ruleSeries = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

/**
 * What all scrapes together expose, and what rules record. Each answer is worked out once: an app asks for `up` as often as it
 * has targets.
 */
export function seriesSourcesOf(scrapes: readonly ScrapeInput[], recorded: ReadonlySet<string>): SeriesSources {
  const all = broughtBy(scrapes);
  const jobs = groupByJob(scrapes);
  const listedNames = () => [...(scrapes.length > 0 ? syntheticSeries.keys() : []), ...all.listed.keys()];
  const givesJobs = all.relabeling.some(({ metricRelabeling }) => canSetLabel('job', metricRelabeling!));
  const anywhere = once((name) => verdictOf(name, all, listedNames));
  const inJob = once((job) => {
    const own = broughtBy(jobs.get(job) ?? []);
    return once((name): Verdict => {
      const verdict = verdictOf(name, own, listedNames);
      if (verdict.kind !== 'never') return verdict;
      return givesJobs && !syntheticSeries.has(name) ? { kind: 'unknown' } : { ...verdict, job };
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
  readonly scrapes: readonly ScrapeInput[];
  readonly listed: ReadonlyMap<string, readonly ExposedSeries[]>;
  /** Each catalogue, and the scrapes that share it. */
  readonly catalogs: ReadonlyMap<CatalogedMetrics, readonly ScrapeInput[]>;
  /** True where some scrape has a list of its metrics. */
  readonly hasLists: boolean;
  /** Scrapes of whose programs nothing is known. */
  readonly unknown: readonly ScrapeInput[];
  /** Scrapes that relabel their samples. */
  readonly relabeling: readonly ScrapeInput[];
}

function broughtBy(scrapes: readonly ScrapeInput[]): Brought {
  const listed = new Map<string, ExposedSeries[]>();
  const catalogs = new Map<CatalogedMetrics, ScrapeInput[]>();
  for (const scrape of scrapes) {
    for (const source of scrape.sources) {
      if (source.kind === 'cataloged') append(catalogs, source, scrape);
      else for (const series of source.metrics.flatMap(seriesOf)) append(listed, series.name, { series, scrape });
    }
  }
  const relabels = ({ metricRelabeling = [] }: ScrapeInput) => metricRelabeling.length > 0;
  // Scrapes that relabel nothing come first: of them it is known at once that they store a name.
  const unknown = scrapes.filter(({ sources }) => sources.length === 0).sort((a, b) => Number(relabels(a)) - Number(relabels(b)));
  const hasLists = scrapes.some(({ sources }) => sources.some(({ kind }) => kind === 'listed'));
  return { scrapes, listed, catalogs, hasLists, unknown, relabeling: scrapes.filter(relabels) };
}

/** What every scrape brings besides. */
const syntheticSeries = new Map(syntheticMetrics.flatMap(seriesOf).map((series) => [series.name, series]));

/** `listedNames` are those that somebody may have meant who wrote a name that nothing exposes. */
function verdictOf(
  name: string,
  { scrapes, listed, catalogs, hasLists, unknown, relabeling }: Brought,
  listedNames: () => readonly string[],
): Verdict {
  const synthetic = syntheticSeries.get(name);
  if (synthetic !== undefined && scrapes.length > 0) {
    return { kind: 'exposed', series: scrapes.map((scrape) => ({ series: synthetic, scrape, synthetic: true })) };
  }
  const cataloged = [...catalogs].flatMap(([catalog, sharing]) => {
    const series = catalog.find(name);
    return series === undefined ? [] : sharing.map((scrape) => ({ series, scrape }));
  });
  const brought = [...(listed.get(name) ?? []), ...cataloged];
  const series = brought.filter((each) => droppedBy(name, each.scrape, each.series) === undefined);
  if (series.length > 0) return { kind: 'exposed', series };
  const stores = (scrape: ScrapeInput) => droppedBy(name, scrape) === undefined;
  const droppers = relabeling.flatMap((scrape): DroppedSeries[] => {
    const known = brought.find((each) => each.scrape === scrape);
    const by = droppedBy(name, scrape, known?.series);
    return by !== undefined && (known !== undefined || dropsIt(scrape, by)) ? [{ scrape, by }] : [];
  });
  // Who drops a metric by its name knows where it comes from; programs that have nothing alike are not another such place.
  const mayExpose = (catalog: CatalogedMetrics) =>
    catalog.exposes(name) === 'unknown' && (droppers.length === 0 || hasAlike(catalog, name));
  const undeclared = unknown.find(stores);
  const mayHave =
    [...catalogs].some(([catalog, sharing]) => sharing.some(stores) && mayExpose(catalog)) ||
    relabeling.some(({ metricRelabeling }) => canProduceName(name, metricRelabeling!));
  if (mayHave || (undeclared !== undefined && !hasLists)) return { kind: 'unknown' };
  if (undeclared !== undefined) return { kind: 'unknown', undeclared, nearest: () => nearest(name, listed.keys()) };
  let meant: { readonly name: string | undefined } | undefined;
  const others = () => [...listedNames(), ...[...catalogs.keys()].flatMap((catalog) => [...catalog.names()])];
  return {
    kind: 'never',
    nearest: () => (meant ??= { name: nearest(name, others()) }).name,
    ...(droppers.length > 0 && { dropped: droppers }),
    ...(hasLists && { isListed: true }),
  };
}

/** Whether a catalogue has a name that begins with the same word, as those of one program mostly do. */
function hasAlike(catalog: CatalogedMetrics, name: string): boolean {
  const word = name.slice(0, name.indexOf('_') + 1);
  for (const other of catalog.names()) if (other.startsWith(word)) return true;
  return false;
}

/**
 * The index of the relabeling that surely takes this name from all of a scrape's samples. Of a series that is not known the
 * labels may be any.
 */
function droppedBy(name: string, scrape: ScrapeInput, series?: SeriesName): number | undefined {
  const { metricRelabeling = [] } = scrape;
  if (metricRelabeling.length === 0) return undefined;
  const fate = relabelOutcome(name, { possible: series === undefined ? 'any' : possibleLabels({ series, scrape }) }, metricRelabeling);
  return fate.kind === 'dropped' || (fate.kind === 'stored' && fate.name !== name) ? fate.by : undefined;
}

/**
 * The labels that a series may have before its samples are relabeled: those of the target, of the program, and the program's that
 * the target's have put aside.
 */
export function possibleLabels({ series, scrape }: ExposedSeries): ReadonlySet<string> | 'any' {
  const { possible } = scrape.labels;
  if (possible === 'any' || series.hasMoreLabels) return 'any';
  const exported = scrape.honorsLabels ? [] : series.labels.filter((label) => possible.has(label)).map((label) => `exported_${label}`);
  return new Set([...possible, ...series.labels, ...exported]);
}

/** A drop names what it takes away; a keep takes away whatever it does not name, also what was never there. */
const dropsIt = ({ metricRelabeling = [] }: ScrapeInput, by: number): boolean => metricRelabeling[by]!.action?.toLowerCase() === 'drop';

const groupByJob = (scrapes: readonly ScrapeInput[]): ReadonlyMap<string, readonly ScrapeInput[]> => {
  const jobs = new Map<string, ScrapeInput[]>();
  for (const scrape of scrapes) append(jobs, scrape.job, scrape);
  return jobs;
};

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
