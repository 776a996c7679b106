import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { type Catalog, type CatalogFile, catalogOf, exposes } from '../../../lib/catalog/source';
import { parseWithVariables } from '../../../lib/promql/variables';
import { metricOf, selectorsOf } from '../../../lib/promql/walk';
import { sharedData } from './data';

const manifests = sharedData('kube-prometheus-manifests');

interface Rule {
  readonly record?: string;
  readonly expr: string;
}
interface Manifest {
  readonly kind?: string;
  readonly items?: readonly Manifest[];
  readonly spec?: { readonly groups?: readonly { readonly rules: readonly Rule[] }[] };
  readonly data?: Readonly<Record<string, string>>;
}

/** The metric names that a query selects. */
function selected(query: string): string[] {
  const { expr } = parseWithVariables(query);
  return expr ? selectorsOf(expr).flatMap((selector) => metricOf(selector) ?? []) : [];
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
  const files = readdirSync(root, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('metrics.json') && !file.startsWith('client-libraries'));
  return files.map((file) => catalogOf(() => JSON.parse(readFileSync(join(root, file), 'utf8')) as CatalogFile));
}

// What Prometheus itself makes of a scrape and of alerts (Prometheus documentation, "Automatically generated labels and time series").
const synthetic = [
  'up',
  'ALERTS',
  'ALERTS_FOR_STATE',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
];

test('every metric that kube-prometheus reads is known, but for those that no program exposes any more', () => {
  const documents = readdirSync(manifests)
    .sort()
    .flatMap((file) => loadAll(readFileSync(join(manifests, file), 'utf8')) as Manifest[]);
  const objects = documents.flatMap((object) => object?.items ?? [object]);
  const rules = objects.flatMap((object) =>
    object?.kind === 'PrometheusRule' ? (object.spec?.groups?.flatMap((group) => group.rules) ?? []) : [],
  );
  const files = objects.flatMap((object) => Object.entries(object?.data ?? {}));
  const dashboards = files.filter(([name]) => name.endsWith('.json')).map(([, text]) => JSON.parse(text) as unknown);
  const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
  const read = new Set(
    [...rules.map(({ expr }) => expr), ...dashboards.flatMap((dashboard) => [...queriesOf(dashboard)])].flatMap(selected),
  );
  const all = catalogs();
  const nowhere = [...read]
    .filter((name) => !recorded.has(name) && !synthetic.includes(name))
    .filter((name) => all.every((catalog) => exposes(catalog, name) === 'no'));

  expect(read.size).toBeGreaterThan(300);
  expect(nowhere.filter((name) => !/windows/.test(name)).sort()).toEqual(
    [
      // kubelet.json: gone from Kubernetes 1.36.
      'kubelet_node_config_error',
      'storage_operation_errors_total',
      // nodes-darwin.json, nodes-aix.json: what node_exporter exposes on other systems than Linux.
      'node_memory_available_bytes',
      'node_memory_compressed_bytes',
      'node_memory_internal_bytes',
      'node_memory_purgeable_bytes',
      'node_memory_total_bytes',
      'node_memory_wired_bytes',
      // prometheus-remote-write.json and PrometheusRemoteStorageFailures read Prometheus' old names (2.22 and before) beside the new ones.
      'prometheus_remote_storage_dropped_samples_total',
      'prometheus_remote_storage_failed_samples_total',
      'prometheus_remote_storage_pending_samples',
      'prometheus_remote_storage_retried_samples_total',
      'prometheus_remote_storage_succeeded_samples_total',
      // scheduler.json: gone from Kubernetes 1.36.
      'scheduler_volume_scheduling_duration_seconds_bucket',
      'scheduler_volume_scheduling_duration_seconds_count',
    ].sort(),
  );
});
