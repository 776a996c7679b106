import { inWords } from '../../../text/list';
import { isMapping } from '../../../yaml/value';
import type { AlertListPanel, LogsPanel, RawPanel, TextPanel } from '../../dashboard/content';
import type { HeatmapPanel, HistogramPanel } from '../../dashboard/distribution';
import type { Line, Panel, Row } from '../../dashboard/layout';
import type { BarGaugePanel, GaugePanel, PieChartPanel, StatPanel } from '../../dashboard/reduced';
import type { TablePanel } from '../../dashboard/table';
import type { StateTimelinePanel, StatusHistoryPanel } from '../../dashboard/timeline';
import type { TimeseriesPanel } from '../../dashboard/timeseries';
import { type Fields, fields, required } from '../fields';
import { anything, characters, choiceOf, labels, lazily, listOf, mapOf, wholeNumber, yes } from '../kinds';
import { isNo, type Kind } from '../problem';
import { column, graphQueries, legend, panelFields, pieLegend, queryPanelFields, raw, reducedFields, tableQueries } from './panel';
import { anyNumber, unit } from './style';

const named = { kind: required(anything), title: required(characters) };
const { alert: _alert, ...unalerted } = queryPanelFields;
const { alert: _reduced, ...reducedUnalerted } = reducedFields;
const { color: _color, thresholds: _t, mappings: _m, overrides: _o, links: _l, noValue: _n, ...heatmapFields } = unalerted;

const pair: Kind = (value, at) =>
  Array.isArray(value) && value.length === 2 && value.every((bound) => typeof bound === 'number')
    ? []
    : isNo(at, value, 'pair of numbers', 'Write [0, 1].');

const graph: Fields<TimeseriesPanel> = {
  ...named,
  ...queryPanelFields,
  queries: graphQueries,
  axis: fields<NonNullable<TimeseriesPanel['axis']>>('an axis', { label: characters, scale: choiceOf('log2', 'log10'), soft: pair }),
  legend,
  stacked: yes,
  fill: wholeNumber(0),
  line: fields<NonNullable<TimeseriesPanel['line']>>('a line', {
    width: wholeNumber(0),
    interpolation: choiceOf('linear', 'smooth', 'step'),
  }),
  draw: choiceOf('lines', 'bars', 'points'),
  tooltip: choiceOf('off', 'single', 'all'),
};

const table: Fields<TablePanel> = {
  ...named,
  ...unalerted,
  queries: tableQueries,
  unit,
  columns: required(mapOf(column)),
  value: characters,
  joinBy: listOf(characters),
  sortBy: fields<NonNullable<TablePanel['sortBy']>>('an order', { column: required(characters), order: required(choiceOf('asc', 'desc')) }),
};

const inner = listOf(lazily(() => panelOrLine));

const kinds: Readonly<Record<Panel['kind'], Kind>> = {
  timeseries: fields<TimeseriesPanel>('a panel of the kind timeseries', graph),
  stat: fields<StatPanel>('a panel of the kind stat', {
    ...named,
    ...reducedFields,
    graph: choiceOf('off', 'area'),
    text: choiceOf('value', 'value-and-name'),
  }),
  gauge: fields<GaugePanel>('a gauge', { ...named, ...reducedFields }),
  bargauge: fields<BarGaugePanel>('a bar gauge', { ...named, ...reducedFields, mode: choiceOf('lcd', 'gradient', 'basic') }),
  piechart: fields<PieChartPanel>('a pie chart', { ...named, ...reducedUnalerted, legend: pieLegend, hole: yes }),
  heatmap: fields<HeatmapPanel>('a heatmap', { ...named, ...heatmapFields, scheme: characters }),
  histogram: fields<HistogramPanel>('a histogram', { ...named, ...unalerted, bucketSize: anyNumber }),
  'state-timeline': fields<StateTimelinePanel>('a state timeline', { ...named, ...queryPanelFields, merge: choiceOf('off') }),
  'status-history': fields<StatusHistoryPanel>('a status history', { ...named, ...queryPanelFields }),
  table: fields<TablePanel>('a table', table),
  text: fields<TextPanel>('a text', { ...named, ...panelFields, markdown: required(characters) }),
  logs: fields<LogsPanel>('a panel of logs', { ...named, ...panelFields, expr: required(characters), datasource: required(characters) }),
  alertlist: fields<AlertListPanel>('a list of alerts', { ...named, ...panelFields, where: labels }),
  raw: fields<RawPanel>('a panel from elsewhere', { ...named, ...panelFields, json: required(raw) }),
  line: fields<Line>('a line', { ...named, panels: required(inner) }),
  row: fields<Row>('a row', { ...named, panels: required(inner), collapsed: yes, repeat: characters }),
};

/** A panel of one of these kinds. */
const panelOf =
  (names: readonly string[]): Kind =>
  (value, at) => {
    if (!isMapping(value)) return isNo(at, value, 'panel', 'Write timeseries(...), stat(...), table(...) or another one.');
    const kind = typeof value.kind === 'string' && names.includes(value.kind) ? kinds[value.kind as Panel['kind']] : undefined;
    return kind === undefined
      ? isNo(`${at}.kind`, value.kind, 'kind that can be here', `Kinds are ${inWords(names, names.length)}.`)
      : kind(value, at);
  };

const names = Object.keys(kinds);
const panelOrLine = panelOf(names.filter((name) => name !== 'row'));

export const panels = listOf(panelOf(names));
