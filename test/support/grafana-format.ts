/** Grafana's format of panels, as @grafana/schema 13.2 documents it: the options of each kind, and the choices of those that have some. */

const legend = 'legend.showLegend legend.displayMode legend.placement legend.calcs legend.sortBy legend.sortDesc';
const tooltip = 'tooltip.mode tooltip.sort';
const reduced = 'reduceOptions.calcs reduceOptions.fields reduceOptions.values orientation';
const timeline = `rowHeight showValue ${legend} ${tooltip}`;

export const optionsOf: Readonly<Record<string, string>> = {
  timeseries: `${legend} ${tooltip}`,
  stat: `${reduced} colorMode graphMode textMode justifyMode`,
  gauge: `${reduced} showThresholdLabels showThresholdMarkers sparkline`,
  bargauge: `${reduced} displayMode valueMode namePlacement showUnfilled`,
  piechart: `${reduced} pieType displayLabels sort legend.values ${legend} ${tooltip}`,
  heatmap:
    'calculate cellGap filterValues.le showValue legend.show exemplars.color rowsFrame.layout tooltip.mode tooltip.yHistogram ' +
    'tooltip.showColorScale yAxis.axisPlacement yAxis.unit yAxis.decimals yAxis.min yAxis.max ' +
    'color.mode color.scheme color.fill color.scale color.exponent color.steps color.reverse',
  histogram: `bucketSize ${legend} ${tooltip}`,
  'state-timeline': `mergeValues alignValue ${timeline}`,
  'status-history': `colWidth ${timeline}`,
  table: 'showHeader cellHeight sortBy',
  text: 'mode content',
  logs: 'showTime showLabels showCommonLabels wrapLogMessage prettifyLogMessage enableLogDetails showLogContextToggle dedupStrategy sortOrder',
  alertlist:
    'datasource viewMode groupMode groupBy maxItems sortOrder alertName dashboardAlerts alertInstanceLabelFilter showInactiveAlerts ' +
    'stateFilter.firing stateFilter.pending stateFilter.error stateFilter.noData stateFilter.normal stateFilter.recovering',
};

/** The choices of an option, by the end of the way to it. */
export const choices: Readonly<Record<string, string>> = {
  'legend.displayMode': 'list table hidden',
  'legend.placement': 'bottom right',
  'tooltip.mode': 'multi single none',
  'tooltip.sort': 'asc desc none',
  orientation: 'auto horizontal vertical',
  colorMode: 'background background_solid value none',
  graphMode: 'area line none',
  textMode: 'auto value value_and_name name none',
  justifyMode: 'auto center',
  'options.displayMode': 'basic gradient lcd',
  valueMode: 'color hidden text',
  namePlacement: 'auto hidden left top',
  pieType: 'donut pie',
  showValue: 'always auto never',
  alignValue: 'center left right',
  cellHeight: 'auto sm md lg',
  dedupStrategy: 'exact none numbers signature',
  'custom.drawStyle': 'bars line points',
  'custom.lineInterpolation': 'linear smooth stepAfter stepBefore',
  'custom.showPoints': 'always auto never',
  'stacking.mode': 'none normal percent',
  'thresholdsStyle.mode': 'area dashed dashed+area line line+area off series',
  'scaleDistribution.type': 'linear log ordinal symlog',
  'thresholds.mode': 'absolute percentage',
  'defaults.color.mode': 'fixed shades thresholds palette-classic palette-classic-by-name',
  repeatDirection: 'h v',
};

/** The ways to the values in an object: `legend.displayMode`. What is in lists counts as their own. */
export function* leaves(value: unknown, path = ''): Iterable<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) yield [path, value];
  else for (const [key, inner] of Object.entries(value)) yield* leaves(inner, path === '' ? key : `${path}.${key}`);
}
