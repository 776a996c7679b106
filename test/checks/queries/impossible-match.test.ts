import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { messagesOf } from '../../support/stacks';
import { done, stackWith, waiting } from '../../support/worker';

test.each<[Query, RegExp]>([[promql`sum by (queue) (${waiting}) / sum by (queue, instance) (rate(${done}[5m])) > 1`, /instance/]])(
  '%o is found',
  (expr, words) => expect(messagesOf(stackWith(expr), 'impossible-match')).toEqual([expect.stringMatching(words)]),
);

test.each<[Query]>([[promql`sum by (queue) (rate(${done}[5m])) / on (queue) group_left max by (queue) (${waiting}) > 1`]])(
  '%o is not found',
  (expr) => expect(messagesOf(stackWith(expr), 'impossible-match')).toEqual([]),
);
