import type { Dashboard } from '../../model/dashboard';
import type { PlacedPanel } from '../../model/dashboard/layout';
import { type JsonObject, merged } from '../../text/json';
import { alertColor, firingAnnotation } from './alert';
import { annotationModel } from './annotation';
import { idsOf } from './ids';
import { layout, type Placed } from './layout';
import { dashboardLink } from './links';
import { type PanelJson, panelModel } from './panel';
import { variableModel } from './variable';

/** The version of the dashboard schema that Grafana 11 and later read without a migration. */
const schemaVersion = 41;

export interface DashboardJson extends JsonObject {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly PanelJson[];
  readonly templating: { readonly list: readonly JsonObject[] };
  readonly annotations: { readonly list: readonly JsonObject[] };
}

/** A dashboard as Grafana's provisioning reads it. */
export function dashboardJson(dashboard: Dashboard): string {
  return `${JSON.stringify(dashboardModel(dashboard), null, 1)}\n`;
}

export function dashboardModel(dashboard: Dashboard): DashboardJson {
  if (dashboard.source !== undefined) return dashboard.source.json as DashboardJson;
  const {
    uid,
    title,
    description,
    tags = [],
    variables = [],
    links = [],
    range = '1h',
    refresh = '30s',
    timezone = 'browser',
    raw,
  } = dashboard;
  const placed = layout(dashboard.panels);
  const ids = idsByPanel(placed);
  const json: DashboardJson = {
    uid,
    title,
    description,
    tags: ['vigie', ...tags],
    timezone,
    schemaVersion,
    editable: false,
    graphTooltip: 1,
    time: { from: `now-${range}`, to: 'now' },
    refresh: refresh === 'off' ? '' : refresh,
    links: links.map(dashboardLink),
    templating: { list: variables.map(variableModel) },
    annotations: { list: annotationsOf(dashboard, placed, ids) },
    panels: placed.flatMap((each) => panelsOf(each, ids)),
  };
  return raw === undefined ? json : (merged(json, raw) as DashboardJson);
}

function panelsOf(placed: Placed, ids: ReadonlyMap<Placed, number>): readonly PanelJson[] {
  const id = ids.get(placed)!;
  if (!('panels' in placed)) return [panelModel(placed.panel, id, placed.gridPos)];
  const { panel, gridPos, panels } = placed;
  const inner = panels.flatMap((each) => panelsOf(each, ids));
  const { title, collapsed = false, repeat } = panel;
  const row = { id, type: 'row', title, collapsed, repeat, gridPos: { ...gridPos } };
  // A folded row holds its panels; those of an open one follow it.
  return collapsed ? [{ ...row, panels: inner }] : [{ ...row, panels: [] }, ...inner];
}

function idsByPanel(placed: readonly Placed[]): ReadonlyMap<Placed, number> {
  const all = placed.flatMap((each) => ('panels' in each ? [each, ...each.panels] : [each]));
  const ids = idsOf(all.map(({ panel }) => panel.title || panel.kind));
  return new Map(all.map((each, index) => [each, ids[index]!]));
}

/** Those of the dashboard, and the alerts of single panels, which are marked in their panels only. */
const annotationsOf = (
  { annotations = [] }: Dashboard,
  placed: readonly Placed[],
  ids: ReadonlyMap<Placed, number>,
): readonly JsonObject[] => [
  ...annotations.map(annotationModel),
  ...placed
    .flatMap((each) => ('panels' in each ? each.panels : [each]))
    .flatMap((each) => {
      const alert = 'panels' in each ? undefined : alertOf(each.panel);
      return alert === undefined ? [] : [firingAnnotation(alert.name, [alert], alertColor(alert), [ids.get(each)!])];
    }),
];

/** The alert of a panel that draws time, in which its firing can be marked. */
const alertOf = (panel: PlacedPanel) =>
  panel.kind === 'timeseries' || panel.kind === 'state-timeline' || panel.kind === 'status-history' ? panel.alert : undefined;
