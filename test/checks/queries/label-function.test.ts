import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { stackWith } from '../../support/worker';

test.each<[Query, RegExp]>([
  [promql`label_replace(up, "a", "$1", "job", "(") > 1`, /regular expression/],
  [promql`label_join(up, "", "-", "job") > 1`, /label name/],
])('%o is found', (expr, words) => expect(messagesOf(stackWith(expr), 'label-function')).toEqual([expect.stringMatching(words)]));

test.each<[Query]>([[promql`label_replace(up, "a", "$1", "job", "(.*)") > 0`]])('%o is not found', (expr) =>
  expect(messagesOf(stackWith(expr), 'label-function')).toEqual([]),
);
