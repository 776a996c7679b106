import { describe, expect, test } from 'vitest';
import { alert, kubelet, kubeStateMetrics, nodeExporter, promql, type Query } from '../../../lib';
import { unknownMetric } from '../../../lib/checks/queries/unknown-metric';
import { alerting, foreignOf, prometheus, rules, service, serviceMonitor, workload } from '../../support/chain';
import { findingsOf } from '../../support/models';
import { messagesOf, stackOf } from '../../support/stacks';
import { stackWith, waiting } from '../../support/worker';

const exporter = (...metricRelabelings: readonly object[]) => [
  serviceMonitor({ endpoints: [{ port: 'http', metricRelabelings }] }),
  service(),
  workload({ image: 'quay.io/prometheus/node-exporter:v1.12.1' }),
];
const name = ['__name__'];

describe('a query of a metric that is dropped before it is stored', () => {
  const alert = alerting('Load', 'node_load1{job="web"} > 9');

  test('says who drops it, and where', () => {
    expect(
      findingsOf(
        unknownMetric,
        foreignOf(
          ...exporter({ sourceLabels: name, regex: 'a', action: 'drop' }, { sourceLabels: name, regex: 'node_load(1|5)', action: 'drop' }),
          alert,
        ),
      ),
    ).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringMatching(
          /reads node_load1, which is dropped before it is stored <- metricRelabelings\[1\] \(drop\) of ServiceMonitor shop\/web, all\.yaml:1/,
        ),
        hint: 'Remove it from that relabeling, or drop the query.',
      }),
    ]);
  });
  test('names a scrape class, and no index of the monitor', () => {
    const spec = {
      scrapeClasses: [{ name: 'c', default: true, metricRelabelings: [{ sourceLabels: name, regex: 'node_load1', action: 'drop' }] }],
    };
    expect(findingsOf(unknownMetric, foreignOf(...exporter(), prometheus({ spec }), alert))[0]!.message).toContain(
      '<- the metric relabeling (drop) of ServiceMonitor shop/web',
    );
  });
  test('is not found where another endpoint of the job stores it', () => {
    const monitor = serviceMonitor({
      endpoints: [
        { port: 'http', metricRelabelings: [{ sourceLabels: name, regex: 'node_load1', action: 'drop' }] },
        { port: 'http', path: '/all' },
      ],
    });
    expect(findingsOf(unknownMetric, foreignOf(monitor, ...exporter().slice(1), alert))).toEqual([]);
  });
  test('of a misspelt metric that is not kept says what was meant', () => {
    const finding = findingsOf(
      unknownMetric,
      foreignOf(...exporter({ sourceLabels: name, regex: 'node_load.*', action: 'keep' }), alerting('Load', 'noda_load1{job="web"} > 9')),
    )[0]!;
    expect(finding.hint).toContain('Did you mean node_load1?');
  });
});

describe('a recording of a metric that is dropped', () => {
  const dropping = exporter({ sourceLabels: name, regex: 'node_load1', action: 'drop' });
  const recorded = (expr: string) => rules({ record: 'node:load:sum', expr });
  const of = (...objects: readonly object[]) => findingsOf(unknownMetric, foreignOf(...dropping, ...objects)).map(({ message }) => message);

  test('names who reads what is then empty', () => {
    expect(of(recorded('sum(node_load1{job="web"}) / count(up)'), alerting('High', 'node:load:sum > 9'))).toEqual([
      expect.stringMatching(/^recording node:load:sum reads node_load1, which is dropped .*; so node:load:sum is empty <- alert High$/),
    ]);
  });
  test.each([
    'node_load1{job="web"} or up',
    'up unless node_load1{job="web"}',
    'absent(node_load1{job="web"})',
    'topk(scalar(node_load1{job="web"}), up)',
  ])('says nothing of readers where it has a result: %s', (expr) => {
    expect(of(recorded(expr), alerting('High', 'node:load:sum > 9'))).toEqual([expect.not.stringContaining('is empty')]);
  });
  test('says nothing of readers where there is none, or another rule records it', () => {
    expect(of(recorded('node_load1{job="web"}'))).toEqual([expect.not.stringContaining('is empty')]);
    expect(
      of(
        recorded('node_load1{job="web"}'),
        rules({ record: 'node:load:sum', expr: 'up' }, { name: 'more' }),
        alerting('High', 'node:load:sum > 9'),
      ),
    ).toEqual([expect.not.stringContaining('is empty')]);
  });
});

describe('a metric of a catalogue', () => {
  const cluster = (expr: Query) =>
    stackOf((stack) => {
      stack.install(nodeExporter(), kubelet(), kubeStateMetrics());
      stack.monitor(
        { name: 'app', labels: { app: 'app' }, port: 1 },
        { metrics: [], alerts: [alert('Judged', { expr, severity: 'warning', summary: 'x' })] },
      );
    });

  test.each<[Query]>([
    [promql`node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes < 0.1`],
    [promql`sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{container!=""}[5m])) > 1`],
    [promql`kube_deployment_status_replicas_available{namespace="mlops"} < kube_deployment_spec_replicas`],
    [promql`kube_pod_labels{label_team="x"} == 1`],
  ])('%o is not found', (expr) =>
    expect(
      cluster(expr)
        .findings()
        .filter(({ check, message }) => !['unrehearsed', 'switched-off'].includes(check) && message.includes('Judged')),
    ).toEqual([]),
  );

  test('is found when it is misspelled', () => {
    expect(messagesOf(cluster(promql`kube_deployment_status_replica_available < 1`), 'unknown-metric')).toEqual([
      expect.stringContaining('kube_deployment_status_replica_available'),
    ]);
  });
});

test.each<[Query, RegExp]>([
  [promql`jobs_wating > 1`, /jobs_wating/],
  [promql`${waiting}{job="wroker"} > 1`, /wroker/],
])('%o is found', (expr, words) => expect(messagesOf(stackWith(expr), 'unknown-metric')).toEqual([expect.stringMatching(words)]));

describe('beside a target that declares no metrics', () => {
  const found = (expr: Query) => {
    const stack = stackOf((declared) => {
      declared.monitor(
        { name: 'worker', labels: { app: 'worker' }, port: 1 },
        { metrics: [waiting], alerts: [alert('Judged', { expr, severity: 'warning', summary: 'x' })] },
      );
      declared.monitor({ name: 'legacy', labels: { app: 'legacy' }, port: 1 });
    });
    return stack.findings().flatMap(({ check, severity, message }) => (check === 'unknown-metric' ? [`${severity}: ${message}`] : []));
  };

  test('a name that is nearly a declared one is found', () => {
    expect(found(promql`jobs_waitng > 3`)).toEqual([
      'warning: alert Judged reads jobs_waitng, which no target declares; jobs_waiting is declared',
    ]);
  });
  test('what the other target may expose is said once, and not checked', () => {
    expect(found(promql`legacy_a > 3 or legacy_a < 1 or legacy_b == 2`)).toEqual([
      'info: legacy_a and legacy_b may come from target legacy, which declares no metrics, so that no check looks at them',
    ]);
  });
  test('a job whose metrics are declared has no others', () => {
    expect(found(promql`legacy_a{job="worker"} > 3`)).toEqual([expect.stringMatching(/^error: .*job worker does not expose/)]);
  });
  test.each<[Query]>([[promql`${waiting} > 3`], [promql`up == 0`]])('%o is known', (expr) => expect(found(expr)).toEqual([]));
});
