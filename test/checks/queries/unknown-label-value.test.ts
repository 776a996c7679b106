import { describe, expect, test } from 'vitest';
import { alert, counter, histogram, promql, type Query } from '../../../lib';
import { cataloged } from '../../../lib/catalog/cataloged';
import { catalogs } from '../../../lib/catalog/catalogs';
import { unknownLabelValue } from '../../../lib/checks/queries/unknown-label-value';
import { alertRule, findingsOf, modelWith, recordingRule } from '../../support/models';
import { stackOf } from '../../support/stacks';

const requests = counter('requests_total', 'Requests.', ['code'], { labelValues: { code: ['200', '404', '500'] } });
const latency = histogram('latency_seconds', 'How long a request takes.', ['path'], { buckets: [0.1, 0.5, 1, 5] });

const found = (expr: Query, part: 'message' | 'hint' = 'message') =>
  stackOf((stack) =>
    stack.monitor(
      { name: 'api', labels: { app: 'api' }, port: 'http' },
      { metrics: [requests, latency], alerts: [alert('Judged', { expr, for: '5m', severity: 'warning', summary: 'x' })] },
    ),
  )
    .findings()
    .flatMap((finding) => (finding.check === 'unknown-label-value' ? [finding[part]] : []));

describe('a value that is not declared is found', () => {
  test('with those that are', () => {
    expect(found(promql`rate(${requests}{code="501"}[5m]) > 1`)).toEqual([
      'alert Judged: requests_total has no series with code="501": its values are 200, 404 and 500',
    ]);
  });
  test('in a pattern that matches none', () => {
    expect(found(promql`rate(${requests}{code=~"3.."}[5m]) > 1`)).toEqual([expect.stringContaining('code=~"3.."')]);
  });
  test('with the nearest bound', () => {
    expect(found(promql`rate(${latency.bucket}{le="0.4"}[5m]) > 1`, 'hint')).toEqual([
      'Did you mean 0.5? If not, add it to the declaration of latency_seconds_bucket.',
    ]);
  });
  test('where it is the bound of a bucket', () => {
    expect(found(promql`rate(${latency.bucket}{le="0.3"}[5m]) > 1`)).toEqual([
      'alert Judged: latency_seconds_bucket has no series with le="0.3": its buckets are 0.1, 0.5, 1, 5 and +Inf',
    ]);
  });
});

test.each<[Query]>([
  [promql`rate(${requests}{code="500"}[5m]) > 1`],
  [promql`rate(${requests}{code=~"5.."}[5m]) > 1`],
  [promql`rate(${requests}{code!="501"}[5m]) > 1`],
  [promql`rate(${requests}{code=~"501|"}[5m]) > 1`],
  [promql`rate(${latency.bucket}{le="0.5"}[5m]) > 1`],
  [promql`rate(${latency.bucket}{le="1.0"}[5m]) > 1`],
  [promql`rate(${latency.bucket}{le=~"5|5.0"}[5m]) > 1`],
  [promql`rate(${latency.bucket}{le="+Inf"}[5m]) > 1`],
  [promql`rate(${latency.bucket}{path="/anything"}[5m]) > 1`],
])('%o is not found', (expr) => expect(found(expr)).toEqual([]));

test('a value that the program of a catalogue does not have is found, without a word on a declaration', () => {
  const state = catalogs['kube-state-metrics'];
  const judged = (phase: string) => {
    const scrape = { job: 'ksm', sources: [cataloged(state)], honorsLabels: true, labels: { always: new Map(), possible: new Set() } };
    return findingsOf(
      unknownLabelValue,
      modelWith({ scrapes: [scrape as never], rules: [alertRule('Failed', `kube_pod_status_phase{job="ksm", phase="${phase}"} > 0`)] }),
    ).map(({ message, hint }) => [message, hint]);
  };
  expect(judged('failed')).toEqual([
    [
      'alert Failed: kube_pod_status_phase has no series with phase="failed": its values are Failed, Pending, Running, Succeeded and Unknown',
      'Did you mean Failed?',
    ],
  ]);
  expect(judged('Failed')).toEqual([]);
});

describe('a value that no rule writes into a recorded series', () => {
  const p99 = (window: string) => recordingRule('team:latency:p99', 'max by (team) (x)', { labels: { window } });
  const of = (expr: string, ...rules: readonly ReturnType<typeof p99>[]) =>
    findingsOf(unknownLabelValue, modelWith({ origin: 'manifests', rules: [...rules, alertRule('A', expr)] }));
  test('is found, as a warning in manifests', () => {
    expect(of('team:latency:p99{window="1h"} > 2', p99('5m'), p99('30m'))).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: 'alert A: no rule records team:latency:p99 with window="1h": window is "5m" and "30m"',
      }),
    ]);
  });
  test.each([
    'team:latency:p99{window="5m"} > 2',
    'team:latency:p99{window!="1h"} > 2',
    'team:latency:p99{team="a"} > 2',
    'team:latency:p99{window=~"5.*"}',
  ])('is not found: %s', (expr) => expect(of(expr, p99('5m'))).toEqual([]));
  test('is not found where one rule leaves the label open', () => {
    expect(of('team:latency:p99{window="1h"} > 2', p99('5m'), recordingRule('team:latency:p99', 'max by (team, window) (x)'))).toEqual([]);
  });
});
