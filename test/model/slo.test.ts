import { describe, expect, test } from 'vitest';
import { alert, counter, gauge, promql, slo } from '../../lib';
import { backends, stackOf } from '../support/stacks';

const done = counter('jobs_total', 'Jobs.');
const waiting = gauge('jobs_waiting', 'Jobs that wait.');
const worker = { name: 'worker', labels: { app: 'worker' }, port: 1 };

const findingsFor = (bad: ReturnType<typeof promql>, backend: (typeof backends)[number]) =>
  stackOf(
    (stack) =>
      stack.monitor(worker, {
        metrics: [done, waiting],
        slos: [slo('served', { objective: 0.99, bad, good: promql`${done}`, summary: 'x' })],
      }),
    { backend },
  )
    .findings()
    .filter(({ severity }) => severity !== 'info');

describe.each(backends)('with the backend $name, one finding at the SLO', (backend) => {
  test('says that no target exposes its counter', () => {
    expect(findingsFor(promql`jobs_failed_totl`, backend)).toMatchObject([{ check: 'unknown-metric', path: 'monitoring/worker/served' }]);
  });

  test('says that its counter is a gauge', () => {
    expect(findingsFor(promql`${waiting}`, backend)).toMatchObject([{ check: 'rate-of-gauge', path: 'monitoring/worker/served' }]);
  });
});

test('promql called as a function says how it is written', () => {
  const called = (promql as unknown as (text: string) => ReturnType<typeof promql>)('jobs_waiting > 1');
  const stack = stackOf((own) =>
    own.monitor(worker, { metrics: [waiting], alerts: [alert('PileUp', { expr: called, severity: 'warning', summary: 'x' })] }),
  );
  expect(stack.findings().filter(({ severity }) => severity !== 'info')).toMatchObject([
    { check: 'promql-syntax', message: expect.stringContaining('write promql`jobs_waiting > 1`') },
  ]);
});
