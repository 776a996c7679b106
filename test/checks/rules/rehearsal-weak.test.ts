import { describe, expect, test } from 'vitest';
import { rehearsalWeak } from '../../../lib/checks/rules/rehearsal-weak';
import { fires, quiet, series } from '../../../lib/model/rehearsal';
import { promql } from '../../../lib/promql/tag';
import { messages } from '../../support/models';
import { rehearsedModel, waiting } from '../../support/rehearsed';

const mail = { queue: 'mail' };
const at = (values: string) => series(waiting, mail, values);
const found = (change: Parameters<typeof rehearsedModel>[0]) => messages(rehearsalWeak, rehearsedModel(change));
const said = (...slips: string[]) => [`alert PileUp would pass its rehearsals ${slips.join(' and ')}`];

const strong = [fires('6m', mail, at('200x20')), quiet('6m', at('20x20'))];

describe('rehearsals', () => {
  test('near the threshold notice each slip', () => expect(found({ rehearsals: strong })).toEqual([]));
  test('far above the threshold do not notice ten times as much', () =>
    expect(found({ rehearsals: [fires('6m', mail, at('5000x20')), strong[1]!] })).toEqual(said('with ten times its threshold')));
  test('far below the threshold do not notice a tenth', () =>
    expect(found({ rehearsals: [strong[0]!, quiet('6m', at('0x20'))] })).toEqual(said('with a tenth of its threshold')));
  test('long after `for` do not notice twice as long', () =>
    expect(found({ rehearsals: [fires('15m', mail, at('200x20')), strong[1]!] })).toEqual(said('with `for: 10m`')));
  test('of a threshold on the left are judged too', () =>
    expect(found({ expr: promql`100 < ${waiting}`, rehearsals: [strong[0]!, quiet('6m', at('0x20'))] })).toEqual(
      said('with a tenth of its threshold'),
    ));
  test('of a threshold that is computed are judged too', () =>
    expect(found({ expr: promql`${waiting} > 50 * 2`, rehearsals: [strong[0]!, quiet('6m', at('0x20'))] })).toEqual(
      said('with a tenth of its threshold'),
    ));
  test('of a recorded series are judged with it', () => {
    const expr = promql`queue:jobs_failed:ratio > 0.05`;
    const given = (failing: string) => [series('jobs_failed_total', mail, failing), series('jobs_done_total', mail, '0+100x20')];
    expect(found({ expr, rehearsals: [fires('8m', mail, ...given('0+90x20')), quiet('8m', ...given('0+2x20'))] })).toEqual(
      said('with ten times its threshold'),
    );
  });
  test('of an alert that asks for ALERTS are judged with it', () => {
    const expr = promql`${waiting} > 100 unless on (queue) ALERTS{alertname="Other"}`;
    expect(found({ expr, rehearsals: [fires('15m', mail, at('200x20')), strong[1]!] })).toEqual(said('with `for: 10m`'));
  });
  test('that are missing or fail are told by other checks', () => {
    expect(found({ rehearsals: [strong[0]!] })).toEqual([]);
    expect(found({ rehearsals: [quiet('6m', at('200x20')), ...strong] })).toEqual([]);
  });
});
