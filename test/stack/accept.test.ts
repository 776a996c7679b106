import { ApiObject, App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  type Acceptance,
  accept,
  alert,
  counter,
  dashboard,
  gauge,
  grafana,
  MonitoringApp,
  MonitoringStack,
  promql,
  slo,
  stat,
} from '../../lib';
import { oneReceiver } from '../support/stacks';

const queue = gauge('queue_waiting', 'Messages that wait.');
const [good, bad] = [counter('jobs_done_total', 'Done.'), counter('jobs_failed_total', 'Failed.')];
const waits = alert('QueueWaits', { expr: promql`${queue} > 1`, severity: 'warning', summary: 'x' });
const sum = promql`rate(${queue}[5m])`;
const board = dashboard('queue', { title: 'The queue', panels: [stat('Waiting', { queries: [{ expr: sum }], unit: 'none' })] });
const done = slo('jobs-done', { objective: 0.99, good: promql`${good}`, bad: promql`${bad}`, summary: 'x' });

/** The checks that still say something, and on what. */
function said(...acceptances: readonly Acceptance[]): readonly string[] {
  const app = new MonitoringApp();
  const team = new Chart(app, 'team');
  new ApiObject(team, 'legacy', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'legacy', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'legacy' } },
      template: { metadata: { labels: { app: 'legacy' } }, spec: { containers: [{ name: 'a', image: 'registry.example/a:latest' }] } },
    },
  });
  const stack = new MonitoringStack(app, 'monitoring', { namespace: 'jobs', routing: oneReceiver, accept: acceptances });
  stack.monitor(
    { name: 'worker', labels: { app: 'worker' }, port: 'http' },
    { metrics: [queue, good, bad], alerts: [waits], dashboards: [board], slos: [done] },
  );
  stack.install(grafana());
  return app.findings().map(({ check, path, message }) => `${check} ${path}: ${message}`);
}

const because = 'it is right here';
const about = (check: string) => (text: string) => text.startsWith(check);

describe('an acceptance', () => {
  test('is needed by none of these: the findings are there', () => {
    expect(said().filter(about('image-version'))).toHaveLength(1);
    expect(said().filter(about('unrehearsed'))).toHaveLength(1);
    expect(said().filter(about('rate-of-gauge'))).toHaveLength(1);
  });

  test.each([
    ['image-version', 'Deployment shop/legacy'],
    ['image-version', 'Deployment legacy'],
    ['image-version', 'Deployment shop/*'],
    ['image-version', 'team/legacy'],
    ['unrehearsed', 'monitoring/worker/QueueWaits'],
    ['rate-of-gauge', 'monitoring/queue*'],
  ] as const)('of %s on the text %s takes the finding away', (check, on) => {
    expect(said(accept(check, { on, because })).filter(about(check))).toEqual([]);
  });

  test('on an alert takes its findings away', () => {
    expect(said(accept('unrehearsed', { on: waits, because })).filter(about('unrehearsed'))).toEqual([]);
  });

  test('on a dashboard takes the findings of its panels away', () => {
    expect(said(accept('rate-of-gauge', { on: board, because })).filter(about('rate-of-gauge'))).toEqual([]);
  });

  test('on a construct takes the findings of its objects away', () => {
    const app = new MonitoringApp();
    const stack = new MonitoringStack(app, 'monitoring', { namespace: 'jobs', accept: [] });
    const pod = new ApiObject(stack, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a', namespace: 'other' },
      spec: { containers: [{ name: 'a', image: 'registry.example/a' }] },
    });
    expect(stack.findings().map(({ check }) => check)).toEqual(['image-version']);
    new MonitoringStack(app, 'second', { namespace: 'second', accept: [accept('image-version', { on: pod, because })] });
    expect(app.findings()).toEqual([]);
  });

  test('that nothing needs is a finding', () => {
    expect(said(accept('image-version', { on: 'Deployment legcy', because })).filter(about('unused-acceptance'))).toEqual([
      "unused-acceptance monitoring: accept('image-version', { on: 'Deployment legcy' }) accepts nothing: the check finds nothing there",
    ]);
    expect(said(accept('unknown-metric', { on: done, because })).filter(about('unused-acceptance'))).toHaveLength(1);
  });

  test('of a check that there is not is a finding that says what was meant', () => {
    const app = new App();
    const stack = new MonitoringStack(app, 'monitoring', {
      namespace: 'jobs',
      accept: [accept('image-verson' as 'image-version', { on: 'x', because })],
    });
    expect(stack.findings()).toEqual([
      expect.objectContaining({ message: expect.stringContaining('there is no check image-verson'), hint: 'did you mean image-version?' }),
    ]);
  });

  test('without a reason is a finding', () => {
    expect(said(accept('image-version', { on: 'Deployment legacy', because: ' ' })).filter(about('unused-acceptance'))).toEqual([
      expect.stringContaining('gives no reason'),
    ]);
  });
});
