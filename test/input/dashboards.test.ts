import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { faultsIn, foundIn, groupOf, map, object } from './support';

const panel = (more: object = {}, target: object = {}) => ({
  id: 1,
  type: 'timeseries',
  title: 'P',
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  fieldConfig: { defaults: { unit: 's' } },
  datasource: { type: 'prometheus', uid: 'p' },
  targets: [{ refId: 'A', expr: 'up', ...target }],
  ...more,
});
const dashboard = (panels: readonly object[], more: object = {}) => ({ uid: 'u', title: 'T', schemaVersion: 39, panels, ...more });
const broken = 'sum(rate(x_total[5m])';
const variable = (name: string, query: string) => ({ templating: { list: [{ name, type: 'datasource', query }] } });

describe('a broken query of a dashboard is found', () => {
  test.each<[string, unknown]>([
    ['in a panel', dashboard([panel({}, { expr: broken })])],
    [
      'in a collapsed row',
      dashboard([
        { id: 9, type: 'row', title: 'R', collapsed: true, gridPos: { x: 0, y: 0, w: 24, h: 1 }, panels: [panel({}, { expr: broken })] },
      ]),
    ],
    ['in a row of before 2018', { title: 'T', schemaVersion: 14, rows: [{ panels: [{ ...panel({}, { expr: broken }), span: 12 }] }] }],
    ['that a variable of datasources chooses', dashboard([panel({ datasource: '$ds' }, { expr: broken })], variable('ds', 'prometheus'))],
    [
      'that an input of the import page chooses',
      dashboard([panel({ datasource: '${DS_MAIN}' }, { expr: broken })], {
        __inputs: [{ name: 'DS_MAIN', type: 'datasource', pluginId: 'prometheus' }],
      }),
    ],
    [
      'of a mixed panel',
      dashboard([
        panel({ datasource: { uid: '-- Mixed --', type: 'datasource' } }, { expr: broken, datasource: { type: 'prometheus', uid: 'p' } }),
      ]),
    ],
    ['for the default datasource', dashboard([panel({ datasource: null }, { expr: broken })])],
    [
      'with variables in quotes and durations of Grafana',
      dashboard([panel({}, { expr: 'sum(rate(x_total{job="$job"}[$__rate_interval])' })]),
    ],
    [
      'of an annotation',
      dashboard([panel()], { annotations: { list: [{ name: 'a', datasource: { type: 'prometheus' }, expr: broken }] } }),
    ],
    [
      'of a variable',
      dashboard([panel({ title: '$v' })], {
        templating: {
          list: [{ name: 'v', type: 'query', datasource: { type: 'prometheus' }, query: { query: `query_result(${broken})` } }],
        },
      }),
    ],
    ['in the answer of the API', { meta: {}, dashboard: dashboard([panel({}, { expr: broken })]) }],
    ['in an object of Grafana', object('Dashboard', 'dashboard.grafana.app/v1beta1', dashboard([panel({}, { expr: broken })]))],
    ['in a ConfigMap', map({ 'd.json': dashboard([panel({}, { expr: broken })]) })],
    [
      "in an object of Grafana's operator",
      object('GrafanaDashboard', 'grafana.integreatly.org/v1beta1', { json: JSON.stringify(dashboard([panel({}, { expr: broken })])) }),
    ],
    [
      "in a packed object of Grafana's operator",
      object('GrafanaDashboard', 'grafana.integreatly.org/v1beta1', {
        gzipJson: gzipSync(JSON.stringify(dashboard([panel({}, { expr: broken })]))).toString('base64'),
      }),
    ],
  ])('%s', (_, held) => expect(faultsIn({ 'd.json': held })).toContain('promql-syntax'));
});

