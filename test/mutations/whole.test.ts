import { describe, expect, test } from 'vitest';
import { checks } from '../../lib/checks';
import { reports } from '../../lib/checks/reports';
import { written } from './all';
import { declared } from './declared';

const rows = Object.values(written).flat();
const count = (finds: string, of: readonly { readonly finds: string }[]) => of.filter((row) => row.finds === finds).length;

const rehearsals = 'rehearsals are declared beside their alert; the unit tests of other people are not known';

/** Checks that have nothing to look at in written YAML. */
const declaredOnly: Readonly<Record<string, string>> = {
  'metric-declaration': 'only lists of metrics are declared by somebody',
  'lost-dashboard': 'a Grafana that is not among the files may well get it',
  'rehearsal-failed': rehearsals,
  'rehearsal-series': rehearsals,
  'rehearsal-vacuous': rehearsals,
  'rehearsal-weak': rehearsals,
  unrehearsed: rehearsals,
};

describe('the mutations', () => {
  test('are at least 120', () => expect(rows.length + declared.length).toBeGreaterThanOrEqual(120));

  test.each([
    ['written', rows.map(({ base, file, name }) => `${base}/${file}: ${name}`)],
    ['declared', declared.map(({ name }) => name)],
  ])('that are %s have names of their own', (_, names) => {
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('want only checks that are there', () => {
    const names: readonly string[] = [...checks, ...reports].map(({ name }) => name);
    expect([...rows, ...declared].flatMap(({ finds, also = [] }) => [finds, ...also]).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(checks.map(({ name }) => name))('want %s at least twice', (name) => {
    expect(count(name, name in declaredOnly ? declared : rows)).toBeGreaterThanOrEqual(2);
  });
});
