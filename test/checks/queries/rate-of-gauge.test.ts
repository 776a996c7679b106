import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { done, stackWith, waiting } from '../../support/worker';

test.each<[Query, RegExp]>([
  [promql`rate(${waiting}[5m]) > 1`, /jobs_waiting is a gauge/],
  [promql`increase(${waiting}[5m]) > 1`, /jobs_waiting is a gauge/],
])('%o is found', (expr, words) => expect(messagesOf(stackWith(expr), 'rate-of-gauge')).toEqual([expect.stringMatching(words)]));

test.each<[Query]>([[promql`rate(${done}[5m]) > 1`], [promql`deriv(${waiting}[5m]) > 1`]])('%o is not found', (expr) =>
  expect(messagesOf(stackWith(expr), 'rate-of-gauge')).toEqual([]),
);
