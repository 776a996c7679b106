import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { done, stackWith, waiting } from '../../support/worker';

test.each<[Query, RegExp]>([
  [promql`sum(${waiting} > 1`, /unclosed/],
  [promql`rate(${done}) > 1`, /range/],
  [promql`raet(${done}[5m]) > 1`, /raet/],
  [promql`rate(${done}[$__rate_interval]) > 1`, /dashboard variable/],
])('%o is found', (expr, words) => expect(messagesOf(stackWith(expr), 'promql-syntax')).toEqual([expect.stringMatching(words)]));

test.each<[Query]>([[promql`rate(${done}[5m]) == 0`], [promql`up{job="worker"} == 0 or absent(up{job="worker"})`]])(
  '%o is not found',
  (expr) => expect(messagesOf(stackWith(expr), 'promql-syntax')).toEqual([]),
);
