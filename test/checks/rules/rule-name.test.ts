import { describe, expect, test } from 'vitest';
import { ruleName } from '../../../lib/checks/rules/rule-name';
import { alertRule, findingsOf, modelWith, recordingRule } from '../../support/models';

describe('a name of a rule', () => {
  const recorded = (name: string, labels = {}) => findingsOf(ruleName, modelWith({ rules: [recordingRule(name, 'up', { labels })] }));
  const alerting = (name: string, more = {}) => findingsOf(ruleName, modelWith({ rules: [alertRule(name, 'up', more)] }));

  test.each<[string, string, RegExp]>([
    ['sum(up)', 'warning', /only as \{"sum\(up\)"\}/],
    ['up{job="a"}', 'error', /braces/],
    ['', 'error', /no name/],
    ['job:foo-bar:sum', 'warning', /only as/],
    ['5m:up', 'warning', /only as/],
    ['job_up_sum', 'info', /looks like a metric of a program/],
  ])('of a recording, %s, is found', (name, severity, words) =>
    expect(recorded(name)).toEqual([expect.objectContaining({ severity, message: expect.stringMatching(words) })]),
  );
  test.each(['job:up:sum', ':up:', 'a:b', 'A_b:c9'])('of a recording, %s, is not found', (name) => expect(recorded(name)).toEqual([]));
  test.each<[string, string]>([
    ['', 'error'],
    ['{{ $labels.job }}Down', 'warning'],
  ])('of an alert, %s, is found', (name, severity) => expect(alerting(name)).toEqual([expect.objectContaining({ severity })]));
  test.each(['Down', 'Disk is full', 'Größe', 'a-b'])('of an alert, %s, is not found', (name) => expect(alerting(name)).toEqual([]));
  test('of a label is found where Prometheus refuses it', () => {
    expect(recorded('a:b', { __name__: 'x' })).toEqual([expect.objectContaining({ severity: 'error', file: 'a:b#labels/__name__' })]);
    expect(alerting('A', { labels: { '': 'x' } })).toEqual([expect.objectContaining({ severity: 'error' })]);
    expect(alerting('A', { annotations: { '': 'x' } })).toEqual([expect.objectContaining({ severity: 'error' })]);
  });
  test('of the label alertname has no effect', () =>
    expect(alerting('A', { labels: { alertname: 'B' } })).toEqual([expect.objectContaining({ severity: 'warning' })]));
  test('of any other label is not found', () =>
    expect(alerting('A', { labels: { 'app.kubernetes.io/name': 'x', _a: 'b' }, annotations: { 'x-y': 'z' } })).toEqual([]));
});
