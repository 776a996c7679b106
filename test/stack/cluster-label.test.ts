import { describe, expect, test } from 'vitest';
import { alert, clusterMonitoring, fires, gauge, kubeadm, type MonitoringStack, promql, quiet, recording, series } from '../../lib';
import { queryKeeping } from '../../lib/promql/keep-label';
import { parse } from '../../lib/promql/parse';
import { print } from '../../lib/promql/print';
import { backends, everyBackend, messagesOf, stackOf } from '../support/stacks';

const queue = gauge('jobs_waiting', 'Jobs that wait for a worker.', ['queue']);
const owner = gauge('queue_owner', 'Who a queue belongs to: 1.', ['queue', 'team']);
const perQueue = recording('queue:jobs_waiting:sum', { expr: promql`sum by (queue) (${queue})` });
const pileUp = alert('JobsPileUp', {
  expr: promql`${perQueue} * on (queue) group_left (team) ${owner} > 100`,
  for: '10m',
  severity: 'warning',
  summary: '{{ $value }} jobs of {{ $labels.team }} wait.',
  description: 'x',
  rehearsals: [
    fires(
      '15m',
      { queue: 'mail', team: 'post' },
      series(queue, { queue: 'mail' }, '200x20'),
      series(owner, { queue: 'mail', team: 'post' }, '1x20'),
    ),
    quiet('15m', series(queue, { queue: 'mail' }, '20x20'), series(owner, { queue: 'mail', team: 'post' }, '1x20')),
  ],
});
const worker = (stack: MonitoringStack): void =>
  stack.monitor(
    { name: 'worker', labels: { app: 'worker' }, port: 'http' },
    { metrics: [queue, owner], recordings: [perQueue], alerts: [pileUp] },
  );
const labelled = { clusterLabel: { cluster: 'prod-eu' } };

test.each([
  ['sum(a)', 'sum by (cluster) (a)'],
  ['sum by (x) (a)', 'sum by (cluster, x) (a)'],
  ['sum by (cluster) (a)', 'sum by (cluster) (a)'],
  ['sum without (x) (a)', 'sum without (x) (a)'],
  ['topk(3, max(a))', 'topk by (cluster) (3, max by (cluster) (a))'],
  ['a / on (x) group_left (y) b', 'a / on (cluster, x) group_left (y) b'],
  ['a / ignoring (x) b', 'a / ignoring (x) b'],
  ['a unless on () b', 'a unless on (cluster) b'],
  ['absent(a{job="b"})', 'absent(a{job="b"})'],
])('%s becomes %s', (text, kept) => expect(print(queryKeeping(parse(text), 'cluster').expr!)).toBe(print(parse(kept).expr!)));

describe('the label of a cluster', () => {
  test.each(everyBackend)('changes no verdict of the checks: $name', (backend) =>
    expect(messagesOf(stackOf(worker, { backend, ...labelled }))).toEqual(messagesOf(stackOf(worker, { backend }))),
  );

  test.each(backends)('is on every series and alert: $name', (backend) => {
    const text = [
      ...stackOf(worker, { backend, ...labelled })
        .files()
        .values(),
    ].join('\n');
    expect(text).toMatch(/(external_labels|externalLabels):\n\s+cluster: prod-eu/);
    expect(text).toMatch(/(target_label|targetLabel): cluster\n\s+replacement: prod-eu/);
    expect(text).toContain('sum by (cluster, queue) (jobs_waiting)');
    expect(text).toContain('on (cluster, queue)');
  });

  test('leaves a whole cluster right', () =>
    expect(
      stackOf((stack) => stack.install(clusterMonitoring({ platform: kubeadm(), recordings: 'well-known' })), labelled)
        .findings()
        .filter(({ severity }) => severity !== 'info'),
    ).toEqual([]));

  test.each([
    [{}, 'clusterLabel: 0 labels tell clusters apart'],
    [{ a: 'x', b: 'y' }, 'clusterLabel: 2 labels tell clusters apart'],
    [{ job: 'x' }, '"job" is no name of a label that tells clusters apart'],
    [{ cluster: '' }, 'clusterLabel.cluster: the value is empty'],
  ])('is one, with a name of its own: %o', (clusterLabel, message) =>
    expect(messagesOf(stackOf(worker, { clusterLabel: clusterLabel as Record<string, string> }), 'wrong-option').join()).toContain(message),
  );
});
