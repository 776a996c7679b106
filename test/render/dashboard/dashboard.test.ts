import { describe, expect, test } from 'vitest';
import {
  alert,
  type DashboardOptions,
  dashboard,
  type Panel,
  promql,
  row,
  type StatOptions,
  stat,
  type TableOptions,
  table,
  timeseries,
  type Variable,
} from '../../../lib';
import { dashboardModel } from '../../../lib/render/dashboard/dashboard';

const queries = [{ expr: promql`up`, legend: '{{job}}' }];
const modelOf = (panels: readonly Panel[], more: Partial<DashboardOptions> = {}) =>
  dashboardModel(dashboard('x', { title: 'X', panels, ...more }));
const panelOf = (panel: Panel) => JSON.parse(JSON.stringify(modelOf([panel]).panels[0]));
const statOf = (options: Partial<StatOptions>) => panelOf(stat('S', { queries, unit: 'none', ...options }));
const tableOf = (options: Partial<TableOptions>) => panelOf(table('T', { queries, columns: { job: 'Job' }, ...options }));
const variableOf = (variable: Variable) => modelOf([], { variables: [variable] }).templating.list[0];
const graph = (title: string) => timeseries(title, { queries, unit: 'ops' });

describe('the queries of panels', () => {
  test('variables stay in the query that Grafana gets', () => {
    const panel = panelOf(timeseries('R', { queries: [{ expr: promql`rate(up{pod=~"$pod"}[$__rate_interval])` }], unit: 'ops' }));
    expect(panel.targets[0].expr).toBe('rate(up{pod=~"$pod"}[$__rate_interval])');
  });

  test('a table asks for one instant, a graph for a range', () => {
    expect(tableOf({}).targets[0]).toMatchObject({ instant: true, format: 'table' });
    expect(panelOf(graph('G')).targets[0]).toMatchObject({ range: true });
  });

  test('the highest value of a stat is that of the whole range, the last one needs one sample', () => {
    expect(statOf({ reduce: 'max' }).targets[0]).toMatchObject({ range: true });
    expect(statOf({ reduce: 'max' }).targets[0]).not.toHaveProperty('instant');
    expect(statOf({}).targets[0]).toMatchObject({ instant: true });
    expect(statOf({ graph: 'area' }).targets[0]).toMatchObject({ range: true });
  });

  test('the 27th query of a panel is AA', () => {
    const many = Array.from({ length: 28 }, () => queries[0]!);
    expect(
      panelOf(timeseries('G', { queries: many, unit: 'ops' }))
        .targets.map(({ refId }: { refId: string }) => refId)
        .slice(-3),
    ).toEqual(['Z', 'AA', 'AB']);
  });
});

describe('ids of panels', () => {
  const idsOf = (...titles: string[]) => new Map(modelOf(titles.map(graph)).panels.map(({ title, id }) => [title, id]));

  test('a new panel changes the id of no other', () => {
    const [before, after] = [idsOf('A', 'B', 'C'), idsOf('A', 'New', 'B', 'C')];
    expect(['A', 'B', 'C'].map((title) => after.get(title))).toEqual(['A', 'B', 'C'].map((title) => before.get(title)));
  });

  test('panels of one title have ids of their own', () => {
    const ids = modelOf([graph('A'), graph('A'), row('A', [graph('A')])]).panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });

  test('ids of 20,000 titles are different, and leave room for those that Grafana adds', () => {
    const ids = modelOf(Array.from({ length: 20_000 }, (_, index) => graph(`Panel ${index}`))).panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(20_000);
    expect(Math.max(...ids)).toBeLessThan(2 ** 30);
    expect(Math.min(...ids)).toBeGreaterThan(0);
  });
});

