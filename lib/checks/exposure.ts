import { seriesOf, type SeriesName } from '../model/metric';
import { syntheticMetrics } from '../model/synthetic';
import type { CatalogedMetrics, Scrape } from '../model/watch';
import type { VectorSelector } from '../promql/ast';
import { nearest } from '../promql';

/** Whether a selector can ever return a series. */
export type Verdict =
  | { readonly kind: 'exposed'; readonly series: readonly ExposedSeries[] }
  | { readonly kind: 'recorded' }
  | { readonly kind: 'never'; readonly nearest?: string; readonly job?: string }
  | { readonly kind: 'unknown' };

/** A series and the scrape that brings it. */
export interface ExposedSeries {
  readonly series: SeriesName;
  readonly scrape: Scrape;
}

export type Exposure = (selector: VectorSelector) => Verdict;

/** The series that Prometheus writes for its alerts. */
const ruleSeries = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

/** What all scrapes together expose, and what rules record. */
export function exposureOf(scrapes: readonly Scrape[], recorded: ReadonlySet<string>): Exposure {
  const listed = listedSeries(scrapes);
  const jobs = groupByJob(scrapes);
  const open = scrapes.filter(isOpen);
  return (selector) => {
    const name = metricName(selector);
    if (name === undefined) return { kind: 'unknown' };
    if (recorded.has(name) || ruleSeries.has(name)) return { kind: 'recorded' };
    const job = exactly(selector, 'job');
    const asked = job === undefined ? open : (jobs.get(job) ?? []).filter(isOpen);
    const series = [
      ...(listed.get(name) ?? []).filter(({ scrape }) => job === undefined || scrape.job === job),
      ...asked.flatMap((scrape) => catalogsOf(scrape).flatMap((catalog) => catalog.find(name) ?? []).map((found) => ({ series: found, scrape }))),
    ];
    if (series.length > 0) return { kind: 'exposed', series };
    if (asked.some((scrape) => mayExpose(scrape, name))) return { kind: 'unknown' };
    const known = [...listed.keys(), ...asked.flatMap((scrape) => catalogsOf(scrape).flatMap((catalog) => [...catalog.names()]))];
    const similar = nearest(name, known);
    return { kind: 'never', ...(similar && { nearest: similar }), ...(job && { job }) };
  };
}

function listedSeries(scrapes: readonly Scrape[]): ReadonlyMap<string, readonly ExposedSeries[]> {
  const byName = new Map<string, ExposedSeries[]>();
  for (const scrape of scrapes) {
    const listed = scrape.sources.flatMap((source) => (source.kind === 'listed' ? source.metrics : []));
    for (const series of [...syntheticMetrics, ...listed].flatMap(seriesOf)) {
      const known = byName.get(series.name);
      if (known === undefined) byName.set(series.name, [{ series, scrape }]);
      else known.push({ series, scrape });
    }
  }
  return byName;
}

function groupByJob(scrapes: readonly Scrape[]): ReadonlyMap<string, readonly Scrape[]> {
  const jobs = new Map<string, Scrape[]>();
  for (const scrape of scrapes) {
    const same = jobs.get(scrape.job);
    if (same === undefined) jobs.set(scrape.job, [scrape]);
    else same.push(scrape);
  }
  return jobs;
}

const catalogsOf = ({ sources }: Scrape): readonly CatalogedMetrics[] => sources.filter((source) => source.kind === 'cataloged');

/** A scrape that may bring more than its lists say: one with a catalogue, or one of which nothing is known. */
const isOpen = ({ sources }: Scrape): boolean => sources.length === 0 || sources.some(({ kind }) => kind === 'cataloged');

const mayExpose = (scrape: Scrape, name: string): boolean =>
  scrape.sources.length === 0 || catalogsOf(scrape).some((catalog) => catalog.exposes(name) === 'unknown');

/** The metric that a selector reads; undefined where it may be one of several. */
export const metricName = (selector: VectorSelector): string | undefined => selector.metric ?? exactly(selector, '__name__');

/** The one value that a selector allows for a label; undefined where it may be one of several. */
export function exactly({ matchers }: VectorSelector, label: string): string | undefined {
  return matchers.find(({ name, op, value }) => name === label && op === '=' && value !== '' && !value.includes('$'))?.value;
}
