import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { duration, stackWith } from '../../support/worker';

test.each<[Query, RegExp]>([
  [promql`histogram_quantile(0.95, sum(rate(${duration.bucket}[5m]))) > 1`, /le/],
  [promql`histogram_quantile(95, sum by (le) (rate(${duration.bucket}[5m]))) > 1`, /\+Inf/],
])('%o is found', (expr, words) => expect(messagesOf(stackWith(expr), 'histogram-quantile')).toEqual([expect.stringMatching(words)]));

test.each<[Query]>([[promql`histogram_quantile(0.95, sum by (le, queue) (rate(${duration.bucket}[5m]))) > 1`]])('%o is not found', (expr) =>
  expect(messagesOf(stackWith(expr), 'histogram-quantile')).toEqual([]),
);
