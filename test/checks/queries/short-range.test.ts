import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { shortRange } from '../../../lib/checks/queries/short-range';
import { alertRule, messages, modelWith } from '../../support/models';
import { messagesOf } from '../../support/stacks';
import { done, stackWith } from '../../support/worker';

test.each<[Query, RegExp]>([[promql`rate(${done}[30s]) > 1`, /30s/]])('%o is found', (expr, words) =>
  expect(messagesOf(stackWith(expr), 'short-range')).toEqual([expect.stringMatching(words)]),
);

test('a range without a unit is told with its seconds', () => {
  const model = modelWith({ rules: [alertRule('A', 'rate(x[30]) > 1'), alertRule('B', 'rate(x[300]) > rate(x[30s])')] });
  expect(messages(shortRange, model)).toEqual(['alert A: [30] has no unit, so it is 30 seconds: hardly one scrape']);
});

test.each<[Query]>([[promql`rate(${done}[2m]) > 1`]])('%o is not found', (expr) =>
  expect(messagesOf(stackWith(expr), 'short-range')).toEqual([]),
);