describe('a query that is not for Prometheus is not judged', () => {
  const loki = 'sum(count_over_time({app="x"} |= "error" [5m]))';
  test.each<[string, unknown]>([
    ['by its type', dashboard([panel({ datasource: { type: 'loki', uid: 'l' } }, { expr: loki })])],
    [
      'by the variable that chooses its datasource',
      dashboard([panel({ datasource: { uid: '${logs}' } }, { expr: broken })], variable('logs', 'loki')),
    ],
    [
      'by the input that chooses it',
      dashboard([panel({ datasource: '${DS_LOGS}' }, { expr: broken })], {
        __inputs: [{ name: 'DS_LOGS', type: 'datasource', pluginId: 'loki' }],
      }),
    ],
    ['by the name of its datasource', dashboard([panel({ datasource: 'Loki' }, { expr: broken })])],
    ['by what it looks like', dashboard([panel({ datasource: null }, { expr: loki })])],
    [
      'as the part of a mixed panel',
      dashboard([panel({ datasource: '-- Mixed --' }, { expr: broken, datasource: { type: 'loki', uid: 'l' } })]),
    ],
    ['in SQL', dashboard([panel({ datasource: { type: 'mysql', uid: 'm' } }, { expr: undefined, rawSql: 'SELECT 1' })])],
    [
      'as a computation',
      dashboard([panel({}, { expr: undefined, datasource: { type: '__expr__', uid: '__expr__' }, type: 'math', expression: '1 + 1' })]),
    ],
    ['as an annotation', dashboard([panel()], { annotations: { list: [{ name: 'a', datasource: { type: 'loki' }, expr: loki }] } })],
  ])('%s', (_, held) => expect(faultsIn({ 'd.json': held })).toEqual([]));
});

describe('variables may stand for anything', () => {
  const variables = {
    templating: {
      list: ['metric', 'by', 'filters', 'quantile', 'op', 'window', 'job'].map((name) => ({ name, type: 'custom', query: 'a,b' })),
    },
  };
  test.each([
    'sum by ($by) (rate(x_total[$window]))',
    '$metric{job="x"}',
    'x_total{$filters}',
    'x_total{job=~"${job:regex}", $filters}',
    'quantile($quantile, x)',
    'x $op y',
    'rate([[metric]]_total[$__range])',
    'sum(rate(${metric}_total{job=~"$job"}[${window}])) by (${by:csv})',
    'topk($quantile, $metric)',
    'avg_over_time(x[$__range:$__interval])',
    '$metric',
    'x offset $window',
    'count(x) > bool $quantile',
    'label_replace(x, "a", "$1", "b", "(.*)")',
    'max_over_time(x[${__range_s}s]) != 3',
    'rate(x_total[${window}m])',
    'max_over_time(x[${__range_s}s:1m])',
    'x offset ${window}d',
    'increase(x_total[${__interval_ms}ms])',
    'x{job=~"$__all"}',
    'rate(x_total[[[window]]])',
  ])('%s', (expr) =>
    expect(faultsIn({ 'd.json': dashboard([panel({}, { expr })], variables) }).filter((check) => check === 'promql-syntax')).toEqual([]),
  );
});

test.each<[string, string, string]>([
  ['groups by a variable', 'sum by ($by) (rate(x_total[5m]))', '{{instance}}'],
  ['groups by a variable and a label', 'sum by (job, ${by:csv}) (rate(x_total[5m]))', '{{instance}}'],
  ['groups by a label with a variable in its name', 'sum by (label_${by}) (rate(x_total[5m]))', '{{label_app}}'],
  ['names groups of a pattern', 'label_replace(up, "a", "$1_$2", "job", "(.*)-(.*)")', '{{a}} $1_x'],
])('a legend of a query that %s may be right', (_, expr, legendFormat) => {
  const variables = { templating: { list: [{ name: 'by', type: 'custom', query: 'a,b' }] } };
  expect(faultsIn({ 'd.json': dashboard([panel({ title: '$by' }, { expr, legendFormat })], variables) })).toEqual([]);
});

test('a metric with a variable in its name may be any', () => {
  const monitor = object('ServiceMonitor', 'monitoring.coreos.com/v1', {
    selector: { matchLabels: { a: 'b' } },
    endpoints: [{ port: 'http' }],
  });
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop', labels: { a: 'b' } },
    spec: { selector: { app: 'x' }, ports: [{ name: 'http', port: 80 }] },
  };
  const pods = object('Deployment', 'apps/v1', {
    selector: {},
    template: {
      metadata: { labels: { app: 'x' } },
      spec: { containers: [{ name: 'c', image: 'node-exporter:v1.12.1', ports: [{ name: 'http', containerPort: 80 }] }] },
    },
  });
  const variables = { templating: { list: [{ name: 'what', type: 'custom', query: 'a,b' }] } };
  const of = (expr: string) =>
    faultsIn({
      'm.json': monitor,
      's.json': service,
      'p.json': pods,
      'd.json': dashboard([panel({ title: '$what' }, { expr })], variables),
    });
  expect(of('node_gone{job="api"}')).toEqual(['unknown-metric']);
  expect(of('node_$what{job="api"}')).toEqual([]);
  expect(of('node_${what}{job="api"}')).toEqual([]);
  expect(of('node_${what}_total{job="api"}')).toEqual([]);
});

