import { describe, expect, test } from 'vitest';
import { fires, quiet, type Rehearsal, series } from '../../lib/model/rehearsal';
import type { AlertOptions } from '../../lib/model/rule';
import { promql } from '../../lib/promql/tag';
import { done, failed, latency, owner, rehearsalFindings, waiting } from '../support/rehearsed';

const mail = { queue: 'mail' };
const print = { queue: 'print' };
const at = (values: string, labels: Readonly<Record<string, string>> = mail) => series(waiting, labels, values);
const failing = (values: string, labels: Readonly<Record<string, string>> = mail) => series(failed, labels, values);
const doing = (values: string, labels = mail) => series(done, labels, values);
const tooMany = fires('6m', mail, at('200x20'));
const fewer = quiet('6m', at('20x20'));

type Change = Partial<AlertOptions>;
const ratio: Change = { expr: promql`sum by (queue) (rate(${failed}[5m])) / sum by (queue) (rate(${done}[5m])) > 0.05` };
const recorded: Change = { expr: promql`queue:jobs_failed:ratio > 0.05` };
const gone: Change = { expr: promql`absent(${waiting}{queue="mail"})` };
const slow: Change = { expr: promql`histogram_quantile(0.9, sum by (le) (rate(${latency.bucket}[5m]))) > 5` };
const owned: Change = { expr: promql`${waiting} * on (queue) group_left (team) ${owner} > 100` };
const kept: Change = { keepFiringFor: '10m' };
const stuck: Change = { expr: promql`increase(${done}[10m]) == 0 and ${waiting} > 0` };
const busy: Change = { expr: promql`${waiting} > 100 unless on (queue) ${owner}{team="night"}` };
const several: Change = { expr: promql`count(${waiting} > 100) >= 2` };

const right: Readonly<Record<string, readonly [Change, ...Rehearsal[]]>> = {
  'a threshold': [{}, tooMany, fewer],
  'a ratio': [ratio, fires('8m', mail, failing('0+10x20'), doing('0+100x20')), quiet('8m', failing('0+2x20'), doing('0+100x20'))],
  'a recording': [recorded, fires('8m', mail, failing('0+10x20'), doing('0+100x20')), quiet('8m', failing('0+2x20'), doing('0+100x20'))],
  'an absence': [gone, fires('12m', mail, at('1x1 _x30')), quiet('12m', at('1x30'))],
  'a quantile': [
    slow,
    fires(
      '8m',
      {},
      series(latency.bucket, { le: '1' }, '0+10x20'),
      series(latency.bucket, { le: '10' }, '0+100x20'),
      series(latency.bucket, { le: '+Inf' }, '0+100x20'),
    ),
    quiet(
      '8m',
      series(latency.bucket, { le: '1' }, '0+91x20'),
      series(latency.bucket, { le: '10' }, '0+100x20'),
      series(latency.bucket, { le: '+Inf' }, '0+100x20'),
    ),
  ],
  'a join': [
    owned,
    fires('6m', { ...mail, team: 'post' }, at('200x20'), series(owner, { ...mail, team: 'post' }, '1x20')),
    quiet('6m', at('20x20'), series(owner, { ...mail, team: 'post' }, '1x20')),
  ],
  'an alert that is kept': [kept, fires('15m', mail, at('200x8 20x30')), tooMany, quiet('30m', at('200x8 20x30')), fewer],
  'two conditions': [stuck, fires('8m', mail, doing('7x40'), at('5x40')), quiet('14m', doing('0+1x40'), at('5x40'))],
  'an exception': [busy, tooMany, fewer, quiet('6m', at('200x20'), series(owner, { ...mail, team: 'night' }, '1x20'))],
};

test.each(Object.entries(right))('%s is rehearsed well', (_, [change, ...rehearsals]) => {
  expect(rehearsalFindings({ ...change, rehearsals })).toEqual([]);
});

