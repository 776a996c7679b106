import { expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { impossibleMatch } from '../../../lib/checks/queries/impossible-match';
import { alertRule, messages, modelWith, recordingRule } from '../../support/models';
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

test('series that are recorded with different values of a label never match', () => {
  const burn = (window: string) => recordingRule(`service:burn:${window}`, 'sum by (service) (x)', { labels: { window } });
  const of = (expr: string) => messages(impossibleMatch, modelWith({ rules: [burn('5m'), burn('1h'), alertRule('A', expr)] }));
  expect(of('service:burn:5m > 14 and service:burn:1h > 14')).toEqual([
    expect.stringMatching(/`window` is "5m" on the left and "1h" on the right/),
  ]);
  expect(of('service:burn:5m > 14 and ignoring (window) service:burn:1h > 14')).toEqual([]);
  expect(of('sum by (service) (service:burn:5m) > 14 and sum by (service) (service:burn:1h) > 14')).toEqual([]);
});
