import { describe, expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { impossibleComparison } from '../../../lib/checks/queries/impossible-comparison';
import { alertRule, messages, modelWith } from '../../support/models';
import { messagesOf } from '../../support/stacks';
import { stackWith, waiting } from '../../support/worker';

test.each<[Query, RegExp]>([
  [promql`count(${waiting}) == 0`, /never true/],
  [promql`up{job="worker"} > 1`, /never true/],
  [promql`up{job="worker"} < 2`, /always true/],
])('%o is found', (expr, words) => expect(messagesOf(stackWith(expr), 'impossible-comparison')).toEqual([expect.stringMatching(words)]));

test.each<[Query]>([[promql`up{job="worker"} == 0`], [promql`absent(up{job="worker"}) == 1`]])('%o is not found', (expr) =>
  expect(messagesOf(stackWith(expr), 'impossible-comparison')).toEqual([]),
);

describe('a part of a whole', () => {
  const of = (expr: string) => messages(impossibleComparison, modelWith({ rules: [alertRule('A', expr)] }));
  const part = 'sum by (job) (rate(gate_requests_total{job="gate", code=~"5.."}[5m]))';
  const whole = 'sum by (job) (rate(gate_requests_total{job="gate"}[5m]))';
  test.each([
    `${part} / ${whole} > 5`,
    `(1 - ${part} / ${whole}) * 100 > 100`,
    `1 - ${part} / ${whole} < 0`,
    `100 * ${part} / ${whole} > 100`,
    `${part} / ${whole} > (20 * 0.1)`,
    'sum by (job, code) (increase(x_total{a="b"}[1h])) / on (job) group_left () sum by (job) (increase(x_total[1h])) > 1',
    'count(x == 0) / count(x) > 1.5',
    'count(x{a="b"} unless on (pod) y) / count(x) > 50',
  ])('is at most 1: %s', (expr) => expect(of(expr)).toEqual([expect.stringMatching(/never true/)]));
  test.each([
    `100 * ${part} / ${whole} > 5`,
    `${part} / ${whole} > 0.05`,
    `${whole} / ${part} > 5`,
    'sum(rate(x_total[5m])) / sum(rate(x_total[5m] offset 1d)) > 5',
    'sum(rate(x_total[5m])) / sum(rate(x_total[1h])) > 5',
    'sum(rate(x_total{kind="retry"}[5m])) / sum(rate(x_total{kind="first"}[5m])) > 5',
    'sum(rate(x_seconds_sum[5m])) / sum(rate(x_seconds_count[5m])) > 5',
    'sum(x{a="b"}) / sum(x) > 5',
    'sum by (a) (rate(x_total{b="c"}[5m])) / on (b) sum by (b) (rate(x_total[5m])) > 5',
    'sum without (a) (rate(x_total{b="c"}[5m])) / sum(rate(x_total[5m])) > 5',
  ])('is not judged: %s', (expr) => expect(of(expr)).toEqual([]));
});
