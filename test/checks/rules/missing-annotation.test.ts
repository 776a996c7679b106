import { describe, expect, test } from 'vitest';
import type { CheckInput, RuleInput } from '../../../lib/analysis/check-input';
import { missingAnnotation } from '../../../lib/checks/rules/missing-annotation';
import { alertRule, findingsOf, messages, modelWith, recordingRule } from '../../support/models';

describe('an alert without what a person needs', () => {
  const complete = { labels: { severity: 'warning' }, annotations: { summary: 'x', runbook_url: 'y' } };
  const linked = alertRule('Linked', 'up == 0', complete);
  const of = (more: object, origin: CheckInput['origin'] = 'declared') =>
    findingsOf(
      missingAnnotation,
      modelWith({ rules: [linked, alertRule('A', 'up == 0', { ...complete, getsRunbook: origin === 'declared', ...more })], origin }),
    );

  test('is found', () => {
    expect(of({ labels: {}, annotations: {} })).toEqual([
      expect.objectContaining({ severity: 'warning', message: 'alert A has no label severity, no annotation summary' }),
    ]);
  });
  test('is an information where somebody else wrote it, who has to link the runbook too', () => {
    expect(of({ labels: {}, annotations: {} }, 'manifests')).toEqual([
      expect.objectContaining({
        severity: 'info',
        message: 'alert A has no label severity, no annotation summary, no annotation runbook_url',
      }),
    ]);
  });
  const rulesAt = (place: RuleInput['place']) =>
    ['A', 'B', 'C'].map((name) => alertRule(name, 'up == 0', { ...complete, annotations: { summary: 'x' }, place }));
  test.each([{ object: 'PrometheusRule shop/rules' }, { file: 'rules.yaml' }])('is reported once for all alerts of %o', (place) => {
    expect(messages(missingAnnotation, modelWith({ rules: [linked, ...rulesAt(place)] }))).toEqual([
      '3 alerts: A, B and C have no annotation runbook_url',
    ]);
  });
  test('is not the runbook where no alert has one', () =>
    expect(messages(missingAnnotation, modelWith({ rules: rulesAt({ file: 'rules.yaml' }) }))).toEqual([]));
  test('is reported for each alert that is declared', () => {
    expect(messages(missingAnnotation, modelWith({ rules: [linked, ...rulesAt({ path: 'shop' })] }))).toHaveLength(3);
  });
  test('is found where the annotation is empty', () => expect(of({ annotations: { summary: '', runbook: 'y' } })).toHaveLength(1));
  test.each([
    { runbook: 'y', message: 'x' },
    { runbook_url: 'y', description: 'x' },
  ])('is not found with %o', (annotations) => expect(of({ annotations }, 'manifests')).toEqual([]));
  test('is no recording rule', () => expect(messages(missingAnnotation, modelWith({ rules: [recordingRule('a:b', 'up')] }))).toEqual([]));
});
