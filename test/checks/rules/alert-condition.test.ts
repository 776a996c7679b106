import { describe, expect, test } from 'vitest';
import { alertCondition } from '../../../lib/checks/rules/alert-condition';
import { alertRule, messages, modelWith, recordingRule } from '../../support/models';

describe('an alert that compares nothing', () => {
  const of = (expr: string) => messages(alertCondition, modelWith({ rules: [alertRule('A', expr)] }));
  test.each([
    'sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))',
    'increase(errors_total[5m])',
    'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))',
    '1 - free_bytes / size_bytes',
    'sum(rate(errors_total[5m])) or vector(0)',
    'topk(3, rate(x_total[5m]))',
    'predict_linear(free_bytes[1h], 3600)',
    '-rate(x_total[5m])',
  ])('is found: %s', (expr) =>
    expect(of(expr)).toEqual(['alert A fires for as long as its series are there, whatever their values: its expression compares nothing']),
  );
  test('is found where a comparison drops nothing', () =>
    expect(of('rate(x_total[5m]) > bool 1')).toEqual([expect.stringContaining('gives 0 or 1, and both fire')]));
  test.each([
    'rate(x_total[5m]) > 1',
    'vector(1)',
    'absent(rate(x_total[5m]))',
    'up',
    'count(kube_pod_failed)',
    'rate(x_total[5m]) and on (job) up == 1',
    'rate(x_total[5m]) unless y',
    'sum(rate(x_total[5m] offset 1m) > 2)',
    'job:errors:rate5m / job:requests:rate5m',
    'sum(rate(x_total[5m])) * on () group_left () maintenance',
    'increase(ALERTS[5m])',
    'count by (a) (rate(x_total[5m]) > bool 1 == 0)',
    'group(rate(x_total[5m]))',
  ])('is not %s', (expr) => expect(of(expr)).toEqual([]));
  test('is no recording', () =>
    expect(messages(alertCondition, modelWith({ rules: [recordingRule('a:b', 'rate(x_total[5m])')] }))).toEqual([]));
});