/** Which alert, the wrong rehearsal, and what is said of it. */
const planted: Readonly<Record<string, readonly [Change, Rehearsal, RegExp]>> = {
  'it looks too early': [{}, fires('4m', mail, at('200x20')), /failed: .*stays quiet: it is pending, for less than 5m/],
  'it looks before `for`, after a late start': [{}, fires('9m', mail, at('20x4 200x20')), /failed: .*pending/],
  'the threshold is not reached': [{}, fires('6m', mail, at('100x20')), /failed: .*`jobs_waiting` is 100 at 6m, and not > 100/],
  'it falls short for one evaluation': [{}, fires('7m', mail, at('200x3 50 200x20')), /failed: .*pending/],
  'it is over before it looks': [{}, fires('15m', mail, at('200x9 20x20')), /failed: .*is 20 at 15m, and not > 100/],
  'the history ends too soon': [{}, fires('15m', mail, at('200x5')), /failed: .*no sample in the five minutes before 15m/],
  'it fires with other labels': [
    {},
    fires('6m', print, at('200x20')),
    /failed: .*expects \{queue="print"\} at 6m, and it fires with \{queue="mail"\}/,
  ],
  'a label too many is expected': [{}, fires('6m', { ...mail, team: 'post' }, at('200x20')), /failed: .*fires with \{queue="mail"\}$/],
  'a label too few is expected': [{}, fires('6m', {}, at('200x20')), /failed: .*expects \{\} at 6m, and it fires with \{queue="mail"\}/],
  'a second alert is forgotten': [{}, fires('6m', mail, at('200x20'), at('300x20', print)), /failed: .*fires with .*mail.* and .*print/],
  'it is not quiet': [{}, quiet('6m', at('200x20')), /failed: .*expects no alert at 6m, and it fires with \{queue="mail"\}/],
  'quiet is said of a single peak that lasts': [{}, quiet('12m', at('20x5 200x20')), /failed: .*and it fires/],
  'a percentage is meant as a share': [
    ratio,
    fires('8m', mail, failing('0+1x20'), doing('0+100x20')),
    /failed: .*is 0\.01 at 8m, and not > 0\.05/,
  ],
  'one side of a ratio is missing': [ratio, fires('8m', mail, failing('0+10x20')), /failed: .*no series is called jobs_done_total/],
  'the sides of a ratio have other labels': [
    ratio,
    fires('8m', mail, failing('0+10x20'), doing('0+100x20', print)),
    /failed: .*no series of both sides of `\/` have the same labels: .*mail.* on the left, .*print.* on the right/,
  ],
  'a counter does not move': [ratio, fires('8m', mail, failing('9x20'), doing('0+100x20')), /failed: .*is 0 at 8m, and not > 0\.05/],
  'a rate has one sample': [ratio, fires('8m', mail, failing('_x8 9'), doing('0+100x20')), /failed: .*one sample in its range/],
  'a recording has no input': [recorded, fires('8m', mail, doing('0+100x20')), /failed: .*no series is called queue:jobs_failed:ratio/],
  'a recording is below the threshold': [
    recorded,
    fires('8m', mail, failing('0+2x20'), doing('0+100x20')),
    /failed: .*is 0\.02 at 8m, and not > 0\.05/,
  ],
  'what should be gone is there': [gone, fires('12m', mail, at('1x30')), /failed: .*stays quiet/],
  'what should be there is gone': [gone, quiet('12m', at('1x2 _x30')), /failed: .*fires with \{queue="mail"\}/],
  'an absence has the labels of its matchers': [gone, fires('12m', {}, at('1x1 _x30')), /failed: .*fires with \{queue="mail"\}/],
  'a bucket is missing': [slow, fires('8m', {}, series(latency.bucket, { le: '1' }, '0+10x20')), /failed: .*stays quiet/],
  'a quantile keeps no label': [
    slow,
    fires(
      '8m',
      mail,
      series(latency.bucket, { ...mail, le: '1' }, '0+10x20'),
      series(latency.bucket, { ...mail, le: '10' }, '0+100x20'),
      series(latency.bucket, { ...mail, le: '+Inf' }, '0+100x20'),
    ),
    /failed: .*fires with \{\}/,
  ],
  'a join finds nothing': [
    owned,
    fires('6m', { ...mail, team: 'post' }, at('200x20'), series(owner, { ...print, team: 'post' }, '1x20')),
    /failed: .*no series of both sides of `\*`/,
  ],
  'a join finds two': [
    owned,
    fires(
      '6m',
      { ...mail, team: 'post' },
      at('200x20'),
      series(owner, { ...mail, team: 'post' }, '1x20'),
      series(owner, { ...mail, team: 'it' }, '1x20'),
    ),
    /failed: .*the expression fails: .*(many|duplicate|several|two)/,
  ],
  'it is kept longer than is said': [kept, quiet('12m', at('200x8 20x30')), /failed: .*fires with/],
  'it is kept shorter than is said': [kept, fires('25m', mail, at('200x8 20x30')), /failed: .*is 20 at 25m, and not > 100/],
  'one of two conditions is missing': [stuck, fires('14m', mail, doing('7x40')), /failed: .*no series is called jobs_waiting/],
  'one of two conditions does not hold': [stuck, fires('14m', mail, doing('7x40'), at('0x40')), /failed: .*is 0 at 14m, and not > 0/],
  'an exception holds': [
    busy,
    fires('6m', mail, at('200x20'), series(owner, { ...mail, team: 'night' }, '1x20')),
    /failed: .*all of .* has a match in/,
  ],
  'too few are beyond the threshold': [several, fires('6m', {}, at('200x20'), at('20x20', print)), /failed: .*is 1 at 6m, and not >= 2/],
  'a metric is misspelt': [
    {},
    fires('6m', mail, series('jobs_waitng', mail, '200x20')),
    /series: .*has the series jobs_waitng, which no target exposes/,
  ],
  'a label is misspelt': [
    {},
    quiet('6m', at('20x20', { queu: 'mail' })),
    /series: .*gives jobs_waiting the label queu, which it never has/,
  ],
  'a value is misspelt': [{}, quiet('6m', at('20x20', { queue: 'mial' })), /series: .*gives jobs_waiting queue="mial", which it never has/],
  'another job is given': [{}, quiet('6m', at('20x20', { ...mail, job: 'api' })), /series: .*jobs_waiting, which job api does not expose/],
  'a history has a word': [
    {},
    fires('6m', mail, at('200 x20')),
    /failed: .*cannot be played: the history of jobs_waiting: `x20` is no sample/,
  ],
  'a step has no count': [ratio, quiet('8m', failing('0+2'), doing('0+100x20')), /failed: .*does not say how often the step comes/],
  'it lasts for years': [{}, quiet('2y', at('20x20')), /failed: .*at most 100000 are played/],
  'quiet has no series of the alert': [
    {},
    quiet('6m', doing('0+1x20')),
    /vacuous: .*whatever the threshold is: no series is called jobs_waiting/,
  ],
  'quiet has another label value': [
    { expr: promql`${waiting}{queue="mail"} > 100` },
    quiet('6m', at('20x20', print)),
    /vacuous: .*queue is "print"/,
  ],
  'quiet has one sample': [ratio, quiet('8m', failing('0 _x20'), doing('0+100x20')), /vacuous: .*whatever the threshold is/],
  'quiet has one side of a ratio': [ratio, quiet('8m', failing('0+1x20')), /vacuous: .*no series is called jobs_done_total/],
  'quiet has no inner value': [several, quiet('6m', doing('0+1x20')), /vacuous: .*no series is called jobs_waiting/],
};

describe('a wrong rehearsal', () => {
  test('is planted forty times', () => expect(Object.keys(planted).length).toBeGreaterThanOrEqual(40));
  test.each(Object.entries(planted))('is found where %s', (_, [change, rehearsal, reason]) => {
    expect(rehearsalFindings({ ...change, rehearsals: [rehearsal] })).toEqual(expect.arrayContaining([expect.stringMatching(reason)]));
  });
});
