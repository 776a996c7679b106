import { describe, expect, test } from 'vitest';
import { parse } from '../../lib/promql/parse';
import { print } from '../../lib/promql/print';
import { promql } from '../../lib/promql/tag';

const errors = { name: 'errors_total', type: 'counter' };
const requests = { name: 'requests_total' };

describe('the promql tag', () => {
  test('puts in the name of a metric and a number', () => {
    expect(promql`rate(${errors}[5m]) > ${0.05}`.text).toBe('rate(errors_total[5m]) > 0.05');
  });
  test('puts in a text as it is', () => {
    expect(promql`up{job="${'api'}"}`.text).toBe('up{job="api"}');
  });
  test.each([
    [promql`${promql`a + b`} * 2`, '(a + b) * 2'],
    [promql`${promql`sum(a)`} * 2`, 'sum(a) * 2'],
    [promql`a ^ ${promql`-b`} ^ c`, 'a ^ (-b) ^ c'],
    [promql`${-1} ^ 2`, '(-1) ^ 2'],
    [promql`${promql`-1`} ^ 2`, '(-1) ^ 2'],
    [promql`a > ${-1}`, 'a > -1'],
    [promql`rate(${requests}[5m] offset ${5})`, 'rate(requests_total[5m] offset 5)'],
    [promql`${promql`(a + b)`} / c`, '(a + b) / c'],
  ])('keeps the meaning of what is put in: %#', (query, text) => {
    expect(query.text).toBe(text);
    expect(query.diagnostics).toEqual([]);
  });
  test('an aggregation that is put in cannot get another grouping by accident', () => {
    expect(promql`${promql`sum(a)`} by (x)`.diagnostics).toHaveLength(1);
  });
  test('joins lines and drops comments', () => {
    const query = promql`
      sum by (job) (
        rate(${requests}[5m]) # all of them
      )
        > 5`;
    expect(query.text).toBe('sum by (job) (rate(requests_total[5m])) > 5');
  });
  test('leaves what is in quotes alone', () => {
    expect(
      promql`up{a="x # y"}
      + 1`.text,
    ).toBe('up{a="x # y"} + 1');
  });
  test('a comment of a query that is put in does not swallow what follows', () => {
    expect(promql`${parse('a + b # c')} * 2`.text).toBe('(a + b) * 2');
  });
  test('backslashes are those of PromQL', () => {
    expect(promql`up{a=~"\\d+"}`.expr).toMatchObject({ matchers: [{ value: '\\d+' }] });
  });
  test('a metric whose name cannot stand bare is put in quotes, with its matchers', () => {
    const dotted = { name: 'http.requests' };
    expect(promql`rate(${dotted}[5m])`.text).toBe('rate({"http.requests"}[5m])');
    expect(promql`rate(${dotted}{job="a"}[5m])`.text).toBe('rate({"http.requests", job="a"}[5m])');
    expect(promql`${{ name: 'on' }} + ${{ name: 'sum' }}{}`.diagnostics).toEqual([]);
  });
  test('a value that is not there yet is a fault and no crash', () => {
    const later = undefined as unknown as { name: string };
    expect(promql`rate(${later}[5m])`.diagnostics[0]?.message).toBe(
      'a value of the template is undefined: do two modules import each other?',
    );
  });
  test('takes nothing but metrics, queries, numbers and texts', () => {
    // @ts-expect-error a boolean is none of them
    promql`up == ${true}`;
    // @ts-expect-error nor is a list
    promql`sum by (${['job', 'instance']}) (up)`;
  });
  test('a fault is carried, with its place', () => {
    const query = promql`rate(${errors})`;
    expect(query.diagnostics).toMatchObject([{ kind: 'type', span: { from: 5, to: 17 } }]);
  });
  test('faults of queries that are put in do not cancel each other', () => {
    expect(promql`${promql`sum(a`}${')'}`.diagnostics).toMatchObject([{ message: 'unclosed parenthesis, in `sum(a`' }]);
  });
});

describe('a dollar that is no variable', () => {
  test.each([
    [promql`up{job=~"api$"} == 0`, 'up{job=~"api$"} == 0'],
    [promql`label_replace(up, "a", "$1", "b", "(.*)") > 0`, 'label_replace(up, "a", "$1", "b", "(.*)") > 0'],
    [promql`label_replace(up{job=~"x|y$"}, "a", "v$2", "b", "(.)(.*)$")`, 'label_replace(up{job=~"x|y$"}, "a", "v$2", "b", "(.)(.*)$")'],
  ])('stays where it is: %#', (query, text) => {
    expect(query.variables ?? []).toEqual([]);
    expect(print(query.expr!)).toBe(text);
  });
  test('beside one that is', () => {
    const query = promql`sum(rate(x{a=~"b$", c="$c"}[$__rate_interval]))`;
    expect(query.variables).toEqual(['c', '__rate_interval']);
    expect(print(query.expr!)).toContain('a=~"b$"');
  });
});
