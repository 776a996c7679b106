import { describe, expect, test } from 'vitest';
import { alert, promql, type Query, recording } from '../../../lib';
import { unknownLabel } from '../../../lib/checks/queries/unknown-label';
import { templateLabel } from '../../../lib/checks/templates/template-label';
import { alerting, foreignOf, service, serviceMonitor, workload } from '../../support/chain';
import { findingsOf } from '../../support/models';
import { messagesOf, stackOf } from '../../support/stacks';
import { done, stackWith, waiting } from '../../support/worker';

const exporter = (...metricRelabelings: readonly object[]) => [
  serviceMonitor({ endpoints: [{ port: 'http', metricRelabelings }] }),
  service(),
  workload({ image: 'quay.io/prometheus/node-exporter:v1.12.1' }),
];

describe('a label that metric relabeling takes away', () => {
  const of = (expr: string, ...relabelings: readonly object[]) =>
    findingsOf(unknownLabel, foreignOf(...exporter(...relabelings), alerting('A', expr))).map(({ message }) => message);
  const query = 'sum by (device) (node_disk_io_now{job="web"}) > 1';

  test('is there without relabeling', () => expect(of(query)).toEqual([]));
  test('by labeldrop is not there', () =>
    expect(of(query, { action: 'labeldrop', regex: 'dev.+' })).toEqual([expect.stringContaining('device')]));
  test('by labelkeep is not there', () => expect(of(query, { action: 'labelkeep', regex: '__name__|job|instance' })).toHaveLength(1));
  test('may be there under a new name', () => {
    expect(of('sum by (disk) (node_disk_io_now{job="web"}) > 1')).toHaveLength(1);
    expect(of('sum by (disk) (node_disk_io_now{job="web"}) > 1', { sourceLabels: ['device'], targetLabel: 'disk' })).toEqual([]);
  });
  test('is still there on `up`', () =>
    expect(of('sum by (instance) (up{job="web"}) < 1', { action: 'labeldrop', regex: 'instance' })).toEqual([]));
});

test('the labels that are told are those that are known', () => {
  const sum = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'r', namespace: 'shop' } };
  const rules = [
    { record: 'job:up:count', expr: 'count by (job) (up == 1)' },
    { alert: 'Few', expr: 'job:up:count{job="cart", instance="cart-0"} < 1' },
  ];
  const model = foreignOf({ ...sum, spec: { groups: [{ name: 'a', rules }] } });
  expect(findingsOf(unknownLabel, model).map(({ hint }) => hint)).toEqual(['Its labels are job.']);
  const printing = [rules[0], { alert: 'Few', expr: 'job:up:count < 1', annotations: { summary: '{{ $labels.instance }}' } }];
  const printed = foreignOf({ ...sum, spec: { groups: [{ name: 'a', rules: printing }] } });
  expect(findingsOf(templateLabel, printed).map(({ message }) => message)).toEqual([
    expect.stringMatching(/has no label `instance`, only job$/),
  ]);
});

describe('a recorded series', () => {
  const ratio = recording('queue:jobs_done:rate5m', { expr: promql`sum by (queue) (rate(${done}[5m]))`, labels: { team: 'jobs' } });
  const withRecording = (expr: Query) =>
    stackOf((stack) =>
      stack.monitor(
        { name: 'worker', labels: { app: 'worker' }, port: 'http' },
        {
          metrics: [waiting, done],
          recordings: [ratio],
          alerts: [alert('Judged', { expr, severity: 'warning', summary: 'x' })],
        },
      ),
    );

  test('has the labels of its expression and its own', () =>
    expect(messagesOf(withRecording(promql`sum by (queue, team) (${ratio}) > 1`), 'unknown-label')).toEqual([]));
  test('has no label that its expression drops', () => {
    expect(messagesOf(withRecording(promql`sum by (worker) (${ratio}) > 1`), 'unknown-label')).toEqual([expect.stringContaining('worker')]);
  });
});

test.each<[Query, RegExp]>([
  [promql`sum by (pid) (${waiting}) > 1`, /pid/],
  [promql`${waiting}{qeue="mail"} > 1`, /qeue/],
  [promql`sum by (worker) (sum by (queue) (rate(${done}[5m]))) > 1`, /worker/],
])('%o is found', (expr, words) => expect(messagesOf(stackWith(expr), 'unknown-label')).toEqual([expect.stringMatching(words)]));
