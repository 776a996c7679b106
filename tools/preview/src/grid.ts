import type { PanelJson, Values } from './types';

export interface Placed {
  readonly panel: PanelJson;
  readonly values: Values;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The panels where Grafana shows them: folded rows open, repeated panels side by side or below each other, and no gaps upwards. */
export function placed(panels: readonly PanelJson[], values: Values): readonly Placed[] {
  const open = panels.flatMap((panel) => (panel.type === 'row' ? [panel, ...(panel.collapsed ? (panel.panels ?? []) : [])] : [panel]));
  const sorted = [...open].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
  const result: Placed[] = [];
  let shift = 0;
  for (const panel of sorted) {
    const { x, y, w, h } = panel.gridPos;
    const choices = panel.repeat ? (values.get(panel.repeat) ?? []) : [];
    if (choices.length < 2) {
      result.push({ panel, values: one(values, panel.repeat, choices[0]), x, y: y + shift, w, h });
      continue;
    }
    const across = panel.repeatDirection === 'v' ? 1 : Math.min(choices.length, panel.maxPerRow ?? 4);
    const width = panel.repeatDirection === 'v' ? w : Math.floor(24 / across);
    choices.forEach((choice, index) => {
      result.push({ panel, values: one(values, panel.repeat, choice), x: panel.repeatDirection === 'v' ? x : (index % across) * width, y: y + shift + Math.floor(index / across) * h, w: width, h });
    });
    shift += (Math.ceil(choices.length / across) - 1) * h;
  }
  return compacted(result);
}

const one = (values: Values, name: string | undefined, choice: string | undefined): Values =>
  name === undefined || choice === undefined ? values : new Map([...values, [name, [choice]]]);

function compacted(panels: readonly Placed[]): readonly Placed[] {
  const done: Placed[] = [];
  for (const panel of [...panels].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const above = done.filter(({ x, w }) => x < panel.x + panel.w && panel.x < x + w);
    done.push({ ...panel, y: Math.max(0, ...above.map(({ y, h }) => y + h)) });
  }
  return done;
}
