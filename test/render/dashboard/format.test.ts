import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { irisOverview } from '../../../examples/iris';
import { grafanaUnits } from '../../../imports/grafana/units';
import { infrastructure } from '../../../lib/catalog/kubernetes/dashboard';
import { dashboardJson } from '../../../lib/render/dashboard/dashboard';
import { choices, leaves, optionsOf } from '../../support/grafana-format';

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly options?: object;
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly panels?: readonly Panel[];
}

const kinds = join(__dirname, 'kinds');
const flat = (panels: readonly Panel[]): readonly Panel[] => panels.flatMap((panel) => [panel, ...flat(panel.panels ?? [])]);
const panels = flat([
  ...readdirSync(kinds).map((file) => JSON.parse(readFileSync(join(kinds, file), 'utf8')) as Panel),
  ...[irisOverview('iris-api'), infrastructure].flatMap(
    (dashboard) => (JSON.parse(dashboardJson(dashboard)) as { panels: Panel[] }).panels,
  ),
]);
const drawn = panels.filter(({ type }) => type !== 'row' && type !== 'nodeGraph');

describe('panels in the format of Grafana', () => {
  test.each(drawn.map((panel) => [`${panel.type} ${panel.title}`, panel] as const))(
    '%s has only options of its kind',
    (_, { type, options }) => {
      const known = new Set(optionsOf[type]!.split(' '));
      expect([...leaves(options)].map(([path]) => path).filter((path) => !known.has(path))).toEqual([]);
    },
  );

  test.each(drawn.map((panel) => [`${panel.type} ${panel.title}`, panel] as const))('%s makes choices that there are', (_, panel) => {
    const wrong = [...leaves(panel)].filter(([path, value]) =>
      Object.entries(choices).some(([end, all]) => (path === end || path.endsWith(`.${end}`)) && !all.split(' ').includes(String(value))),
    );
    expect(wrong).toEqual([]);
  });

  test('every kind of panel is looked at', () => {
    expect([...new Set(drawn.map(({ type }) => type))].sort()).toEqual(Object.keys(optionsOf).sort());
  });

  test('every unit is one of Grafana, or a text of its own', () => {
    const units = drawn.flatMap(({ fieldConfig }) => fieldConfig?.defaults.unit ?? []);
    expect(units.filter((unit) => !(grafanaUnits as readonly string[]).includes(unit) && !/^suffix:\S/.test(unit))).toEqual([]);
  });
});
