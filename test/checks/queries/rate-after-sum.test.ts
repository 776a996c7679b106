import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { done, stackWith } from '../../support/worker';

test.each<[Query, RegExp]>([[promql`rate(sum(${done})[5m:]) > 1`, /sum falls/]])('%o is found', (expr, words) =>
  expect(messagesOf(stackWith(expr), 'rate-after-sum')).toEqual([expect.stringMatching(words)]),
);

test.each<[Query, RegExp]>([[promql`rate(sum by (queue) (${done})[5m:]) > 1`, /sum falls/]])(
  '%o, grouped by what does not start as one, is found',
  (expr, words) => expect(messagesOf(stackWith(expr), 'rate-after-sum')).toEqual([expect.stringMatching(words)]),
);

test.each<[Query]>([[promql`sum(rate(${done}[5m])) > 1`], [promql`rate(sum by (instance) (${done})[5m:]) > 1`]])(
  '%o is not found',
  (expr) => expect(messagesOf(stackWith(expr), 'rate-after-sum')).toEqual([]),
);
