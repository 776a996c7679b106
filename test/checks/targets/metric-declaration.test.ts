import { expect, test } from 'vitest';
import { counter, gauge, type Metric } from '../../../lib';
import { messagesOf, stackOf } from '../../support/stacks';

const found = (...targets: readonly (readonly Metric[])[]) =>
  messagesOf(
    stackOf((stack) => {
      for (const [index, metrics] of targets.entries())
        stack.monitor({ name: `t${index}`, labels: { app: `t${index}` }, port: 1 }, { metrics });
    }),
    'metric-declaration',
  );

test('a metric that two targets declare with different types is found', () => {
  expect(found([gauge('jobs', 'Jobs.')], [counter('jobs', 'Jobs.')])).toEqual([
    'jobs is declared as counter here, and as gauge by another target',
  ]);
});

test('a metric that two targets declare alike is not found', () => {
  expect(found([gauge('jobs', 'Jobs.')], [gauge('jobs', 'Jobs.')])).toEqual([]);
});

test.each(['job', 'instance'])('the label %s, which belongs to the target, is found', (label) => {
  expect(found([gauge('jobs', 'Jobs.', ['queue', label])])).toEqual([expect.stringContaining(`renames to exported_${label}`)]);
});
