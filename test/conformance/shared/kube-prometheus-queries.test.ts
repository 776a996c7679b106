import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { faults } from '../../../lib/promql/faults';
import type { Fault } from '../../../lib/promql/faults/look';
import { nothingKnown } from '../../../lib/promql/label-flow';
import { parse } from '../../../lib/promql/parse';
import { sharedData } from './data';

interface Manifest {
  readonly spec?: { readonly groups?: { readonly rules: { readonly expr: string }[] }[] };
  readonly items?: { readonly data?: Record<string, string> }[];
}

const folder = sharedData('kube-prometheus-manifests');

function manifests(): Manifest[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.map((name) => load(readFileSync(join(folder, name), 'utf8')) as Manifest);
}

function dashboardQueries(): string[] {
  const found: string[] = [];
  for (const { items = [] } of manifests()) {
    for (const text of items.flatMap(({ data }) => Object.values(data ?? {}))) {
      JSON.parse(text, (key, value: unknown) => {
        if (key === 'expr' && typeof value === 'string') found.push(value);
        return value;
      });
    }
  }
  return found;
}

/** Grafana's variables, as it puts them in. */
const filledIn = (query: string): string =>
  query.replace(/\$\{?(__rate_interval|__interval|interval|resolution)\}?/g, '5m').replace(/\$\{?\w+(:\w+)?\}?/g, 'x');

describe('the queries of kube-prometheus', () => {
  test('all rules parse and type-check', () => {
    const rules = manifests()
      .flatMap(({ spec }) => spec?.groups ?? [])
      .flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThanOrEqual(234);
    for (const { expr } of rules) expect(parse(expr).diagnostics, expr).toEqual([]);
  });
  test('one rule proves its own fault: it leaves out all integrations, and no other rule or dashboard query', () => {
    const rules = manifests()
      .flatMap(({ spec }) => spec?.groups ?? [])
      .flatMap((group) => group.rules)
      .map(({ expr }) => expr);
    const queries = [...rules, ...dashboardQueries().map(filledIn)];
    const found = queries.flatMap((text): Fault[] => {
      const { expr } = parse(text);
      return expr === undefined ? [] : faults(expr, nothingKnown);
    });
    expect(found.map(({ kind, message }) => [kind, /`(\w+)`,/.exec(message)?.[1]])).toEqual([
      ['impossible-selector', 'integration'],
      ['impossible-selector', 'integration'],
    ]);
  });
  test('all dashboard queries parse and type-check once the variables are filled in', () => {
    const queries = dashboardQueries();
    expect(queries.length).toBeGreaterThanOrEqual(522);
    for (const query of queries) expect(parse(filledIn(query)).diagnostics, query).toEqual([]);
  });
});
