import { describe, expect, test } from 'vitest';
import { forInterval } from '../../../lib/checks/rules/for-interval';
import { alertRule, findingsOf, modelWith } from '../../support/models';

describe('`for`', () => {
  const of = (more: object, expr = 'up == 0') => findingsOf(forInterval, modelWith({ rules: [alertRule('A', expr, more)] }));

  test('shorter than the interval of the group is found', () =>
    expect(of({ for: '30s', interval: '1m' })).toEqual([expect.objectContaining({ severity: 'info', file: 'A#for' })]));
  test.each([
    { for: '1m', interval: '1m' },
    { for: '5m', interval: '1m' },
    { interval: '1m' },
    { for: '0s', interval: '1m' },
    { for: '10s' },
    { for: 'x', interval: '1m' },
  ])('is not found in %o', (more) => expect(of(more)).toEqual([]));
  test.each(['absent(up{job="a"})', '(absent(up))', 'up == 0 or absent(up{job="a"})'])('that is missing is found with %s', (expr) =>
    expect(of({}, expr)).toEqual([expect.objectContaining({ severity: 'warning', column: expr.indexOf('absent') + 1 })]),
  );
  test('that is 0 is found with absent', () => expect(of({ for: '0m' }, 'absent(up)')).toHaveLength(1));
  test.each<[string, object]>([
    ['absent(up)', { for: '5m' }],
    ['absent_over_time(up[10m])', {}],
    ['up == 0 unless absent(up)', {}],
    ['up == 0', {}],
    ['absent(up) * on() group_right up', {}],
  ])('is not missed in %s %o', (expr, more) => expect(of(more, expr)).toEqual([]));
});
