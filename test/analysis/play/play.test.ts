import { describe, expect, test } from 'vitest';
import { play } from '../../../lib/analysis/play/play';
import { series } from '../../../lib/model/rehearsal';
import { alert, recording } from '../../../lib/model/rule';
import { promql } from '../../../lib/promql/tag';

const down = alert('Down', { expr: promql`up == 0`, for: '5m', severity: 'critical', summary: '{{ $labels.job }} is {{ $value }}.' });
const up = (values: string) => series('up', { job: 'a' }, values);

describe('an alert', () => {
  test('is pending until it held for as long as `for` says, and then fires', () => {
    const played = play(down, up('0x20'));
    expect(played.at('4m')).toMatchObject({ pending: [{ alertname: 'Down', job: 'a', severity: 'critical' }], firing: [] });
    expect(played.at('5m')).toMatchObject({ pending: [], firing: [{ labels: { alertname: 'Down', job: 'a' } }] });
  });

  test('begins again after one good value', () => {
    expect(play(down, up('0 0 0 0 1 0x9')).at('9m')).toMatchObject({ firing: [] });
    expect(play(down, up('0 0 0 0 1 0x9')).at('10m').firing).toHaveLength(1);
  });

  test('has its annotations expanded, and none of the name of the metric in its labels', () => {
    const [firing] = play(down, up('0x20')).at('10m').firing;
    expect(firing!.annotations.summary).toBe('a is 0.');
    expect(firing!.labels).not.toHaveProperty('__name__');
  });

  test('goes on firing without a result for as long as keepFiringFor says', () => {
    const kept = alert('Kept', { expr: promql`up == 0`, keepFiringFor: '3m', severity: 'info', summary: 'x' });
    const states = ['1m', '2m', '4m', '5m'] as const;
    expect(states.map((time) => play(kept, up('0 0 1x9')).at(time).firing.length)).toEqual([1, 1, 1, 0]);
  });

  test('is one for each label set of the result', () => {
    const all = play(down, up('0x20'), series('up', { job: 'b' }, '0x20'), series('up', { job: 'c' }, '1x20')).at('6m');
    expect(all.firing.map(({ labels }) => labels.job)).toEqual(['a', 'b']);
  });
});

describe('rules', () => {
  const total = recording('job:up:sum', { expr: promql`sum by (job) (up)` });
  const reads = alert('Reads', { expr: promql`job:up:sum < 1`, severity: 'info', summary: 'x' });

  test('see at one time what the rules before them return', () => {
    expect(play([total, reads], up('0x3')).at('0m').firing).toHaveLength(1);
  });

  test('see of the rules after them what they returned before', () => {
    expect(play([reads, total], up('0x3')).at('0m').firing).toHaveLength(0);
    expect(play([reads, total], up('0x3')).at('1m').firing).toHaveLength(1);
  });

  test('see a recorded series no more once it is not returned', () => {
    const some = recording('some', { expr: promql`up > 0` });
    const any = alert('Any', { expr: promql`some`, severity: 'info', summary: 'x' });
    expect(play([some, any], up('1 1 0x9')).at('1m').firing).toHaveLength(1);
    expect(play([some, any], up('1 1 0x9')).at('2m').firing).toHaveLength(0);
  });

  test('see which alerts fire', () => {
    const page = alert('Page', { expr: promql`ALERTS{alertname="Down", alertstate="firing"}`, severity: 'info', summary: 'x' });
    expect(
      play([down, page], up('0x9'))
        .at('5m')
        .firing.map(({ labels }) => labels.alertname),
    ).toEqual(['Down', 'Page']);
  });

  test('see no sample that is still to come', () => {
    const ahead = alert('Ahead', { expr: promql`up offset -1m == 0`, severity: 'info', summary: 'x' });
    expect(play(ahead, up('1 0')).at('0m').firing).toEqual([]);
  });
});

test('the timeline draws each alert from the first sample to the last', () => {
  expect(play(down, up('1 0x7 1')).timeline()).toBe('Down{job="a"}  .-----###.\n               0s, each sign 1m: - pending, # firing');
  expect(play(down, up('1x9')).timeline()).toBe('no alert is ever active, from 0s to 9m');
});

test('a history that does not parse is refused with a sentence', () => {
  expect(() => play(down, up('0y20')).at('1m')).toThrow('the history of up: `0y20` is no sample of a history');
});
