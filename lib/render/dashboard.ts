import type {
  Dashboard,
  Panel,
  PanelQuery,
  StatPanel,
  TablePanel,
  Threshold,
  TimeseriesPanel,
  ValueMapping,
  Variable,
} from '../model/dashboard';

/** The datasource that dashboards name; Grafana is provisioned with the same uid. */
export const prometheusDatasource = { name: 'Prometheus', type: 'prometheus', uid: 'prometheus' } as const;

const datasource = { type: prometheusDatasource.type, uid: prometheusDatasource.uid };

/** The version of the dashboard schema that Grafana 11 and later read without a migration. */
const schemaVersion = 41;

const gridColumns = 24;

/** A dashboard as Grafana's provisioning reads it. */
export function dashboardJson(dashboard: Dashboard): string {
  return `${JSON.stringify(dashboardModel(dashboard), null, 1)}\n`;
}

export function dashboardModel({ uid, title, description, tags = [], variables = [], panels, range = '1h', refresh = '30s' }: Dashboard) {
  const places = layout(panels);
  return {
    uid,
    title,
    ...(description && { description }),
    tags: ['vigie', ...tags],
    timezone: 'browser',
    schemaVersion,
    editable: false,
    graphTooltip: 1,
    time: { from: `now-${range}`, to: 'now' },
    refresh,
    templating: { list: variables.map(variableModel) },
    annotations: { list: [] },
    panels: panels.map((panel, index) => panelModel(panel, index + 1, places[index]!)),
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const sizeOf = ({ kind, width, height }: Panel) => {
  switch (kind) {
    case 'timeseries':
      return { w: width ?? 12, h: height ?? 8 };
    case 'stat':
      return { w: width ?? 6, h: height ?? 4 };
    case 'table':
      return { w: width ?? gridColumns, h: height ?? 8 };
  }
};

/** Rows from left to right; a row is as high as its highest panel. */
export function layout(panels: readonly Panel[]): readonly Place[] {
  let x = 0,
    y = 0,
    rowHeight = 0;
  return panels.map((panel) => {
    const { w, h } = sizeOf(panel);
    if (x + w > gridColumns) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const place = { x, y, w, h };
    x += w;
    rowHeight = Math.max(rowHeight, h);
    return place;
  });
}

function panelModel(panel: Panel, id: number, gridPos: Place) {
  const { title, description, queries } = panel;
  return {
    id,
    type: panel.kind,
    title,
    ...(description && { description }),
    datasource,
    gridPos: { h: gridPos.h, w: gridPos.w, x: gridPos.x, y: gridPos.y },
    ...kindModel(panel),
    targets: queries.map((query, index) => target(query, String.fromCharCode(65 + index), panel.kind)),
  };
}

function kindModel(panel: Panel) {
  switch (panel.kind) {
    case 'timeseries':
      return timeseriesModel(panel);
    case 'stat':
      return statModel(panel);
    case 'table':
      return tableModel(panel);
  }
}

const target = ({ expr, legend }: PanelQuery, refId: string, kind: Panel['kind']) => ({
  refId,
  datasource,
  expr: expr.text,
  ...(legend && { legendFormat: legend }),
  ...(kind === 'table' ? { instant: true, format: 'table' } : kind === 'stat' ? { instant: true } : { range: true }),
});

const steps = (thresholds: readonly Threshold[]) => thresholds.map(({ from, color }) => ({ value: from, color }));

const mappingsModel = (mappings: readonly ValueMapping[]) =>
  mappings.length === 0
    ? []
    : [
        {
          type: 'value',
          options: Object.fromEntries(mappings.map(({ value, text, color }, index) => [String(value), { text, color, index }])),
        },
      ];

function fieldDefaults({ unit, decimals, min, max, thresholds, mappings }: Panel) {
  return {
    unit,
    ...(decimals !== undefined && { decimals }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    mappings: mappingsModel(mappings ?? []),
    ...(thresholds && { thresholds: { mode: 'absolute', steps: steps(thresholds) } }),
  };
}

function timeseriesModel(panel: TimeseriesPanel) {
  return {
    fieldConfig: {
      defaults: {
        ...fieldDefaults(panel),
        custom: {
          fillOpacity: panel.stacked ? 20 : 5,
          lineWidth: 1,
          showPoints: 'never',
          stacking: { mode: panel.stacked ? 'normal' : 'none', group: 'A' },
          ...(panel.thresholds && { thresholdsStyle: { mode: 'line' } }),
        },
      },
      overrides: [],
    },
    options: {
      legend: { showLegend: true, displayMode: 'table', placement: 'bottom', calcs: ['mean', 'max', 'lastNotNull'] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };
}

function statModel(panel: StatPanel) {
  return {
    fieldConfig: {
      defaults: { ...fieldDefaults(panel), ...(!panel.thresholds && { color: { mode: 'fixed', fixedColor: 'blue' } }) },
      overrides: [],
    },
    options: {
      reduceOptions: { calcs: [panel.reduce ?? 'lastNotNull'], fields: '', values: false },
      colorMode: panel.thresholds || panel.mappings ? 'background' : 'value',
      graphMode: 'none',
      textMode: 'auto',
      justifyMode: 'auto',
    },
  };
}

/** Grafana's table of an instant query has a column for each label, the time and the value; only the chosen ones are kept. */
function tableModel(panel: TablePanel) {
  const headings = Object.entries(panel.columns);
  const valueField = panel.queries.length === 1 ? 'Value' : 'Value #A';
  return {
    fieldConfig: { defaults: fieldDefaults(panel), overrides: [] },
    options: { showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: headings[0]?.[1], desc: false }] },
    transformations: [
      {
        id: 'filterFieldsByName',
        options: { include: { names: [...headings.map(([label]) => label), ...(panel.value ? [valueField] : [])] } },
      },
      {
        id: 'organize',
        options: {
          indexByName: Object.fromEntries([...headings.map(([label], index) => [label, index]), [valueField, headings.length]]),
          renameByName: { ...panel.columns, ...(panel.value && { [valueField]: panel.value }) },
        },
      },
    ],
  };
}

function variableModel({ name, label, from, of, multi }: Variable) {
  const query = `label_values(${from.text}, ${of})`;
  return {
    name,
    label,
    type: 'query',
    datasource,
    query: { query, refId: name },
    definition: query,
    refresh: 2,
    sort: 1,
    multi: multi === true,
    includeAll: multi === true,
    // All is "any value, and none": a series that lacks the label still shows.
    ...(multi && { allValue: '.*', current: { text: ['All'], value: ['$__all'] } }),
  };
}
