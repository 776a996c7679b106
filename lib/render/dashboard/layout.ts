import type { Line, Panel, PlacedPanel, Row } from '../../model/dashboard/layout';
import { kindOf } from './kinds/kinds';

export const gridColumns = 24;

export interface GridPos {
  readonly h: number;
  readonly w: number;
  readonly x: number;
  readonly y: number;
}

/** A panel and its place, or a row and the panels below it. */
export type Placed =
  | { readonly panel: PlacedPanel; readonly gridPos: GridPos }
  | { readonly panel: Row; readonly gridPos: GridPos; readonly panels: readonly Placed[] };

/** Lines from left to right, as high as their highest panel. */
export function layout(panels: readonly Panel[], from = 0): readonly Placed[] {
  const placed: Placed[] = [];
  let y = from;
  let loose: PlacedPanel[] = [];
  const place = (line: readonly PlacedPanel[], widths: readonly number[]) => {
    const height = Math.max(...line.map(heightOf));
    let x = 0;
    for (const [index, panel] of line.entries()) {
      const w = widths[index]!;
      placed.push({ panel, gridPos: { h: ownHeight(panel) ?? height, w, x, y } });
      x += w;
    }
    y += height;
  };
  const placeLoose = () => {
    for (const line of linesOf(loose)) place(line, widthsOf(line));
    loose = [];
  };
  for (const panel of panels) {
    if (panel.kind !== 'row' && panel.kind !== 'line') {
      loose.push(panel);
      continue;
    }
    placeLoose();
    if (panel.kind === 'line') {
      if (panel.panels.length > 0) place(panel.panels, widthsOf(panel.panels));
      continue;
    }
    const inner = layout(panel.panels, y + 1);
    placed.push({ panel, gridPos: { h: 1, w: gridColumns, x: 0, y }, panels: inner });
    y = panel.collapsed ? y + 1 : Math.max(y + 1, ...inner.map(({ gridPos }) => gridPos.y + gridPos.h));
  }
  placeLoose();
  return placed;
}

/** What a panel says itself; a panel from elsewhere says it in its JSON. */
const ownWidth = (panel: PlacedPanel): number | undefined => panel.width ?? ofGrid(panel, 'w');
const ownHeight = (panel: PlacedPanel): number | undefined => panel.height ?? ofGrid(panel, 'h');

function ofGrid(panel: PlacedPanel, side: 'w' | 'h'): number | undefined {
  const grid = panel.kind === 'raw' ? (panel.json.gridPos as Record<string, unknown> | undefined) : undefined;
  const value = grid?.[side];
  return typeof value === 'number' ? value : undefined;
}

const heightOf = (panel: PlacedPanel): number => ownHeight(panel) ?? kindOf(panel).height;

/** Panels that are repeated across take a line of their own, which Grafana divides. */
const leastWidth = (panel: PlacedPanel): number => {
  const isAcross = panel.repeat !== undefined && (typeof panel.repeat === 'string' || panel.repeat.direction === 'across');
  return ownWidth(panel) ?? (isAcross ? gridColumns : kindOf(panel).width);
};

/** Panels without a width that are alike share their lines evenly; those with one follow each other as long as there is room. */
function linesOf(panels: readonly PlacedPanel[]): readonly (readonly PlacedPanel[])[] {
  const lines: PlacedPanel[][] = [];
  let taken = 0;
  let isShared = false;
  const begin = (...line: PlacedPanel[]) => {
    lines.push(line);
    taken = line.reduce((sum, panel) => sum + leastWidth(panel), 0);
    isShared = ownWidth(line[0]!) === undefined;
  };
  for (const run of runsOf(panels)) {
    const rest = [...run];
    const hasWidth = ownWidth(run[0]!) !== undefined;
    // A line that is shared evenly takes only panels that say how wide they are.
    while (rest.length > 0 && lines.length > 0 && (hasWidth || !isShared) && taken + leastWidth(rest[0]!) <= gridColumns) {
      taken += leastWidth(rest[0]!);
      lines.at(-1)!.push(rest.shift()!);
    }
    const most = Math.max(1, Math.floor(gridColumns / leastWidth(run[0]!)));
    for (let left = Math.ceil(rest.length / most), at = 0; left > 0; left--) {
      const count = Math.ceil((rest.length - at) / left);
      begin(...rest.slice(at, at + count));
      at += count;
    }
  }
  return lines;
}

/** Neighbours without a width that have the same least width and the same height; each panel with a width is alone. */
function runsOf(panels: readonly PlacedPanel[]): readonly (readonly PlacedPanel[])[] {
  const runs: PlacedPanel[][] = [];
  let last = '';
  for (const panel of panels) {
    const key = ownWidth(panel) === undefined ? `${leastWidth(panel)} ${heightOf(panel)}` : '';
    if (key !== '' && key === last) runs.at(-1)!.push(panel);
    else runs.push([panel]);
    last = key;
  }
  return runs;
}

/** The panels that say no width share what the others leave. */
function widthsOf(line: Line['panels']): readonly number[] {
  const free = line.filter((panel) => ownWidth(panel) === undefined).length;
  const left = gridColumns - line.reduce((sum, panel) => sum + (ownWidth(panel) ?? 0), 0);
  let given = 0;
  return line.map((panel) => {
    const own = ownWidth(panel);
    if (own !== undefined) return own;
    const share = Math.max(1, Math.floor(left / free) + (given < left % free ? 1 : 0));
    given++;
    return share;
  });
}
