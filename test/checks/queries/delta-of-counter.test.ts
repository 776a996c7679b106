import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { done, stackWith, waiting } from '../../support/worker';

test.each<[Query, RegExp]>([[promql`delta(${done}[5m]) > 1`, /jobs_done_total is a counter/]])('%o is found', (expr, words) =>
  expect(messagesOf(stackWith(expr), 'delta-of-counter')).toEqual([expect.stringMatching(words)]),
);

test.each<[Query]>([[promql`delta(${waiting}[5m]) > 1`], [promql`increase(${done}[5m]) > 1`]])('%o is not found', (expr) =>
  expect(messagesOf(stackWith(expr), 'delta-of-counter')).toEqual([]),
);
