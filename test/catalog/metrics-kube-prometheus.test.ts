import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { catalogOf, exposes, type Catalog, type CatalogFile } from '../../lib/catalog/source';

const manifests = join('..', 'shared', 'data', 'kube-prometheus-manifests');
const here = existsSync(manifests);
if (!here) console.warn(`not run: ${manifests} is not here (kube-prometheus' rendered manifests)`);

interface Rule { readonly record?: string; readonly expr: string }
interface Manifest {
  readonly kind?: string;
  readonly items?: readonly Manifest[];
  readonly spec?: { readonly groups?: readonly { readonly rules: readonly Rule[] }[] };
  readonly data?: Readonly<Record<string, string>>;
}

/** The metric names that a query selects; Grafana's variables stand for durations and label values. */
function selected(query: string): string[] {
  const text = query.replace(/\$__(rate_)?interval(_ms)?/g, '5m').replace(/\[\$\{?\w+\}?/g, '[5m').replace(/\$\{?\w+(:\w+)?\}?/g, 'x');
  const names: string[] = [];
  parser.parse(text).iterate({
    enter({ name, node }) {
      const identifier = name === 'VectorSelector' ? node.getChild('Identifier') : null;
      if (identifier) names.push(text.slice(identifier.from, identifier.to));
    },
  });
  return names;
}

/** The queries of a dashboard: panels' targets, and variables' label_values(selector, label). */
function* queriesOf(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* queriesOf(one);
  else if (typeof value === 'object' && value !== null) {
    const { expr, query } = value as { expr?: unknown; query?: unknown };
    if (typeof expr === 'string') yield expr;
    const variable = typeof query === 'string' ? /^label_values\((.*),\s*\w+\)$/.exec(query.trim())?.[1] : undefined;
    if (variable) yield variable;
    yield* Object.values(value).flatMap((one) => [...queriesOf(one)]);
  }
}

function catalogs(): Catalog[] {
  const root = join('lib', 'catalog');
  const files = readdirSync(root, { recursive: true }).map(String).filter((file) => file.endsWith('metrics.json') && !file.startsWith('client-libraries'));
  return files.map((file) => catalogOf(() => JSON.parse(readFileSync(join(root, file), 'utf8')) as CatalogFile));
}

// What Prometheus itself makes of a scrape and of alerts (Prometheus documentation, "Automatically generated labels and time series").
const synthetic = ['up', 'ALERTS', 'ALERTS_FOR_STATE', 'scrape_duration_seconds', 'scrape_samples_scraped', 'scrape_samples_post_metric_relabeling', 'scrape_series_added'];

test.runIf(here)('every metric that kube-prometheus reads is known, but for those that no program exposes any more', () => {
  const objects = readdirSync(manifests).sort().flatMap((file) => loadAll(readFileSync(join(manifests, file), 'utf8')) as Manifest[]).flatMap((object) => object?.items ?? [object]);
  const rules = objects.flatMap((object) => (object?.kind === 'PrometheusRule' ? object.spec?.groups?.flatMap((group) => group.rules) ?? [] : []));
  const dashboards = objects.flatMap((object) => Object.entries(object?.data ?? {}).filter(([name]) => name.endsWith('.json')).map(([, text]) => JSON.parse(text) as unknown));
  const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
  const read = new Set([...rules.map(({ expr }) => expr), ...dashboards.flatMap((dashboard) => [...queriesOf(dashboard)])].flatMap(selected));
  const all = catalogs();
  const nowhere = [...read].filter((name) => !recorded.has(name) && !synthetic.includes(name) && all.every((catalog) => exposes(catalog, name) === 'no'));

  expect(read.size).toBeGreaterThan(300);
  expect(nowhere.filter((name) => !/windows/.test(name)).sort()).toEqual([
    // kubelet.json: the kubelet lost its dynamic configuration in 1.24, and counts errors of storage operations by status.
    'kubelet_node_config_error',
    // nodes-darwin.json: what node_exporter exposes on macOS.
    'node_memory_compressed_bytes', 'node_memory_internal_bytes', 'node_memory_purgeable_bytes', 'node_memory_total_bytes', 'node_memory_wired_bytes',
  ].sort());
});
