import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregations, functions } from '../../lib/promql/functions';
import { nearest } from '../../lib/text/nearest';

describe('nearest', () => {
  test.each([
    ['rat', 'rate'],
    ['summ', 'sum'],
    ['histogram_quantil', 'histogram_quantile'],
    ['irtae', 'irate'],
    ['sum_over', 'sum_over_time'],
    ['xyz', undefined],
    ['absent_over_some_time_or_other', undefined],
  ])('%s is meant as %s', (name, meant) => {
    expect(nearest(name, [...Object.keys(functions), ...Object.keys(aggregations)])).toBe(meant);
  });

  const metrics = [
    'node_memory_CmaTotal_bytes',
    'node_memory_Dirty_bytes',
    'node:node_num_cpu:sum',
    'remote_storage_samples_failed_total',
    'http_requests_total',
  ];
  test.each([
    ['http_request_total', 'http_requests_total'],
    ['htpp_reqests_total', 'http_requests_total'],
    ['http_requests', 'http_requests_total'],
    ['remote_storage_failed_samples_total', 'remote_storage_samples_failed_total'],
    // Many letters of long names are alike, and what they name is not.
    ['node_memory_total_bytes', undefined],
    ['node_memory_wired_bytes', undefined],
    ['node:windows_node_num_cpu:sum', undefined],
  ])('of metrics, %s is meant as %s', (name, meant) => expect(nearest(name, metrics)).toBe(meant));

  const words = (name: string) => name.toLowerCase().split('_').sort().join('_');
  const word = string({ unit: constantFrom('a', 'b', 'c', 'A', '_'), maxLength: 16 });

  test('no other candidate takes fewer slips', () => {
    assert(
      property(word, array(word, { maxLength: 20 }), (name, candidates) => {
        const found = nearest(name, candidates);
        const most = Math.min(2, Math.max(1, Math.floor(name.length / 3)));
        const near = Math.min(...candidates.map((candidate) => slips(name.toLowerCase(), candidate.toLowerCase())));
        if (near > most) expect(found === undefined || found.startsWith(`${name}_`) || words(found) === words(name)).toBe(true);
        else expect(slips(name.toLowerCase(), found!.toLowerCase())).toBe(near);
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });
});

/** The letters to insert, delete, replace or swap, by the definition. */
function slips(a: string, b: string): number {
  const table: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    table.push([]);
    for (let j = 0; j <= b.length; j++) {
      const ways = [i === 0 ? j : Infinity, j === 0 ? i : Infinity];
      if (i > 0) ways.push(table[i - 1]![j]! + 1);
      if (j > 0) ways.push(table[i]![j - 1]! + 1);
      if (i > 0 && j > 0) ways.push(table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(table[i - 2]![j - 2]! + 1);
      table[i]!.push(Math.min(...ways));
    }
  }
  return table[a.length]![b.length]!;
}
