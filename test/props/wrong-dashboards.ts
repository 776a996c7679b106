import { dashboard, gauge, MonitoringApp, MonitoringStack, promql, row, type standalone, stat, table, text, timeseries } from '../../lib';
import { oneReceiver } from '../support/stacks';
import type { WrongProp } from './wrong-props';

/** What JavaScript may write, past the types. */
// biome-ignore lint/suspicious/noExplicitAny: the types are what this is to get past
const any = (value: unknown): any => value;

const waiting = gauge('jobs_waiting', 'Jobs that wait.');
const queries = [{ expr: promql`sum(${waiting})` }];

const declaring = (options: unknown) => (backend: typeof standalone) => {
  const stack = new MonitoringStack(new MonitoringApp(), 'monitoring', { namespace: 'jobs', routing: oneReceiver, backend: backend() });
  const board = dashboard('jobs', any({ title: 'Jobs', panels: [], ...any(options) }));
  stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [waiting], dashboards: [board] });
  return stack;
};
const of = (name: string, options: unknown, says: string, hint: string): WrongProp => ({
  name,
  declared: declaring(options),
  says: `monitoring/worker/jobs: ${says}`,
  hint,
});
const panel = (name: string, panels: unknown, says: string, hint: string) => of(name, { panels: [panels] }, `panels[0]${says}`, hint);
const style = (name: string, options: object, says: string, hint: string) =>
  panel(name, stat('S', any({ queries, unit: 'none', ...options })), says, hint);
const variable = (name: string, options: object, says: string, hint: string) =>
  of(name, { variables: [{ name: 'queue', ...options }] }, `variables[0]${says}`, hint);

const colors = 'Write green, yellow, orange, red, blue or purple, one of their shades such as dark-red, or a number such as #ff9830.';
const ways = 'Write one of from, values, intervals, datasource, text, constant, filters and raw.';
const from = promql`${waiting}`;

