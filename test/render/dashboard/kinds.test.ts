import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  alertList,
  barGauge,
  gaugePanel,
  heatmap,
  histogramPanel,
  logs,
  type Panel,
  type PlacedPanel,
  pieChart,
  promql,
  rawPanel,
  row,
  stat,
  stateTimeline,
  statusHistory,
  table,
  text,
  timeseries,
} from '../../../lib';
import { dashboard } from '../../../lib/model/dashboard';
import { dashboardModel } from '../../../lib/render/dashboard/dashboard';

const queries = [{ expr: promql`sum by (queue) (waiting)`, legend: '{{queue}}' }];
const states = [
  { value: 1, text: 'Up', color: 'green' },
  { value: 0, text: 'Down', color: 'red' },
] as const;

/** One panel of each kind, with the options of its own. */
const panels: Readonly<Record<PlacedPanel['kind'] | 'row', Panel>> = {
  timeseries: timeseries('Waiting', {
    queries,
    unit: 'short',
    axis: { label: 'orders', scale: 'log2', soft: [0, 100] },
    legend: { placement: 'right', values: ['mean', 'max'], sortBy: 'max' },
    line: { width: 2, interpolation: 'step' },
    thresholds: [
      { from: null, color: 'transparent' },
      { from: 50, color: 'red' },
    ],
    tooltip: 'single',
    interval: '1m',
  }),
  stat: stat('Waiting', { queries, unit: 'short', reduce: 'mean', orientation: 'horizontal', graph: 'area', text: 'value-and-name' }),
  gauge: gaugePanel('Waiting', {
    queries,
    unit: 'short',
    max: 100,
    thresholds: [
      { from: null, color: 'green' },
      { from: 80, color: 'red' },
    ],
  }),
  bargauge: barGauge('Waiting', { queries, unit: 'short', mode: 'lcd', color: 'purple' }),
  piechart: pieChart('Waiting', { queries, unit: 'short', hole: true, legend: { placement: 'bottom', as: 'list' } }),
  heatmap: heatmap('Duration', { queries: [{ expr: promql`sum by (le) (rate(duration_bucket[5m]))` }], unit: 's', scheme: 'Blues' }),
  histogram: histogramPanel('Waiting', { queries, unit: 'short', bucketSize: 10 }),
  'state-timeline': stateTimeline('Up', { queries, unit: 'none', mappings: states, merge: 'off' }),
  'status-history': statusHistory('Up', { queries, unit: 'none', mappings: states }),
  table: table('Queues', {
    queries: [
      { expr: promql`sum by (queue) (waiting)`, column: { heading: 'Waiting', unit: 'short', cell: 'gauge', width: 200 } },
      { expr: promql`sum by (queue) (rate(orders[5m]))`, column: { heading: 'Orders', unit: 'reqps', cell: 'sparkline' } },
    ],
    columns: { queue: { heading: 'Queue', links: [{ title: 'Logs', to: 'https://logs.example' }] }, id: { heading: 'Id', hidden: true } },
    sortBy: { column: 'Waiting', order: 'desc' },
  }),
  text: text('**Read** the runbook.', { title: 'Notes' }),
  logs: logs('Logs', { expr: '{app="cart"} |= "error"', datasource: 'loki' }),
  alertlist: alertList('Alerts', { where: { team: 'shop "1"' } }),
  raw: rawPanel({ type: 'nodeGraph', title: 'Services', targets: [{ refId: 'A', expr: 'up' }], gridPos: { w: 8, h: 5 } }),
  row: row('Queues', [stat('Waiting', { queries, unit: 'short', repeat: { over: 'queue', direction: 'down', max: 3 } })], {
    collapsed: true,
    repeat: 'queue',
  }),
};

test.each(Object.entries(panels))('a panel of the kind %s, as Grafana reads it', async (kind, panel) => {
  const [json] = dashboardModel(dashboard('x', { title: 'X', panels: [panel] })).panels;
  await expect(`${JSON.stringify(json, null, 1)}\n`).toMatchFileSnapshot(join(__dirname, 'kinds', `${kind}.golden.json`));
});
