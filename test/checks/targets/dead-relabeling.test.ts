import { describe, expect, test } from 'vitest';
import { deadRelabeling } from '../../../lib/checks/targets/dead-relabeling';
import { messages, objectsModel } from '../../support/models';

const monitor = (...relabelings: readonly object[]) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: {}, endpoints: [{ port: 'http', relabelings }] },
});
const of = (...relabelings: readonly object[]) => messages(deadRelabeling, objectsModel(monitor(...relabelings)));
const replace = (regex: string | undefined, replacement: string) => ({
  sourceLabels: ['a'],
  targetLabel: 'b',
  ...(regex && { regex }),
  replacement,
});
const keep = (regex: string, action = 'keep') => ({ sourceLabels: ['__name__'], regex, action });

describe('a group that is not there', () => {
  test.each([
    ['cart-(.+)', '${2}', /has 1 group/],
    ['cart-.+', '$1', /has no group/],
    ['cart-(?:a|b)', '$1', /has no group/],
    ['[(]x', '$1', /has no group/],
    ['(a)\\(b', '$2', /has 1 group/],
    [undefined, '$1_x', /a group with the name 1_x/],
    ['(a)(b)', 'x-$2y', /a group with the name 2y/],
  ])('%s, %s', (regex, replacement, told) => expect(of(replace(regex, replacement))).toEqual([expect.stringMatching(told)]));
  test.each([
    ['cart-(.+)', '${1}'],
    [undefined, '$1'],
    [undefined, '${1}_x'],
    ['(?P<a>.)(b)', '$2'],
    ['(a)', '$$2'],
    ['(a)', '${CLUSTER}'],
    ['(a)', 'plain'],
    ['(a)', '$0'],
  ])('is not found: %s, %s', (regex, replacement) => expect(of(replace(regex, replacement))).toEqual([]));
  test('counts where it is read only', () => expect(of({ ...keep('a'), replacement: '$7' })).toEqual([]));
});

describe('two that keep', () => {
  test.each([
    ['shop_.*', 'up|payments_.*'],
    ['up', 'down'],
  ])('nothing together are found: %s, %s', (a, b) =>
    expect(of(keep(a), keep(b))).toEqual([expect.stringMatching(/^nothing passes both: entry 1 keeps/)]),
  );
  test.each([
    ['shop_.*', 'shop_orders_.*'],
    ['shop_.*|up', 'up'],
    ['.*_total', 'shop_.*'],
    ['shop_(a|b)', 'up'],
  ])('something are not found: %s, %s', (a, b) => expect(of(keep(a), keep(b))).toEqual([]));
  test('are not judged where the name changes between them, or labels differ', () => {
    expect(of(keep('a'), { ...replace('(.*)', 'b'), targetLabel: '__name__' }, keep('b'))).toEqual([]);
    expect(of(keep('a'), { ...keep('b'), sourceLabels: ['job'] })).toEqual([]);
    expect(of(keep('a'), keep('x', 'drop'), keep('b'))).toHaveLength(1);
  });
});
