import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
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
