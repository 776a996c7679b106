import { describe, expect, test } from 'vitest';
import { alert, dashboard, promql, type Query, timeseries } from '../../lib';
import { messagesOf, stackOf } from '../support/stacks';
import { done, duration, stackWith, waiting } from '../support/worker';

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
    'no Grafana gets the dashboard D',
  ]);
});
