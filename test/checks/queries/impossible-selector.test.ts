import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { stackWith, waiting } from '../../support/worker';

test.each<[Query, RegExp]>([
  [promql`${waiting}{queue="mail", queue="print"} > 1`, /no series has both/],
  [promql`${waiting}{queue!~".*"} > 1`, /matches every value/],
])('%o is found', (expr, words) => expect(messagesOf(stackWith(expr), 'impossible-selector')).toEqual([expect.stringMatching(words)]));

test.each<[Query]>([[promql`${waiting}{queue=~"mail|print", queue!="mail"} > 1`]])('%o is not found', (expr) =>
  expect(messagesOf(stackWith(expr), 'impossible-selector')).toEqual([]),
);
