import { describe, expect, test } from 'vitest';
import type { InhibitRule } from '../../../lib/alertmanager/configuration';
import { deadInhibition } from '../../../lib/checks/routing/dead-inhibition';
import { alertRule, messages, routingModel } from '../../support/models';

const severities: InhibitRule = {
  source_matchers: ['severity="critical"'],
  target_matchers: ['severity="warning"'],
  equal: ['namespace'],
};

describe('an inhibition is dead', () => {
  /** Alerts over a sum have these labels and no others. */
  const found = (rule: InhibitRule, ...alerts: Record<string, string>[]) =>
    messages(
      deadInhibition,
      routingModel({ inhibit_rules: [rule] }, ...alerts.map((labels, index) => alertRule(`A${index}`, 'sum(x) > 1', { labels }))),
    );

  test('when a side contradicts itself', () => {
    expect(found({ ...severities, source_matchers: ['a="1"', 'a="2"'] })).toEqual([
      'inhibit_rules[0]: no alert can match the source a="1", a="2"',
    ]);
  });

  test('when both sides are the same', () => {
    expect(found({ source_matchers: ['a="1"', 'b="2"'], target_matchers: ['{b="2",a="1"}'] })).toEqual([
      expect.stringContaining('source and target are the same'),
    ]);
  });

  test('when no alert has the labels of a side', () => {
    expect(found(severities, { severity: 'warning' })).toEqual([
      'inhibit_rules[0]: no alert has the labels of the source, severity="critical"',
    ]);
    expect(found({ ...severities, target_matchers: ['alertname="A9"'] }, { severity: 'critical' })).toEqual([
      expect.stringContaining('of the target, alertname="A9"'),
    ]);
  });

  test('when a label that must be equal never is', () => {
    expect(
      found(
        severities,
        { severity: 'critical', namespace: 'a' },
        { severity: 'warning', namespace: 'b' },
        { severity: 'warning', namespace: 'c' },
      ),
    ).toEqual(['inhibit_rules[0].equal: source and target never have the same namespace']);
  });

  test('and too wide when a label that must be equal is on neither side', () => {
    expect(found(severities, { severity: 'critical' }, { severity: 'warning' })).toEqual([
      expect.stringContaining('neither source nor target has namespace'),
    ]);
  });

  test('but not without any known alert', () => expect(found(severities)).toEqual([]));

  test('but not where labels are unknown', () => {
    const templated = alertRule('A', 'x > 1', { labels: { severity: '{{ $labels.level }}' } });
    expect(messages(deadInhibition, routingModel({ inhibit_rules: [severities] }, templated))).toEqual([]);
  });
});
