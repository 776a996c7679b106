import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { done, stackWith, waiting } from '../../support/worker';

test.each<[Query, RegExp]>([
  [promql`${done} > 3`, /stays there/],
  [promql`sum by (queue) (${done}) > 3`, /stays there/],
])('%o is found', (expr, words) => expect(messagesOf(stackWith(expr), 'counter-without-rate')).toEqual([expect.stringMatching(words)]));

test.each<[Query]>([[promql`increase(${done}[15m]) > 3`], [promql`${waiting} > 3`]])('%o is not found', (expr) =>
  expect(messagesOf(stackWith(expr), 'counter-without-rate')).toEqual([]),
);