describe('what a variable stands for is not judged', () => {
  const variables = { templating: { list: ['n', 'window'].map((name) => ({ name, type: 'custom', query: 'a,b' })) } };
  test.each([
    'count(up) >= $n',
    'up > ${n}',
    'hour() < $n',
    'quantile($n, x)',
    'histogram_quantile($n, sum by (le) (rate(x_bucket[5m])))',
    'avg_over_time(up[${window}s])',
    'clamp_max(up, $n) > 1',
  ])('%s', (expr) => {
    expect(faultsIn({ 'd.json': dashboard([panel({}, { expr })], { ...variables, title: 'T $n $window' }) })).toEqual([]);
  });
  test('but what stands beside it is', () =>
    expect(faultsIn({ 'd.json': dashboard([panel({}, { expr: 'count(up) < 1 or up > $n' })], variables) })).toEqual([
      'impossible-comparison',
    ]));
  test('nor is a range with one too short', () => {
    const monitor = object('ServiceMonitor', 'monitoring.coreos.com/v1', {
      selector: { matchLabels: { a: 'b' } },
      endpoints: [{ port: 'http' }],
    });
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'shop', labels: { a: 'b' } },
      spec: { ports: [{ name: 'http', port: 80 }] },
    };
    const checksIn = (files: Parameters<typeof foundIn>[0]) => foundIn(files).map(({ check }) => check);
    const of = (range: string) =>
      checksIn({
        'p.json': object('Prometheus', 'monitoring.coreos.com/v1', { serviceMonitorSelector: {} }),
        'm.json': monitor,
        's.json': service,
        'd.json': dashboard([panel({}, { expr: `rate(up{job="api"}[${range}])` })], variables),
      });
    expect(of('${window}s')).not.toContain('short-range');
    expect(of('30s')).toContain('short-range');
  });
});

describe('MetricsQL in a dashboard is not judged', () => {
  test.each([
    'WITH (f = {job="x"}) sum(rate(x{f}))',
    'rate(x) keep_metric_names',
    'sum(rate(x[5m])) default 0',
    'median_over_time(x)  if (y > 1)',
    'label_set(x, "a", "b")',
    'topk_max(5, rate(x[5m]))',
    'increase(x[5i])',
    'sum(x) by (a) limit 10',
    'range_median(x)',
  ])('%s', (expr) =>
    expect(
      faultsIn({
        'd.json': dashboard([panel({}, { expr }), panel({ id: 2, gridPos: { x: 12, y: 0, w: 12, h: 8 } }, { expr: 'rate(x)' })]),
      }),
    ).toEqual([]),
  );
  test('but a function without its range is found where nothing speaks of VictoriaMetrics', () => {
    expect(faultsIn({ 'd.json': dashboard([panel({}, { expr: 'rate(x_total)' })]) })).toEqual(['promql-syntax']);
  });
});

