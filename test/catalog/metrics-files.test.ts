import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogs } from '../../lib/catalog/catalogs';
import { type CatalogFile, catalogOf, exposes, metricsOf, seriesNames } from '../../lib/catalog/source';
import type { MetricType } from '../../lib/model/metric';
import { programs } from '../../scripts/catalog/programs';
import { catalogText, type Entry } from '../../scripts/catalog/write';

const root = join('lib', 'catalog');
const names = readdirSync(root, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('metrics.json'))
  .map((file) => file.replace(/[\\/]metrics\.json$/, ''))
  .sort();
const types = ['counter', 'gauge', 'histogram', 'summary', 'untyped'] as const satisfies readonly MetricType[];
const text = (name: string): string => readFileSync(join(root, name, 'metrics.json'), 'utf8');

test('every catalogue has a program that makes it, and every program its catalogue', () => {
  expect(programs.map(({ name }) => name).sort()).toEqual(names);
});

test('every catalogue is one that the library opens', () => expect(Object.keys(catalogs).sort()).toEqual(names));

describe.each(names)('%s', (name) => {
  const file = JSON.parse(text(name)) as CatalogFile;
  const entries: Entry[] = types.flatMap((type) => Object.entries(file[type]).map(([metric, entry]) => ({ name: metric, type, ...entry })));

  test('is as its program writes it: one metric per line, sorted', () => {
    const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(catalogText(programs.find((program) => program.name === name)!, sorted)).toBe(text(name));
  });

  test('has no series twice', () => {
    const series = [...seriesNames(catalogOf(() => file))];
    expect(series.filter((one, i) => series.indexOf(one) !== i)).toEqual([]);
  });

  test('has metric and label names that Prometheus knows', () => {
    const labels = entries.flatMap((entry) => entry.labels);
    expect(entries.filter((entry) => !/^[a-zA-Z_:][\w:]*$/.test(entry.name)).map((entry) => entry.name)).toEqual([]);
    expect(labels.filter((label) => !/^[a-zA-Z_]\w*$/.test(label))).toEqual([]);
  });

  test('leaves le and quantile to the types that have them', () => {
    const own = { histogram: 'le', summary: 'quantile' } as Record<string, string>;
    expect(entries.filter((entry) => entry.labels.includes(own[entry.type] ?? '')).map((entry) => entry.name)).toEqual([]);
  });

  test('has ascending buckets, and help on one line', () => {
    expect(
      entries.filter(({ buckets }) => buckets?.some((bound, i) => i > 0 && bound <= buckets[i - 1]!)).map((entry) => entry.name),
    ).toEqual([]);
    expect(entries.filter(({ help }) => /\s{2}|[\n\r\t]/.test(help)).map((entry) => entry.name)).toEqual([]);
  });

  test('says where each metric is known from', () => {
    const known = ['live', 'doc'];
    expect(entries.filter(({ from }) => from.length === 0 || from.some((one) => !known.includes(one))).map((entry) => entry.name)).toEqual(
      [],
    );
  });
});

test('the names of a catalogue are checked by the compiler', () => {
  const node = metricsOf(
    catalogOf(() => require('../../lib/catalog/node/metrics.json') as typeof import('../../lib/catalog/node/metrics.json')),
  );
  expect(node.node_cpu_seconds_total).toMatchObject({ name: 'node_cpu_seconds_total', type: 'counter', labels: ['cpu', 'mode'] });
  // @ts-expect-error
  expect(node.node_cpu_second_total).toBeUndefined();
});

test('a histogram of a catalogue has its buckets, a gauge has none', () => {
  const file = () => require('../../lib/catalog/kubelet/metrics.json') as typeof import('../../lib/catalog/kubelet/metrics.json');
  const kubelet = metricsOf(catalogOf(file));
  expect(kubelet.kubelet_pod_start_duration_seconds.bucket).toBe('kubelet_pod_start_duration_seconds_bucket');
  // @ts-expect-error
  expect(kubelet.kubelet_running_pods.bucket).toBeUndefined();
});

test.each([
  ['node', 'node_memory_MemAvailable_bytes', 'yes'],
  ['node', 'node_network_receive_bytes_total', 'yes'],
  ['node', 'node_network_recieve_bytes_total', 'no'],
  ['node', 'node_hwmon_anything', 'unknown'],
  ['kube-state-metrics', 'kube_pod_status_phase', 'yes'],
  ['kube-state-metrics', 'kube_pod_status_phases', 'no'],
  ['kubelet', 'kubelet_volume_stats_available_bytes', 'yes'],
  ['kubelet-cadvisor', 'container_cpu_usage_seconds_total', 'yes'],
  ['kubelet-cadvisor', 'container_cpu_schedstat_run_seconds_total', 'no'],
  ['cadvisor', 'container_cpu_schedstat_run_seconds_total', 'yes'],
  ['kube-apiserver', 'apiserver_request_duration_seconds_bucket', 'yes'],
  ['prometheus', 'prometheus_rule_evaluation_failures_total', 'yes'],
  ['alertmanager', 'alertmanager_notifications_failed_total', 'yes'],
  ['grafana', 'grafana_http_request_duration_seconds_count', 'yes'],
  ['postgres', 'pg_settings_max_connections', 'yes'],
  ['mysql', 'mysql_global_status_threads_connected', 'yes'],
  ['blackbox', 'probe_ssl_earliest_cert_expiry', 'yes'],
])('%s: is %s exposed? %s', (name, series, answer) => {
  expect(
    exposes(
      catalogOf(() => JSON.parse(text(name)) as CatalogFile),
      series,
    ),
  ).toBe(answer);
});
