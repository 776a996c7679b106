import { describe, expect, test } from 'vitest';
import { promql, type Query } from '../../../lib';
import { promqlSyntax } from '../../../lib/checks/queries/promql-syntax';
import { alertRule, messages, modelWith, objectAt } from '../../support/models';
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

describe('what only newer versions know', () => {
  const prometheus = (version: string) =>
    objectAt({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'p' }, spec: { version } });
  const of = (expr: string, written: object | undefined, ...versions: readonly string[]) =>
    messages(
      promqlSyntax,
      modelWith({ rules: [alertRule('A', expr, written && { written: written as never })], objects: versions.map(prometheus) }),
    );

  test('is found where every Prometheus is older', () => {
    expect(of('time() - x > 2d', {}, 'v2.46.0', 'v2.53.1')).toEqual([
      expect.stringMatching(/Prometheus 2\.53\.1 does not know a duration as a number/),
    ]);
    expect(of('limitk(2, x)', {}, 'v2.46.0')).toHaveLength(1);
  });
  test.each([
    ['one is new enough', {}, ['v2.46.0', 'v3.5.0']],
    ['one does not say its version', {}, ['v2.46.0', 'main']],
    ['there is none', {}, []],
    ['the rule is for another program', undefined, ['v2.46.0']],
  ])('is not found where %s', (_, written, versions) => expect(of('time() - x > 2d', written, ...versions)).toEqual([]));
});