describe('tables', () => {
  const two = [
    { expr: promql`sum by (job) (up)`, column: { heading: 'Up', unit: 'short', cell: 'gauge' } },
    { expr: promql`count by (job) (up)`, column: 'All' },
  ] as const;

  test('every query has its column, and rows of the same labels become one', () => {
    const [keep, merge, organize] = tableOf({ queries: two }).transformations;
    expect(keep.options.include.names).toEqual(['job', 'Value #A', 'Value #B']);
    expect(merge.id).toBe('merge');
    expect(organize.options.renameByName).toEqual({ job: 'Job', 'Value #A': 'Up', 'Value #B': 'All' });
  });

  test('the value of a single query is called Value by Grafana', () => {
    const [keep, organize] = tableOf({ value: 'Up' }).transformations;
    expect(keep.options.include.names).toEqual(['job', 'Value']);
    expect(organize.options.renameByName).toEqual({ job: 'Job', Value: 'Up' });
  });

  test('a column has its unit and its cell, and its gauge ends at its own highest value', () => {
    const [up] = tableOf({ queries: two }).fieldConfig.overrides;
    expect(up.matcher).toEqual({ id: 'byName', options: 'Up' });
    expect(up.properties).toEqual([
      { id: 'unit', value: 'short' },
      { id: 'color', value: { mode: 'fixed', fixedColor: 'blue' } },
      { id: 'fieldMinMax', value: true },
      { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'gradient', valueDisplayMode: 'text' } },
    ]);
  });

  test('a hidden query brings no column and no second name', () => {
    const [keep] = tableOf({
      queries: [
        { ...queries[0]!, hidden: true },
        { expr: promql`up`, column: 'Up' },
      ],
    }).transformations;
    expect(keep.options.include.names).toEqual(['job', 'Value']);
  });

  test('rows are joined by the labels that are named: the other labels come from the first query', () => {
    const transformations = tableOf({ queries: two, columns: { job: 'Job', pod: 'Pod' }, joinBy: ['job'] }).transformations;
    expect(transformations[1]).toMatchObject({
      filter: { id: 'byRefId', options: 'B' },
      options: { include: { names: ['job', 'Value #B', 'Trend #B'] } },
    });
  });

  test('a table is sorted by what is named, else by its first column', () => {
    expect(tableOf({}).options.sortBy).toEqual([{ displayName: 'Job', desc: false }]);
    expect(tableOf({ queries: two, sortBy: { column: 'Up', order: 'desc' } }).options.sortBy).toEqual([{ displayName: 'Up', desc: true }]);
  });
});

describe('variables', () => {
  test('a selector is asked for the values of a label', () => {
    expect(variableOf({ name: 'pod', from: promql`up{job="iris"}`, of: 'pod', multi: true })).toMatchObject({
      query: { query: 'label_values(up{job="iris"}, pod)' },
      includeAll: true,
      allValue: '.*',
    });
  });

  test('of any other expression the result is read, with a pattern that takes the value of the label', () => {
    const variable = variableOf({ name: 'queue', from: promql`sum by (queue) (rate(x[5m])) > 0`, of: 'queue' });
    expect(variable).toMatchObject({ query: { query: 'query_result(count by (queue) (sum by (queue) (rate(x[5m])) > 0))' } });
    const pattern = new RegExp(String(variable!.regex).slice(1, -1));
    expect(pattern.exec('{queue="a "b" = {c}"} 3 1700000000000')?.[1]).toBe('a "b" = {c}');
  });

  test('a selector with an offset is an expression, as Grafana asks for series by a plain one only', () => {
    expect(variableOf({ name: 'job', from: promql`up offset 1d`, of: 'job' })).toMatchObject({
      query: { query: 'query_result(count by (job) (up offset 1d))' },
    });
  });

  test('All can be left out', () => {
    const variable = variableOf({ name: 'pod', from: promql`up`, of: 'pod', multi: true, all: 'off' });
    expect(variable).toMatchObject({ multi: true, includeAll: false });
    expect(variable).not.toHaveProperty('allValue');
  });

  test.each<[string, Variable, object]>([
    ['values', { name: 'x', values: ['a', 'b,c'] }, { type: 'custom', query: 'a,b\\,c', current: { text: 'a', value: 'a' } }],
    ['named values', { name: 'x', values: { Prod: 'p' }, multi: true }, { type: 'custom', query: 'Prod : p', includeAll: true }],
    ['durations', { name: 'x', intervals: ['1m', '1h'] }, { type: 'interval', query: '1m,1h', current: { text: '1m', value: '1m' } }],
    ['datasources', { name: 'x', datasource: 'prometheus', regex: '/^eu/' }, { type: 'datasource', query: 'prometheus', regex: '/^eu/' }],
    ['a text', { name: 'x', text: 'a' }, { type: 'textbox', query: 'a' }],
    ['a constant', { name: 'x', constant: 'a' }, { type: 'constant', query: 'a', hide: 2 }],
    ['filters', { name: 'x', filters: ['pod'] }, { type: 'adhoc', defaultKeys: [{ text: 'pod', value: 'pod' }] }],
    ['what Grafana exports', { name: 'x', raw: { type: 'switch' } }, { name: 'x', type: 'switch' }],
  ])('a variable of %s', (_, variable, json) => {
    expect(variableOf(variable)).toMatchObject(json);
  });
});

