import { describe, expect, test } from 'vitest';
import { unknownLabel } from '../../lib/checks/queries/unknown-label';
import { unknownMetric } from '../../lib/checks/queries/unknown-metric';
import { alerting, foreignOf, service, workload } from '../support/chain';
import { findingsOf } from '../support/models';

const file = (...scrape_configs: readonly unknown[]) => ({ global: { scrape_interval: '30s' }, scrape_configs });
const held = (...scrape_configs: readonly unknown[]) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'p', namespace: 'monitoring' },
  data: { 'prometheus.yml': JSON.stringify(file(...scrape_configs)) },
});
const jobsOf = (...configs: readonly unknown[]) => foreignOf(file(...configs)).scrapes.map(({ job }) => job);
const statics = (targets: readonly string[], more: object = {}) => ({ job_name: 'node', static_configs: [{ targets }], ...more });
const messages = (check: typeof unknownMetric, ...objects: readonly object[]) =>
  findingsOf(check, foreignOf(...objects)).map(({ message }) => message);
const exporter = [service(), workload({ image: 'prom/node-exporter:v1.12.1' })];

describe('the job of a scrape config', () => {
  test('is its name', () =>
    expect(jobsOf(statics(['a:1']), { job_name: 'pods', kubernetes_sd_configs: [{ role: 'pod' }] })).toEqual(['node', 'pods']));
  test('is the label of static targets, where they have one', () =>
    expect(jobsOf({ job_name: 'x', static_configs: [{ targets: ['a:1'], labels: { job: 'y' } }, { targets: ['b:1'] }] })).toEqual([
      'y',
      'x',
    ]));
  test('is what relabeling makes of it', () => {
    expect(jobsOf(statics(['a:1'], { relabel_configs: [{ target_label: 'job', replacement: 'other' }] }))).toEqual(['other']);
    expect(
      jobsOf({
        job_name: 'pods',
        kubernetes_sd_configs: [{ role: 'pod' }],
        relabel_configs: [{ source_labels: ['__meta_kubernetes_pod_label_app'], target_label: 'job' }],
      }),
    ).toEqual(['']);
  });
  test('is not known of targets from files, which may have one', () =>
    expect(jobsOf({ job_name: 'files', file_sd_configs: [{ files: ['x'] }] })).toEqual(['']));
  test('is read in a ConfigMap too', () => expect(foreignOf(held(statics(['a:1']))).scrapes.map(({ job }) => job)).toEqual(['node']));
});

describe('what a scrape config brings', () => {
  const asking = alerting('A', 'node_lod1{job="node"} > 1');

  test('is what runs behind the Service that a target names', () => {
    for (const target of ['web:80', 'web.shop:80', 'web.shop.svc:80', 'web.shop.svc.cluster.local:80'])
      expect(messages(unknownMetric, held(statics([target])), ...exporter, asking)).toHaveLength(1);
  });
  test('is Prometheus itself on its own port', () =>
    expect(
      messages(
        unknownMetric,
        held({ job_name: 'self', static_configs: [{ targets: ['localhost:9090'] }] }),
        alerting('A', 'prometheus_tsdb_head_seris{job="self"} > 1'),
      ),
    ).toHaveLength(1));
  test.each<[string, readonly unknown[], object]>([
    ['a target is not among the objects', [statics(['web:80', 'elsewhere:80'])], {}],
    ['the port is not one of the Service', [statics(['web:81'])], {}],
    ['the path is another one', [statics(['web:80'], { metrics_path: '/probe' })], {}],
    ['it has parameters', [statics(['web:80'], { params: { module: ['x'] } })], {}],
    [
      'relabeling asks elsewhere',
      [statics(['web:80'], { relabel_configs: [{ target_label: '__address__', replacement: 'prober:1' }] })],
      {},
    ],
    ['discovery finds more', [statics(['web:80'], { dns_sd_configs: [{ names: ['x'] }] })], {}],
    ['Services have the same name', [statics(['web:80'])], service({ namespace: 'other' })],
  ])('is not known where %s', (_, configs, more) =>
    expect(messages(unknownMetric, held(...configs), ...exporter, ...(Object.keys(more).length > 0 ? [more] : []), asking)).toEqual([]),
  );
  test('is what metric relabeling leaves', () => {
    const dropping = held(
      statics(['web:80'], { metric_relabel_configs: [{ source_labels: ['__name__'], regex: 'node_load.*', action: 'drop' }] }),
    );
    expect(messages(unknownMetric, dropping, ...exporter, alerting('A', 'node_load1{job="node"} > 1'))).toEqual([
      expect.stringContaining('dropped before it is stored <- metric_relabel_configs[0] (drop) of job node'),
    ]);
  });
  test('has the labels that relabeling leaves', () => {
    const of = (expr: string, more: object = {}) =>
      messages(unknownLabel, held(statics(['web:80'], more)), ...exporter, alerting('A', expr));
    expect(of('sum by (rack) (node_load1{job="node"}) > 1')).toHaveLength(1);
    expect(of('sum by (rack) (node_load1{job="node"}) > 1', { relabel_configs: [{ target_label: 'rack', replacement: 'a' }] })).toEqual([]);
  });
});

test.each([
  [{ scrape_configs: 'x' }],
  [{ scrape_configs: [null, 1, {}, { job_name: 1 }] }],
  [file({ job_name: 'a', static_configs: 'x', relabel_configs: [null, { regex: {} }], metric_relabel_configs: {} })],
  [file({ job_name: 'a', static_configs: [{ targets: [1, null], labels: { a: 1 } }] })],
])('a configuration that is not as it should be is read: %j', (value) =>
  expect(() => foreignOf(value, alerting('A', 'up{job="a"} == 0'))).not.toThrow(),
);
