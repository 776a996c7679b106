import { describe, expect, test } from 'vitest';
import { playableRule } from '../../../lib/analysis/play/playable';
import { neededRules, playRehearsal, valuesOverTime, whyQuiet } from '../../../lib/analysis/play/rehearsal';
import { fires, quiet, series } from '../../../lib/model/rehearsal';
import { alert, recording } from '../../../lib/model/rule';
import type { Query } from '../../../lib/promql/ast';
import { promql } from '../../../lib/promql/tag';

const orders = (values: string, labels = {}) => series('orders', { queue: 'mail', ...labels }, values);
const over = (expr: Query) => playableRule(alert('Over', { expr, for: '5m', severity: 'critical', summary: 'x' }));
const played = (expr: Query, rehearsal: ReturnType<typeof quiet>) => {
  const subject = over(expr);
  return playRehearsal(subject, [subject], rehearsal, 60_000);
};

describe('a rehearsal', () => {
  test('holds where the alert fires with the labels that it names, and those of its own', () => {
    expect(played(promql`orders > 10`, fires('6m', { queue: 'mail' }, orders('20x9'))).holds).toBe(true);
  });
  test('fails where the labels differ, where it fires too early, and where it is not quiet', () => {
    expect(played(promql`orders > 10`, fires('6m', { queue: 'post' }, orders('20x9')))).toMatchObject({
      holds: false,
      fires: [{ queue: 'mail' }],
    });
    expect(played(promql`orders > 10`, fires('4m', { queue: 'mail' }, orders('20x9')))).toMatchObject({
      holds: false,
      pending: [{ queue: 'mail' }],
    });
    expect(played(promql`orders > 10`, quiet('6m', orders('20x9'))).holds).toBe(false);
  });
  test('is played with the recordings that the alert reads, through others too', () => {
    const rules = [
      recording('a', { expr: promql`orders * 2` }),
      recording('b', { expr: promql`a + 1` }),
      recording('c', { expr: promql`nothing` }),
    ].map(playableRule);
    const subject = over(promql`b > 10`);
    const outcome = playRehearsal(subject, neededRules(subject, rules), fires('6m', { queue: 'mail' }, orders('5x9')), 60_000);
    expect(outcome.holds).toBe(true);
    expect(outcome.played.storage.byName.has('c')).toBe(false);
  });
});

describe('why an alert stays quiet is said by the part that is empty', () => {
  const why = (expr: Query, ...given: ReturnType<typeof orders>[]) => {
    const rehearsal = fires('6m', {}, ...given);
    return whyQuiet(over(expr), played(expr, rehearsal));
  };
  test.each([
    [promql`sum(rate(orders_total[5m])) > 1`, 'no series is called orders_total'],
    [promql`orders{queue="post"} > 1`, 'no series of orders fits queue="post": queue is "mail"'],
    [promql`orders{zone="eu"} > 1`, 'no series of orders fits zone="eu": none has the label zone'],
    [promql`orders > 30`, '`orders` is 20 at 6m, and not > 30'],
    [promql`30 < orders`, '`orders` is 20 at 6m, and not such that 30 < it'],
    [promql`rate(orders[30s]) > 1`, '`rate(orders[30s])` has one sample in its range at 6m'],
    [
      promql`sum by (zone) (orders) * on (queue) orders > 1`,
      'no series of both sides of `*` have the same labels: {} on the left, {"queue":"mail"} on the right',
    ],
    [promql`orders unless orders`, 'all of `orders` has a match in `orders`: {"queue":"mail"}'],
  ])('%#', (expr, sentence) => {
    expect(why(expr, orders('20x9'))).toBe(sentence);
  });
  test('a series that ended, or has yet to begin', () => {
    expect(why(promql`orders > 1`, orders('20'))).toBe('`orders` has no sample in the five minutes before 6m, or was marked as gone');
    expect(why(promql`orders > 1`, orders('_x9 20'))).toBe('`orders` has no sample up to 6m');
  });
  test('an alert that is still pending', () => {
    const outcome = played(promql`orders > 10`, fires('4m', {}, orders('20x9')));
    expect(whyQuiet(over(promql`orders > 10`), outcome)).toBe('it is pending, for less than 5m: {"queue":"mail"}');
  });
});

test('the values that are compared with the threshold are told over time', () => {
  const subject = over(promql`sum by (queue) (orders) > 10`);
  const { played: groups } = playRehearsal(subject, [subject], quiet('6m', orders('_ 0x2 12 12.34567 12.34567 0')), 60_000);
  expect(valuesOverTime(subject, groups)).toEqual([{ labels: { queue: 'mail' }, values: '_, 0 (3 times), 12, 12.35 (2 times)' }]);
});
