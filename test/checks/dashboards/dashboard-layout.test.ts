import { describe, expect, test } from 'vitest';
import { dashboardLayout } from '../../../lib/checks/dashboards/dashboard-layout';
import { judge, panel } from '../../support/dashboards';

describe('the layout of a dashboard', () => {
  const at = (x: number, y: number, w: number, h: number, id: number, more = {}) =>
    panel({ title: `P${id}`, id, gridPos: { x, y, w, h }, ...more });
  const of = (...panels: readonly object[]) => judge(dashboardLayout, { panels }).map(({ message }) => message);

  test('has panels that lie on each other', () =>
    expect(of(at(0, 0, 12, 8, 1), at(6, 7, 12, 8, 2))).toEqual([expect.stringContaining('panel P1 and panel P2')]));
  test('has panels outside of the columns', () =>
    expect(of(at(13, 0, 12, 8, 1))).toEqual([expect.stringContaining('panel P1 (x 13, width 12)')]));
  test('has an id twice', () => expect(of(at(0, 0, 12, 8, 1), at(12, 0, 12, 8, 1))).toEqual([expect.stringContaining('id 1')]));
  test.each<[string, readonly object[]]>([
    ['side by side', [at(0, 0, 12, 8, 1), at(12, 0, 12, 8, 2)]],
    ['below each other', [at(0, 0, 24, 8, 1), at(0, 8, 24, 8, 2)]],
    ['without a place', [panel({ id: 1 }), panel({ id: 2 })]],
    [
      'in collapsed rows of their own',
      [
        { type: 'row', id: 1, title: 'A', gridPos: { x: 0, y: 0, w: 24, h: 1 }, panels: [at(0, 1, 24, 8, 2)] },
        { type: 'row', id: 3, title: 'B', gridPos: { x: 0, y: 1, w: 24, h: 1 }, panels: [at(0, 2, 24, 8, 4)] },
      ],
    ],
  ])('is right with panels %s', (_, panels) => expect(of(...panels)).toEqual([]));
});
