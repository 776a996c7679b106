import { describe, expect, test } from 'vitest';
import { ruleFields } from '../../../lib/checks/rules/rule-fields';
import { alertRule, messages, modelWith, recordingRule } from '../../support/models';

describe('a field that Prometheus refuses', () => {
  const of = (rule: ReturnType<typeof alertRule>) => messages(ruleFields, modelWith({ rules: [rule] }));

  test.each(['5 minutes', '5', '1.5h', '', '5m1h', '-5m'])('is found: for: %s', (duration) =>
    expect(of(alertRule('A', 'up', { for: duration }))).toEqual([expect.stringContaining('for is not a duration')]),
  );
  test.each(['5m', '0', '0s', '1h30m', '1d'])('is not found: for: %s', (duration) =>
    expect(of(alertRule('A', 'up', { for: duration, keepFiringFor: duration }))).toEqual([]),
  );
  test('is found: keep_firing_for', () => expect(of(alertRule('A', 'up', { keepFiringFor: 'x' }))).toHaveLength(1));
  test('is found: what only alerts have', () => {
    expect(of(recordingRule('a:b', 'up', { for: '5m' }))).toEqual([expect.stringContaining('has for')]);
    expect(of(recordingRule('a:b', 'up', { annotations: { summary: 'x' } }))).toEqual([expect.stringContaining('has annotations')]);
    expect(of(recordingRule('a:b', 'up', { for: '0s' }))).toEqual([]);
  });
});
