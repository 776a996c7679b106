import { describe, expect, test } from 'vitest';
import {
  alert,
  counter,
  dashboard,
  gauge,
  histogram,
  kubelet,
  kubeStateMetrics,
  type MonitoringStack,
  nodeExporter,
  promql,
  type Query,
  recording,
  timeseries,
} from '../../lib';
import { messagesOf, stackOf } from '../support/stacks';

const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const done = counter('jobs_done_total', 'Jobs that are done.', ['queue', 'worker']);
const duration = histogram('job_duration_seconds', 'How long a job takes.', ['queue']);

function stackWith(expr: Query): MonitoringStack {
  return stackOf((stack) =>
    stack.monitor(
      { name: 'worker', labels: { app: 'worker' }, port: 'http' },
      {
        metrics: [waiting, done, duration],
        alerts: [alert('Judged', { expr, for: '5m', severity: 'warning', summary: 'x' })],
      },
    ),
  );
}

describe.each<[string, Query, RegExp]>([
  ['promql-syntax', promql`sum(${waiting} > 1`, /unclosed/],
  ['promql-syntax', promql`rate(${done}) > 1`, /range/],
  ['promql-syntax', promql`raet(${done}[5m]) > 1`, /raet/],
  ['promql-syntax', promql`rate(${done}[$__rate_interval]) > 1`, /dashboard variable/],
  ['unknown-metric', promql`jobs_wating > 1`, /jobs_wating/],
  ['unknown-metric', promql`${waiting}{job="wroker"} > 1`, /wroker/],
  ['unknown-label', promql`sum by (pid) (${waiting}) > 1`, /pid/],
  ['unknown-label', promql`${waiting}{qeue="mail"} > 1`, /qeue/],
  ['unknown-label', promql`sum by (worker) (sum by (queue) (rate(${done}[5m]))) > 1`, /worker/],
  ['impossible-match', promql`sum by (queue) (${waiting}) / sum by (queue, instance) (rate(${done}[5m])) > 1`, /instance/],
  ['histogram-quantile', promql`histogram_quantile(0.95, sum(rate(${duration.bucket}[5m]))) > 1`, /le/],
  ['histogram-quantile', promql`histogram_quantile(95, sum by (le) (rate(${duration.bucket}[5m]))) > 1`, /quantile|\+Inf/],
  ['rate-of-gauge', promql`rate(${waiting}[5m]) > 1`, /jobs_waiting is a gauge/],
  ['delta-of-counter', promql`delta(${done}[5m]) > 1`, /jobs_done_total is a counter/],
  ['counter-without-rate', promql`${done} > 3`, /stays there/],
  ['rate-after-sum', promql`rate(sum(${done})[5m:]) > 1`, /sum falls/],
  ['impossible-comparison', promql`count(${waiting}) == 0`, /never true/],
  ['impossible-comparison', promql`up{job="worker"} > 1`, /never true/],
  ['short-range', promql`rate(${done}[30s]) > 1`, /30s/],
  ['label-function', promql`label_replace(up, "a", "$1", "job", "(") > 1`, /regular expression/],
])('%s', (check, expr, words) => {
  test(`finds ${expr.text}`, () => expect(messagesOf(stackWith(expr), check)).toEqual([expect.stringMatching(words)]));
});

describe('a query that is right', () => {
  test.each<[Query]>([
    [promql`sum by (queue) (${waiting}) > 100`],
    [promql`${waiting}{queue="mail"} > 100`],
    [promql`rate(${done}[5m]) == 0`],
    [promql`increase(${done}[15m]) > 3`],
    [promql`histogram_quantile(0.95, sum by (le, queue) (rate(${duration.bucket}[5m]))) > 1`],
    [promql`sum by (queue) (rate(${done}[5m])) / on (queue) group_left max by (queue) (${waiting}) > 1`],
    [promql`absent(up{job="worker"})`],
    [promql`up{job="worker"} == 0 or absent(up{job="worker"})`],
    [promql`sum by (namespace, pod) (${waiting}) > 1`],
    [promql`${waiting}{namespace="mlops", service="worker", endpoint="http"} > 1`],
    [promql`ALERTS{alertname="Judged"} == 1`],
  ])('%o is not found', (expr) =>
    expect(
      stackWith(expr)
        .findings()
        .filter(({ check }) => !['unrehearsed', 'missing-annotation'].includes(check)),
    ).toEqual([]),
  );
});

describe('a query of a target of which nothing is known', () => {
  test('is not judged', () => {
    const stack = stackOf((declared) =>
      declared.monitor(
        { name: 'legacy', labels: { app: 'legacy' }, port: 1 },
        {
          alerts: [alert('Legacy', { expr: promql`sum by (anything) (legacy_things{whatever="x"}) > 1`, severity: 'info', summary: 'x' })],
        },
      ),
    );
    expect(messagesOf(stack, 'unknown-metric')).toEqual([]);
    expect(messagesOf(stack, 'unknown-label')).toEqual([]);
  });
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
        .filter(({ check, message }) => check !== 'unrehearsed' && message.includes('Judged')),
    ).toEqual([]),
  );

  test('is found when it is misspelled', () => {
    expect(messagesOf(cluster(promql`kube_deployment_status_replica_available < 1`), 'unknown-metric')).toEqual([
      expect.stringContaining('kube_deployment_status_replica_available'),
    ]);
  });
});

test('queries of panels and variables are judged too', () => {
  const stack = stackOf((declared) =>
    declared.monitor(
      { name: 'worker', labels: { app: 'worker' }, port: 1 },
      {
        metrics: [waiting],
        dashboards: [
          dashboard('d', {
            title: 'D',
            variables: [{ name: 'queue', label: 'Queue', from: promql`jobs_waitng`, of: 'queue' }],
            panels: [timeseries('P', { queries: [{ expr: promql`sum by (quue) (jobs_waiting{queue="$queue"})` }], unit: 'none' })],
          }),
        ],
      },
    ),
  );
  expect(messagesOf(stack)).toEqual([
    expect.stringContaining('variable queue reads jobs_waitng'),
    expect.stringContaining('panel P: sum groups by `quue`'),
  ]);
});
