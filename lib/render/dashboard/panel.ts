import type { PlacedPanel } from '../../model/dashboard/layout';
import type { PanelOptions } from '../../model/dashboard/panel';
import { durationText } from '../../model/duration';
import { type Json, type JsonObject, merged } from '../../text/json';
import { datasourceModel } from './datasource';
import { kindOf } from './kinds/kinds';
import type { GridPos } from './layout';

/** A panel as Grafana reads it: what all panels have, and what its kind adds. */
export interface PanelJson extends JsonObject {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly [Side in keyof GridPos]: number };
  readonly targets?: readonly JsonObject[];
  readonly panels?: readonly PanelJson[];
}

export function panelModel(panel: PlacedPanel, id: number, { h, w, x, y }: GridPos): PanelJson {
  const gridPos = { h, w, x, y };
  const own = kindOf(panel).model(panel);
  if (panel.kind === 'raw') return { type: '', title: '', ...own, id, gridPos };
  const json: PanelJson = {
    id,
    type: panel.kind,
    title: panel.title,
    description: panel.description,
    datasource: panel.kind === 'text' || panel.kind === 'alertlist' ? undefined : datasourceModel(panel.datasource),
    interval: 'interval' in panel && panel.interval !== undefined ? durationText(panel.interval) : undefined,
    ...repetition(panel.repeat),
    gridPos,
    ...own,
  };
  return panel.raw === undefined ? json : (merged(json, panel.raw) as PanelJson);
}

function repetition(repeat: PanelOptions['repeat']): Readonly<Record<string, Json | undefined>> {
  if (repeat === undefined) return {};
  const { over, direction, max } = typeof repeat === 'string' ? { over: repeat, direction: 'across' as const, max: undefined } : repeat;
  return { repeat: over, repeatDirection: direction === 'across' ? 'h' : 'v', maxPerRow: max };
}