export const wrongDashboards: readonly WrongProp[] = [
  style(
    'a unit in the singular',
    { unit: 'byte' },
    '.unit: "byte" is no unit of Grafana',
    'Did you mean bytes? If not, write suffix:byte to have it behind the number.',
  ),
  style(
    'a unit of nobody',
    { unit: 'parrots!' },
    '.unit: "parrots!" is no unit of Grafana',
    'Write suffix:parrots! to have it behind the number.',
  ),
  style(
    'an empty unit',
    { unit: '' },
    '.unit: "" is no unit of Grafana',
    'Write a unit (s, bytes, percentunit ...), or none for a plain count.',
  ),
  style('no unit', { unit: undefined }, '.unit is missing', 'Write a unit in quotes, such as bytes or suffix:files.'),
  style('a misspelt color', { color: 'rde' }, '.color: "rde" is no color of Grafana', 'Did you mean red?'),
  style('a color that is no name', { color: 7 }, '.color: 7 is no color of Grafana', colors),
  style('a threshold without a color', { thresholds: [{ from: null }] }, '.thresholds[0].color is missing', colors),
  style('decimals below 0', { decimals: -1 }, '.decimals: -1 is no whole number', 'Write a whole number, 0 or more.'),
  style('a maximum in quotes', { max: '1' }, '.max: "1" is no number', 'Write a number.'),
  style(
    'a mapping of two things',
    { mappings: [{ value: 1, regex: 'x' }] },
    '.mappings[0]: a mapping says one of value, from and to, regex, and special',
    'Write one mapping for each.',
  ),
  style(
    'a link to nowhere',
    { links: [{ title: 'x', to: 'pods' }] },
    '.links[0].to: "pods" is no dashboard or URL',
    'Write a dashboard, or a whole URL such as https://logs.example.',
  ),
  style(
    'a calculation that Grafana does not have',
    { reduce: 'maximum' },
    '.reduce: "maximum" is not lastNotNull, last, mean, max, min, sum, count, range or delta',
    'Write lastNotNull, last, mean, max, min, sum, count, range or delta.',
  ),
  style(
    'an option of another kind',
    { stacked: true },
    '.stacked: a panel of the kind stat has no option stacked',
    'Its options are kind, title, description, width, height, repeat, datasource, raw, unit, decimals, min, max and 13 more.',
  ),
  style('an alert by its name', { alert: 'PileUp' }, '.alert: "PileUp" is no alert', "Write alert('Name', { expr, severity, summary })."),
  panel('a panel that is a text', 'Waiting', ': "Waiting" is no panel', 'Write timeseries(...), stat(...), table(...) or another one.'),
  panel('a panel that was not called', text, ': the function text is no panel', 'Call it: text(...).'),
  panel(
    'a panel of no kind of Grafana',
    { kind: 'graf', title: 'x' },
    '.kind: "graf" is no kind that can be here',
    'Kinds are timeseries, stat, gauge, bargauge, piechart, heatmap, histogram, state-timeline, status-history, table, text, logs, alertlist, raw, line and row.',
  ),
  panel(
    'a row in a row',
    row('Outer', [any(row('Inner', []))]),
    '.panels[0].kind: "row" is no kind that can be here',
    'Kinds are timeseries, stat, gauge, bargauge, piechart, heatmap, histogram, state-timeline, status-history, table, text, logs, alertlist, raw and line.',
  ),
  panel('a table without columns', any(table)('T', { queries }), '.columns is missing', 'Write { name: value }.'),
  panel(
    'a query of a table with a legend',
    any(table)('T', { columns: {}, queries: [{ ...queries[0], legend: 'x' }] }),
    '.queries[0].legend: a query of a table has no option legend',
    'Its options are unit, decimals, min, max, color, thresholds, mappings, links, noValue, expr, hidden and column.',
  ),
  panel(
    'a legend of another place',
    any(timeseries)('G', { queries, unit: 'none', legend: 'right' }),
    '.legend: "right" is no legend',
    'Write off, or { placement, as }.',
  ),
  panel(
    'one end of an axis',
    any(timeseries)('G', { queries, unit: 'none', axis: { soft: 1 } }),
    '.axis.soft: 1 is no pair of numbers',
    'Write [0, 1].',
  ),
  variable('a variable without choices', {}, ': the variable queue does not say what its choices are', ways),
  variable(
    'a variable with two kinds of choices',
    { values: ['a'], text: 'b' },
    ': the variable queue says its choices 2 times: values and text',
    ways,
  ),
  variable('a variable of series without a label', { from }, '.of: undefined is no label', 'Write the label whose values are the choices.'),
  variable('several texts at a time', { text: 'a', multi: true }, '.multi: it has no effect beside text', 'It goes with from and values.'),
  variable(
    'a pattern for the values of an expression',
    { from: promql`sum(${waiting})`, of: 'x', regex: '/a/' },
    '.regex: it has no effect on the values of an expression',
    'Filter them in the query.',
  ),
  variable('no values', { values: [] }, '.values: the list is empty', 'Fill it, or leave it out.'),
  of(
    'a name of a variable that no query can read',
    { variables: [{ name: 'the queue', text: 'a' }] },
    'variables[0].name: "the queue" is no name of a variable',
    'Write letters, digits and underscores: queries read it as $name.',
  ),
  of(
    'an annotation without times',
    { annotations: [{ name: 'Alerts' }] },
    'annotations[0]: an annotation says one of alerts, expr and raw',
    'Write one of them.',
  ),
  of(
    'a range without a unit',
    { range: '5' },
    'range: "5" is no duration of Prometheus',
    'Write whole numbers with units, such as 30s, 5m or 1h30m.',
  ),
  of(
    'a refresh that is false',
    { refresh: false },
    'refresh: false is no duration',
    'Write a text with a unit, such as 30s, or a Duration of cdk8s.',
  ),
];