describe('the look', () => {
  const legendOf = (...asked: readonly { readonly expr: ReturnType<typeof promql>; readonly legend?: string }[]) =>
    panelOf(timeseries('G', { queries: asked, unit: 'ops' })).options.legend;
  const fillOf = (options: object, expr = promql`sum(up)`) =>
    panelOf(timeseries('G', { queries: [{ expr }], unit: 'ops', ...options })).fieldConfig.defaults.custom.fillOpacity;

  test('the title names a single series, a list below names a few, and a table beside the graph shows the highest of many first', () => {
    expect(legendOf({ expr: promql`sum(rate(x[5m]))` })).toMatchObject({ showLegend: false });
    expect(legendOf({ expr: promql`up`, legend: 'p50' }, { expr: promql`up`, legend: 'p95' })).toMatchObject({
      displayMode: 'list',
      placement: 'bottom',
    });
    expect(legendOf({ expr: promql`up` })).toMatchObject({ displayMode: 'table', placement: 'right', sortBy: 'Last *', sortDesc: true });
  });

  test.each([
    ['histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))', false],
    ['sum(a) / sum(b)', false],
    ['scalar(up)', false],
    ['topk(3, sum(up))', true],
    ['sum by (job) (up)', true],
    ['sum(a) or b', true],
    ['count_values("v", up)', true],
  ])('%s returns several series: %s', (expr, several) => {
    expect(legendOf({ expr: promql`${expr}` }).showLegend).toBe(several);
  });

  test('a legend is sorted by what it shows', () => {
    const panel = panelOf(timeseries('G', { queries, unit: 'ops', legend: { placement: 'right', values: ['mean'], sortBy: 'max' } }));
    expect(panel.options.legend).toMatchObject({ calcs: ['mean', 'max'], sortBy: 'Max' });
  });

  test('a single line is filled a little, stacks more, and many lines not at all', () => {
    expect([fillOf({}), fillOf({ stacked: true }), fillOf({}, promql`up`), fillOf({ fill: 3 })]).toEqual([10, 30, 0, 3]);
  });

  test('several series in one color have shades of it', () => {
    const colorOf = (expr: ReturnType<typeof promql>) =>
      panelOf(timeseries('G', { queries: [{ expr }], unit: 'ops', color: 'red' })).fieldConfig.defaults.color;
    expect(colorOf(promql`sum(up)`)).toEqual({ mode: 'fixed', fixedColor: 'red' });
    expect(colorOf(promql`up`)).toEqual({ mode: 'shades', fixedColor: 'red' });
  });

  test('without thresholds a stat has one color, and not the red of Grafana from 80 on', () => {
    expect(statOf({}).fieldConfig.defaults.color).toEqual({ mode: 'fixed', fixedColor: 'blue' });
  });

  test('mappings keep their order, and neighbours of single values share an entry', () => {
    const { mappings } = statOf({
      mappings: [
        { value: 1, text: 'Loaded', color: 'green' },
        { value: 0, text: 'Not loaded' },
        { from: 2, text: 'Odd' },
        { regex: 'x.*', color: 'red' },
        { special: 'null', text: 'None' },
        { value: 3, text: 'Three' },
      ],
    }).fieldConfig.defaults;
    expect(mappings).toEqual([
      { type: 'value', options: { 0: { text: 'Not loaded', index: 1 }, 1: { text: 'Loaded', color: 'green', index: 0 } } },
      { type: 'range', options: { from: 2, to: null, result: { text: 'Odd', index: 2 } } },
      { type: 'regex', options: { pattern: 'x.*', result: { color: 'red', index: 3 } } },
      { type: 'special', options: { match: 'null', result: { text: 'None', index: 4 } } },
      { type: 'value', options: { 3: { text: 'Three', index: 5 } } },
    ]);
  });

  test('the style of one query and the style of a series by its name are overrides', () => {
    const panel = panelOf(
      timeseries('G', {
        queries: [...queries, { expr: promql`up`, unit: 's', axis: 'right' }],
        unit: 'ops',
        overrides: [{ series: { regex: '/5../' }, color: 'red', raw: { 'custom.lineWidth': 2 } }],
      }),
    );
    expect(panel.fieldConfig.overrides).toEqual([
      {
        matcher: { id: 'byFrameRefID', options: 'B' },
        properties: [
          { id: 'unit', value: 's' },
          { id: 'custom.axisPlacement', value: 'right' },
        ],
      },
      {
        matcher: { id: 'byRegexp', options: '/5../' },
        properties: [
          { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
          { id: 'custom.lineWidth', value: 2 },
        ],
      },
    ]);
  });
});

describe('an alert of a panel', () => {
  const errors = alert('Errors', { expr: promql`sum(x) > 0.05`, severity: 'critical', summary: 'x' });
  const full = alert('Full "now"', { expr: promql`(sum(x) < -(5))`, severity: 'warning', summary: 'x' });
  const gone = alert('Gone', { expr: promql`absent(x)`, severity: 'warning', summary: 'x' });
  const graphOf = (of: typeof errors | typeof full) => modelOf([timeseries('G', { queries, unit: 'ops', alert: of })]);

  test('its threshold is drawn in the color of its severity', () => {
    expect(panelOf(timeseries('G', { queries, unit: 'ops', alert: errors })).fieldConfig.defaults.thresholds.steps).toEqual([
      { value: null, color: 'transparent' },
      { value: 0.05, color: 'red' },
    ]);
    expect(statOf({ alert: full }).fieldConfig.defaults.thresholds.steps).toEqual([
      { value: null, color: 'orange' },
      { value: -5, color: 'green' },
    ]);
  });

  test('an alert that compares with no number has no threshold', () => {
    expect(statOf({ alert: gone }).fieldConfig.defaults).toMatchObject({ color: { mode: 'fixed' } });
    expect(statOf({ alert: gone }).fieldConfig.defaults).not.toHaveProperty('thresholds');
  });

  test('its firing is marked in its own panel', () => {
    const { annotations, panels } = graphOf(full);
    expect(annotations.list).toMatchObject([
      { expr: 'ALERTS{alertname="Full \\"now\\"", alertstate="firing"}', filter: { exclude: false, ids: [panels[0]!.id] }, hide: true },
    ]);
  });

  test('alerts of a dashboard are marked in all graphs', () => {
    const { annotations } = modelOf([], { annotations: [{ name: 'Alerts', alerts: [errors, full] }] });
    expect(annotations.list).toMatchObject([{ name: 'Alerts', expr: 'ALERTS{alertname=~"Errors|Full \\"now\\"", alertstate="firing"}' }]);
  });
});

describe('links', () => {
  const pods = dashboard('pods', { title: 'Pods', panels: [] });

  test('a link above the dashboard keeps the time', () => {
    expect(modelOf([], { links: [{ title: 'Pods', to: pods, set: { pod: 'a b' }, keep: ['time', 'variables'] }] }).links).toMatchObject([
      { type: 'link', url: '/d/pods?var-pod=a%20b', keepTime: true, includeVars: true },
    ]);
  });

  test('a link from a value hands on what was clicked, and the time', () => {
    const { links } = statOf({ links: [{ title: 'Pod', to: pods, set: { pod: '${__field.labels.pod}' } }] }).fieldConfig.defaults;
    expect(links).toEqual([{ title: 'Pod', url: '/d/pods?var-pod=${__field.labels.pod}&${__url_time_range}' }]);
  });

  test('a link out of Grafana hands on nothing', () => {
    const { links } = statOf({ links: [{ title: 'Logs', to: 'https://logs.example/q?a=1', newTab: true }] }).fieldConfig.defaults;
    expect(links).toEqual([{ title: 'Logs', url: 'https://logs.example/q?a=1', targetBlank: true }]);
  });
});

describe('what Vigie does not say', () => {
  test('raw is merged over a panel, mapping by mapping, and replaces lists', () => {
    const panel = statOf({ raw: { options: { graphMode: 'area' }, transformations: [{ id: 'reduce' }] } });
    expect(panel.options).toMatchObject({ graphMode: 'area', textMode: 'auto' });
    expect(panel.transformations).toEqual([{ id: 'reduce' }]);
  });

  test('raw is merged over a dashboard', () => {
    expect(modelOf([], { raw: { editable: true, time: { from: 'now-7d' } } })).toMatchObject({
      editable: true,
      time: { from: 'now-7d', to: 'now' },
    });
  });
});
