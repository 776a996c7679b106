import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { across, type Panel, type PlacedPanel, promql, row, stat, table, text, timeseries } from '../../../lib';
import { layout, type Placed } from '../../../lib/render/dashboard/layout';

const queries = [{ expr: promql`up`, legend: '{{job}}' }];
const kinds = {
  stat: (size: object): PlacedPanel => stat('S', { queries, unit: 'none', ...size }),
  table: (size: object): PlacedPanel => table('T', { queries, columns: { job: 'Job' }, ...size }),
  timeseries: (size: object): PlacedPanel => timeseries('G', { queries, unit: 'none', ...size }),
};
const panel = fc
  .record({
    kind: fc.constantFrom('stat', 'table', 'timeseries'),
    width: fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined }),
    height: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  })
  .map(({ kind, ...size }) => kinds[kind as keyof typeof kinds](size));
const item: fc.Arbitrary<Panel> = fc.oneof(
  { weight: 6, arbitrary: panel },
  { weight: 1, arbitrary: fc.array(panel, { maxLength: 5 }).map((panels) => row('R', panels)) },
);

const flat = (placed: readonly Placed[]): readonly Placed[] =>
  placed.flatMap((each) => ('panels' in each ? [each, ...each.panels] : [each]));
const linesOf = (panels: readonly Panel[]) => flat(layout(panels)).map(({ gridPos: { x, y, w, h } }) => [x, y, w, h].join(' '));
const s = () => kinds.stat({});
const g = () => kinds.timeseries({});

describe('the layout of a dashboard', () => {
  test('no panel overlaps another or leaves the grid', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 20 }), (panels) => {
        const taken = new Set<string>();
        for (const { gridPos } of flat(layout(panels))) {
          const { x, y, w, h } = gridPos;
          expect(x + w).toBeLessThanOrEqual(24);
          for (let column = x; column < x + w; column++) {
            for (let line = y; line < y + h; line++) {
              expect(taken.has(`${column},${line}`)).toBe(false);
              taken.add(`${column},${line}`);
            }
          }
        }
      }),
      { seed: 1 },
    );
  });

  test('panels without a width fill every line', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(s, g), { minLength: 1, maxLength: 20 }), (makers) => {
        const columns = new Map<number, number>();
        for (const { gridPos } of layout(makers.map((make) => make()))) columns.set(gridPos.y, (columns.get(gridPos.y) ?? 0) + gridPos.w);
        expect([...columns.values()].every((sum) => sum === 24)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test('two graphs stand side by side, and a third alone takes the whole line', () => {
    expect(linesOf([g(), g(), g()])).toEqual(['0 0 12 8', '12 0 12 8', '0 8 24 8']);
  });

  test('five stats share one line, seven two', () => {
    expect(linesOf([s(), s(), s(), s(), s()]).map((place) => place.split(' ')[1])).toEqual(['0', '0', '0', '0', '0']);
    expect(linesOf([s(), s(), s(), s(), s(), s(), s()]).map((place) => place.split(' ')[1])).toEqual(['0', '0', '0', '0', '4', '4', '4']);
  });

  test('panels of another height begin a new line', () => {
    expect(linesOf([s(), g()])).toEqual(['0 0 24 4', '0 4 24 8']);
  });

  test('a panel beside one with a width takes what is left, and its height', () => {
    expect(linesOf([kinds.timeseries({ width: 16 }), s()])).toEqual(['0 0 16 8', '16 0 8 8']);
    expect(linesOf([g(), kinds.stat({ width: 6 })])).toEqual(['0 0 18 8', '18 0 6 8']);
  });

  test('across puts panels of any kind into one line of one height', () => {
    expect(linesOf([across(s(), kinds.stat({ width: 4 }), g())])).toEqual(['0 0 10 8', '10 0 4 8', '14 0 10 8']);
  });

  test('a row stands above its panels, and the next panel below them', () => {
    expect(linesOf([row('R', [g(), g()]), text('Notes')])).toEqual(['0 0 24 1', '0 1 12 8', '12 1 12 8', '0 9 24 4']);
  });

  test('a folded row takes one line', () => {
    expect(linesOf([row('R', [g()], { collapsed: true }), s()])).toEqual(['0 0 24 1', '0 1 24 8', '0 1 24 4']);
  });

  test('a panel that is repeated across has a line of its own', () => {
    expect(linesOf([g(), kinds.timeseries({ repeat: 'pod' })])).toEqual(['0 0 24 8', '0 8 24 8']);
  });
});
