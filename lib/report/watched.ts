import { type CheckInput, queriesOf, type ScrapeInput } from '../analysis/check-input';
import { scrapeTitle } from '../analysis/monitors';
import { metricName } from '../analysis/series-sources';
import { formatDuration } from '../promql/numbers';
import { selectorsOf } from '../promql/walk';
import { compareTexts } from '../text/compare';
import { html, htmlTable, type Markup } from './html';
import { labelsInWords } from './timeline';

/** The targets, and each metric that something reads, with where it comes from. */
export function watchedSection(input: CheckInput): Markup {
  const targets = [...input.scrapes]
    .sort(byText(({ job, monitor }) => `${job} ${monitor.metadata.name}`))
    .map((scrape) => [
      scrape.job,
      scrapeTitle(scrape),
      whereOf(scrape),
      scrape.interval === undefined ? 'its default' : formatDuration(scrape.interval),
      knownOfMetrics(scrape),
    ]);
  return html`${htmlTable('Targets', ['Job', 'Monitor', 'Where', 'Scraped every', 'Metrics'], targets) ?? html`<p>Nothing is scraped.</p>\n`}
<details><summary>Metrics that rules and dashboards read</summary>${htmlTable('Metrics that rules and dashboards read', ['Metric', 'Type', 'Comes from', 'Read by'], metricRows(input)) ?? html`<p>None.</p>`}</details>\n`;
}

const byText =
  <T>(textOf: (one: T) => string) =>
  (a: T, b: T): number =>
    compareTexts(textOf(a), textOf(b));

function whereOf({ reach: { namespace, podLabels, port } }: ScrapeInput): string {
  const place = namespace === undefined ? 'the nodes' : `namespace ${namespace}`;
  return `${place}${podLabels === undefined ? '' : `, pods ${labelsInWords(podLabels)}`}${port === undefined ? '' : `, port ${port}`}`;
}

function knownOfMetrics({ sources }: ScrapeInput): string {
  if (sources.length === 0) return 'not known';
  return sources.map((source) => (source.kind === 'listed' ? `${source.metrics.length} declared` : 'catalogue')).join(', ');
}

interface ReadMetric {
  readonly jobs: Set<string>;
  readonly types: Set<string>;
  readonly readers: Set<string>;
  isUnknown: boolean;
}

function metricRows(input: CheckInput): readonly (readonly string[])[] {
  const recorded = new Set(input.rules.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  const found = new Map<string, ReadMetric>();
  for (const { owner, query } of queriesOf(input)) {
    for (const selector of query.expr === undefined ? [] : selectorsOf(query.expr)) {
      const name = metricName(selector);
      if (name === undefined) continue;
      const metric: ReadMetric = found.get(name) ?? { jobs: new Set(), types: new Set(), readers: new Set(), isUnknown: false };
      found.set(name, metric);
      metric.readers.add(owner);
      const verdict = input.exposure(selector);
      if (verdict.kind === 'exposed') {
        for (const { series, scrape } of verdict.series) {
          metric.jobs.add(scrape.job);
          metric.types.add(series.type);
        }
      } else if (verdict.kind !== 'recorded') metric.isUnknown = true;
    }
  }
  return [...found]
    .sort(byText(([name]) => name))
    .map(([name, { jobs, types, readers, isUnknown }]) => [
      name,
      [...types].sort().join(', '),
      sourceOf(name, [...jobs].sort(), recorded, isUnknown),
      [...readers].sort().join(', '),
    ]);
}

function sourceOf(name: string, jobs: readonly string[], recorded: ReadonlySet<string>, isUnknown: boolean): string {
  if (recorded.has(name)) return 'a recording rule';
  if (name === 'ALERTS' || name === 'ALERTS_FOR_STATE') return 'Prometheus, for its alerts';
  if (jobs.length > 8) return `${jobs.length} jobs`;
  return jobs.length > 0 ? `job ${jobs.join(', ')}` : isUnknown ? 'no target that is known to expose it' : '';
}
