import { describe, expect, test } from 'vitest';
import { rehearsalSeries } from '../../../lib/checks/rules/rehearsal-series';
import { quiet, series } from '../../../lib/model/rehearsal';
import { findingsOf, messages } from '../../support/models';
import { rehearsedModel, waiting } from '../../support/rehearsed';

const given = (...histories: Parameters<typeof quiet>[1][]) => rehearsedModel({ rehearsals: [quiet('1m', ...histories)] });

describe('the series of a rehearsal', () => {
  test('that no target exposes is found once, with the name that was meant', () => {
    const found = findingsOf(
      rehearsalSeries,
      given(series('jobs_waitin', { queue: 'mail' }, '1'), series('jobs_waitin', { queue: 'print' }, '1')),
    );
    expect(found).toMatchObject([{ severity: 'warning', hint: expect.stringMatching(/^Did you mean jobs_waiting\?/) }]);
  });
  test('with a label that it never has is found', () => {
    expect(messages(rehearsalSeries, given(series(waiting, { zone: 'eu' }, '1')))).toEqual([
      'alert PileUp: rehearsal 1 gives jobs_waiting the label zone, which it never has',
    ]);
  });
  test.each([
    ['labels of the target', series(waiting, { queue: 'mail', job: 'worker', instance: 'a' }, '1')],
    ['fewer labels', series(waiting, {}, '1')],
    ['an empty label', series(waiting, { zone: '' }, '1')],
    ['what a rule records', series('queue:jobs_failed:ratio', { queue: 'mail' }, '1')],
    ['what Prometheus adds', series('up', { job: 'worker' }, '1')],
  ])('with %s is right', (_, history) => expect(messages(rehearsalSeries, given(history))).toEqual([]));
});