describe('a dashboard that files bring', () => {
  const asking = (datasource: unknown, more: object = {}) => dashboard([panel({ datasource })], more);
  const inputs = { __inputs: [{ name: 'DS', type: 'datasource', pluginId: 'prometheus' }] };
  test('has nobody who answers the import page', () => {
    expect(faultsIn({ 'm.json': map({ 'd.json': asking('${DS}', inputs) }) })).toEqual(['dashboard-datasource']);
    expect(faultsIn({ 'd.json': asking('${DS}', inputs) })).toEqual([]);
    const own = object('GrafanaDashboard', 'grafana.integreatly.org/v1beta1', {
      datasources: [{ inputName: 'DS', datasourceName: 'Prometheus' }],
      json: JSON.stringify(asking('${DS}', inputs)),
    });
    expect(faultsIn({ 'g.json': own })).toEqual([]);
  });

  const grafana = object('Deployment', 'apps/v1', {
    selector: {},
    template: { metadata: { labels: {} }, spec: { containers: [{ name: 'g', image: 'grafana/grafana:12.0.0' }] } },
  });
  const provisioned = map(
    { 'datasources.yaml': 'apiVersion: 1\ndatasources:\n- {name: Prometheus, type: prometheus}\n- {name: Logs, type: loki, uid: logs}\n' },
    'Secret',
  );
  const of = (uid: string, ...others: readonly object[]) =>
    foundIn(
      Object.fromEntries([map({ 'd.json': asking({ type: 'prometheus', uid }) }), ...others].map((held, index) => [`${index}.json`, held])),
    ).filter(({ check }) => check === 'dashboard-datasource');
  test('asks a datasource that Grafana is given, by the uid that it makes of a name', () => {
    expect(of('PBFA97CFB590B2093', grafana, provisioned)).toEqual([]);
    expect(of('logs', grafana, provisioned)).toEqual([]);
    expect(of('longs', grafana, provisioned)).toEqual([expect.objectContaining({ severity: 'warning', hint: 'Did you mean logs?' })]);
  });
  test('may ask one that is given elsewhere, where Grafana is not here or there are two', () => {
    expect(of('longs', provisioned)).toEqual([expect.objectContaining({ severity: 'info' })]);
    expect(of('longs', grafana, { ...grafana, metadata: { name: 'other', namespace: 'shop' } }, provisioned)).toEqual([
      expect.objectContaining({ severity: 'info' }),
    ]);
  });
});

test('two dashboards without a uid are no duplicates, nor are copies in folders of their own', () => {
  const plain = (title: string) => ({ title, schemaVersion: 39, panels: [panel()] });
  expect(faultsIn({ 'a.json': plain('A'), 'b.json': plain('B') })).toEqual([]);
  expect(faultsIn({ 'staging/a.json': dashboard([panel()]), 'production/a.json': dashboard([panel()]) })).toEqual([]);
  expect(faultsIn({ 'all/a.json': dashboard([panel()]), 'all/b.json': dashboard([panel()]) })).toEqual(['duplicate-name']);
});

test('a finding in JSON in a ConfigMap has its own line and column', () => {
  const json = JSON.stringify(dashboard([panel({}, { expr: broken })]), null, 2);
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d, namespace: shop}\ndata:\n  d.json: |\n${json
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;
  const [finding] = foundIn({ 'm.yaml': text }).filter(({ check }) => check === 'promql-syntax');
  const lines = text.split('\n');
  expect(lines[finding!.line! - 1]).toContain(broken);
  expect(lines[finding!.line! - 1]!.slice(finding!.column! - 1)).toMatch(/^"|^\(/);
});

test('a recorded series that a template or an annotation asks is read', () => {
  const rules = groupOf(
    { record: 'shop:a:b', expr: 'sum(x)' },
    { record: 'shop:c:d', expr: 'sum(y)' },
    {
      alert: 'A',
      expr: 'up == 0',
      for: '5m',
      labels: { severity: 'w' },
      annotations: { summary: '{{ with query "shop:a:b" }}{{ . | first | value }}{{ end }}', runbook_url: 'r' },
    },
  );
  const board = dashboard([panel()], { annotations: { list: [{ name: 'a', datasource: { type: 'prometheus' }, expr: 'shop:c:d > 1' }] } });
  expect(foundIn({ 'r.json': rules, 'd.json': board }).filter(({ check }) => check === 'unused-recording')).toEqual([]);
});

describe('the legend of a query', () => {
  const legend = { expr: 'sum by (job) (up)', legendFormat: '{{ pod }}' };
  const of = (more: object, target: object = {}) =>
    foundIn({ 'd.json': dashboard([panel(more, { ...legend, ...target })]) }).filter(({ check }) => check === 'dashboard-legend');
  test('is judged where it names lines', () => expect(of({})).toHaveLength(1));
  test.each<[string, object, object]>([
    ['a table', { type: 'table' }, {}],
    ['a result that is a table', {}, { format: 'table' }],
    ['transformations to a table', { transformations: [{ id: 'timeSeriesTable' }] }, {}],
  ])('is not judged in %s', (_, more, target) => expect(of(more, target)).toEqual([]));
});
