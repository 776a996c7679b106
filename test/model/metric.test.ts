import { expect, test } from 'vitest';
import { alert, histogram, nativeHistogram, promql } from '../../lib';
import { stackOf } from '../support/stacks';

const native = nativeHistogram('job_seconds', 'Duration of a job.', ['queue']);
const classic = histogram('job_seconds', 'Duration of a job.');

const findingsFor = (metric: typeof native, expr: ReturnType<typeof promql>) =>
  stackOf((stack) =>
    stack.monitor(
      { name: 'worker', labels: { app: 'worker' }, port: 1 },
      { metrics: [metric], alerts: [alert('Slow', { expr, severity: 'info', summary: 'x' })] },
    ),
  )
    .findings()
    .filter(({ severity }) => severity !== 'info');

test('a native histogram is read by its own name', () => {
  const expr = promql`histogram_quantile(0.95, sum by (queue) (rate(${native}[5m]))) > 1 and sum by (queue) (histogram_count(rate(${native}[5m]))) > 0`;
  expect(findingsFor(native, expr)).toEqual([]);
});

test('a native histogram has its labels and no other', () => {
  expect(findingsFor(native, promql`sum by (qeue) (rate(${native}[5m])) > 1`)).toMatchObject([{ check: 'unknown-label' }]);
});

test('a classic histogram has no series of its own name, and its parts are named', () => {
  expect(findingsFor(classic, promql`sum(rate(${classic}[5m])) > 1`)).toMatchObject([
    { check: 'unknown-metric', hint: expect.stringContaining('.bucket, .sum or .count') },
  ]);
});
