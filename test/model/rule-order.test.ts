import { expect, test } from 'vitest';
import { promql, recording } from '../../lib';
import { ordered } from '../../lib/model/rule-order';

const sum = recording('z:jobs:sum', { expr: promql`sum by (queue) (jobs_waiting)` });
const max = recording('a:jobs:max', { expr: promql`max(${sum})` });
const share = recording('b:jobs:share', { expr: promql`${max} / scalar(sum(${sum}))` });
const other = recording('c:up:count', { expr: promql`count(up)` });
const names = (...recordings: Parameters<typeof ordered>[0]) => ordered(recordings).recordings.map(({ name }) => name);

test('a recording comes after those that it reads', () => {
  expect(names(max, share, other, sum)).toEqual(['z:jobs:sum', 'a:jobs:max', 'b:jobs:share', 'c:up:count']);
});

test('the order of declarations changes nothing', () => expect(names(sum, other, share, max)).toEqual(names(max, share, other, sum)));

test('recordings that do not read each other are in the order of their names', () => {
  expect(names(other, recording('a:up:min', { expr: promql`min(up)` }))).toEqual(['a:up:min', 'c:up:count']);
});

test('two recordings of one series stay together', () => {
  const parts = ['a', 'b'].map((queue) => recording('z:jobs:sum', { expr: promql`jobs_waiting`, labels: { queue } }));
  expect(names(max, ...parts)).toEqual(['z:jobs:sum', 'z:jobs:sum', 'a:jobs:max']);
});

test('a circle is told, and nothing is lost', () => {
  const here = recording('a:x', { expr: promql`b:x` });
  const there = recording('b:x', { expr: promql`a:x` });
  expect(ordered([here, there])).toEqual({ recordings: [there, here], circles: [['a:x', 'b:x']] });
});

test('a recording that reads itself is a circle of one', () => {
  expect(ordered([recording('a:x', { expr: promql`a:x + 1` })]).circles).toEqual([['a:x']]);
});
