import { describe, expect, test } from 'vitest';
import { fires, quiet, series } from '../../lib/model/rehearsal';
import { alert, rehearse, tune } from '../../lib/model/rule';
import { promql } from '../../lib/promql/tag';

const fills = alert('DiskFills', {
  thresholds: {
    free: { ratio: 0.1, min: 0, max: 1, is: 'share of the disk that is free' },
    window: { range: '6h', is: 'how far back the trend looks' },
    least: { bytes: '1Gi', is: 'what is left' },
    soon: { seconds: '4h', is: 'how soon it is full' },
  },
  expr: ({ free, window, least, soon }) =>
    promql`free_ratio < ${free} and free_bytes < ${least} and predict_linear(free_bytes[${window}], ${soon}) < 0`,
  for: '1h',
  severity: 'warning',
  summary: ({ free }) => `Less than ${free} is free.`,
  labels: { team: 'shop' },
  rehearsals: ({ free, for: pending }) => [fires(pending, {}, series('free_ratio', {}, `${free / 2}x90`)), quiet('2h')],
});
const other = alert('Other', { expr: promql`up == 0`, severity: 'info', summary: 'x' });
const only = (...[one]: readonly ReturnType<typeof tune>[number][]) => one!;

describe('an alert with thresholds', () => {
  test('has their values in its expression, its texts and its rehearsals', () => {
    expect(fills.expr.text).toContain('free_ratio < 0.1 and free_bytes < 1073741824 and predict_linear(free_bytes[6h], 14400) < 0');
    expect(fills.summary).toBe('Less than 0.1 is free.');
    expect(fills.rehearsals[0]).toMatchObject({ at: '1h', given: [{ values: '0.05x90' }] });
  });
  test('is tuned by their names, and by what each alert has', () => {
    const by = { free: 0.05, window: '12h', least: '2Gi', soon: '30m', for: '30m', severity: 'critical', labels: { owner: 'x' } } as const;
    const tuned = only(...tune([fills], { DiskFills: by }));
    expect(tuned.expr.text).toContain('free_ratio < 0.05 and free_bytes < 2147483648 and predict_linear(free_bytes[12h], 1800) < 0');
    expect(tuned).toMatchObject({
      for: '30m',
      severity: 'critical',
      summary: 'Less than 0.05 is free.',
      labels: { team: 'shop', owner: 'x' },
      rehearsals: [{ at: '30m', given: [{ values: '0.025x90' }] }, {}],
    });
  });
  test('is rehearsed later where it waits longer', () => {
    const piles = alert('Piles', {
      expr: promql`jobs > 1`,
      for: '5m',
      severity: 'info',
      summary: 'x',
      rehearsals: [fires('8m', {}, series('jobs', {}, '0 2x20')), quiet('8m', series('jobs', {}, '1x20'))],
    });
    const later = { at: '2h3m', given: [{ values: '0 2x135' }] };
    expect(only(...tune([piles], { Piles: { for: '2h' } })).rehearsals).toMatchObject([later, { at: '8m', given: [{ values: '1x20' }] }]);
  });
  test('is tuned again from where it stands', () => {
    const twice = only(...tune(tune([fills], { DiskFills: { free: 0.05 } }), { DiskFills: { for: '5m' } } as never));
    expect(twice.expr.text).toContain('free_ratio < 0.05');
    expect(twice.for).toBe('5m');
  });
  test('keeps what its stack has added', () => {
    expect(only(...tune([{ ...fills, component: 'disk' }], { DiskFills: { free: 0.2 } }))).toMatchObject({ component: 'disk' });
  });
});

describe('a list of alerts', () => {
  test('loses those that are off, and keeps the others as they are', () => {
    expect(tune([fills, other], { DiskFills: 'off' })).toEqual([other]);
    expect(tune([fills, other], {})).toEqual([fills, other]);
  });
  test('with one that has no thresholds', () => {
    expect(tune([other], { Other: { severity: 'warning' } })).toMatchObject([{ name: 'Other', severity: 'warning', expr: other.expr }]);
  });
});

test('a copy has its own rehearsals', () => {
  const tuned = only(...tune([fills], { DiskFills: { free: 0.2 } }));
  rehearse(tuned, quiet('1h'));
  expect(fills.rehearsals).toHaveLength(2);
});

/** What does not compile is refused before anything runs. */
export function wrongTuning(): void {
  // @ts-expect-error no such alert
  tune([fills], { DiskFill: 'off' });
  // @ts-expect-error no such threshold
  tune([fills], { DiskFills: { used: 0.9 } });
  // @ts-expect-error a range is a duration
  tune([fills], { DiskFills: { window: 12 } });
  // @ts-expect-error a share is a number
  tune([fills], { DiskFills: { free: '5%' } });
  // @ts-expect-error the name is taken by what each alert has
  alert('A', { thresholds: { for: { count: 1, is: 'x' } }, expr: promql`up`, severity: 'info', summary: 'x' });
  // @ts-expect-error no such threshold
  alert('B', { thresholds: { least: { count: 1, is: 'x' } }, expr: (tuned) => promql`up > ${tuned.most}`, severity: 'info', summary: 'x' });
}
