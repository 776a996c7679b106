import { foundAt } from '../../analysis/found';
import { type LocatedPanel, panelsOf } from '../../analysis/grafana/panels';
import { valueAt } from '../../kubernetes/access';
import { append } from '../../text/grouping';
import { inWords } from '../../text/list';
import { check } from '../check';

/** The columns of Grafana's grid. */
const columns = 24;

export const dashboardLayout = check('dashboard-layout', {
  finds: 'panels that overlap, lie outside of the grid or share an id',
  severity: { declared: 'warning', manifests: 'info' },
  kinds: { 'shared-id': 'warning' },
  *run(input) {
    for (const { title, json, place } of input.dashboards) {
      if (json === undefined) continue;
      const panels = panelsOf(json);
      const placed = panels.flatMap((panel) => boxOf(panel) ?? []);
      const outside = placed.filter(({ x, w }) => x < 0 || w < 1 || x + w > columns);
      if (outside.length > 0) {
        const names = outside.map(({ panel, x, w }) => `${panel.title} (x ${x}, width ${w})`);
        yield foundAt(place, {
          message: `dashboard ${title}: outside of the ${columns} columns: ${inWords(names)}`,
          hint: `keep x and width together at most ${columns}`,
          at: [...outside[0]!.panel.at, 'gridPos'],
        });
      }
      const overlaps = overlapsIn(placed);
      if (overlaps.length > 0) {
        yield foundAt(place, {
          message:
            `dashboard ${title}: panels lie on each other, and Grafana pushes one of them down: ` +
            `${inWords(overlaps.map(([a, b]) => `${a.panel.title} and ${b.panel.title}`))}`,
          hint: 'move one of them: y and height of the upper one give the y of the lower one',
          at: [...overlaps[0]![1].panel.at, 'gridPos'],
        });
      }
      const twice = sharedIds(panels);
      if (twice.length > 0) {
        yield foundAt(place, {
          kind: 'shared-id',
          message: `dashboard ${title}: several panels have the id ${inWords(twice.map(({ id, names }) => `${id} (${names.join(', ')})`))}`,
          hint: 'give each panel an id of its own: links, alerts and panels that reuse results name it',
          at: [...twice[0]!.at, 'id'],
        });
      }
    }
  },
});

interface Box {
  readonly panel: LocatedPanel;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function boxOf(panel: LocatedPanel): Box | undefined {
  const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((side) => valueAt(panel.json, 'gridPos', side));
  if (typeof x !== 'number' || typeof y !== 'number' || typeof w !== 'number' || typeof h !== 'number') return undefined;
  return { panel, x, y, w, h };
}

function overlapsIn(boxes: readonly Box[]): readonly (readonly [Box, Box])[] {
  const sorted = [...boxes].sort((a, b) => a.y - b.y || a.x - b.x);
  return sorted.flatMap((upper, index) => {
    const found: [Box, Box][] = [];
    for (let next = index + 1; next < sorted.length && sorted[next]!.y < upper.y + upper.h; next++) {
      const lower = sorted[next]!;
      if (lower.panel.grid === upper.panel.grid && lower.x < upper.x + upper.w && upper.x < lower.x + lower.w) found.push([upper, lower]);
    }
    return found;
  });
}

function sharedIds(
  panels: readonly LocatedPanel[],
): readonly { readonly id: number; readonly names: readonly string[]; readonly at: LocatedPanel['at'] }[] {
  const byId = new Map<number, LocatedPanel[]>();
  for (const panel of panels) {
    const { id } = panel.json;
    if (typeof id !== 'number') continue;
    append(byId, id, panel);
  }
  return [...byId]
    .filter(([, same]) => same.length > 1)
    .map(([id, same]) => ({ id, names: same.map(({ title }) => title), at: same[1]!.at }));
}
