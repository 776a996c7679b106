import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { done, stackWith } from '../../support/worker';

test.each<[Query, RegExp]>([[promql`rate(${done}[30s]) > 1`, /30s/]])('%o is found', (expr, words) =>
  expect(messagesOf(stackWith(expr), 'short-range')).toEqual([expect.stringMatching(words)]),
);

test.each<[Query]>([[promql`rate(${done}[2m]) > 1`]])('%o is not found', (expr) =>
  expect(messagesOf(stackWith(expr), 'short-range')).toEqual([]),
);
