import { describe, expect, test } from 'vitest';
import type { CheckInput, DashboardInput } from '../../lib/analysis/check-input';
import type { Check } from '../../lib/checks/check';
import { dashboardDatasource } from '../../lib/checks/dashboards/dashboard-datasource';
import { dashboardLayout } from '../../lib/checks/dashboards/dashboard-layout';
import { dashboardLegend } from '../../lib/checks/dashboards/dashboard-legend';
import { dashboardQuery } from '../../lib/checks/dashboards/dashboard-query';
import { dashboardUid } from '../../lib/checks/dashboards/dashboard-uid';
import { dashboardUnit } from '../../lib/checks/dashboards/dashboard-unit';
import { dashboardVariable } from '../../lib/checks/dashboards/dashboard-variable';
import { parseWithVariables } from '../../lib/promql/variables';
import { dashboardOf, findingsOf, modelWith } from '../support/models';

const prometheus = { type: 'prometheus', uid: 'prometheus' };
const target = (expr: string, more = {}) => ({ refId: 'A', datasource: prometheus, expr, ...more });
const panel = (more: object = {}) => ({
  type: 'timeseries',
  title: 'Panel',
  datasource: prometheus,
  targets: [target('up')],
  fieldConfig: { defaults: { unit: 's' } },
  ...more,
});
const variable = (name: string, more: object = {}) => ({
  name,
  type: 'query',
  datasource: prometheus,
  query: 'label_values(up, job)',
  ...more,
});

const judge = (check: Check, json: Record<string, unknown>, more: Partial<DashboardInput> = {}, model: Partial<CheckInput> = {}) =>
  findingsOf(check, modelWith({ dashboards: [dashboardOf(json, more)], ...model }));
const withVariables = (panels: readonly object[], ...list: readonly object[]) => ({ panels, templating: { list } });

describe('a variable that a dashboard does not have', () => {
  const of = (json: Record<string, unknown>) => judge(dashboardVariable, json).filter(({ severity }) => severity !== 'info');

  test.each(['up{job="$job"}', 'up{job="${job}"}', 'up{job=~"${job:regex}"}', 'up{job="[[job]]"}', 'rate(x_total[$job])'])(
    'is found in the query %s',
    (expr) => {
      const [finding, ...others] = of(withVariables([panel({ targets: [target(expr)] })]));
      expect(others).toEqual([]);
      expect(finding).toMatchObject({
        severity: 'error',
        message: expect.stringContaining('no variable job'),
        file: 'board#panels/0/targets/0/expr',
        column: expr.search(/\$|\[\[/) + 1,
      });
    },
  );
  test('gets the one proposed that is meant', () =>
    expect(of(withVariables([panel({ targets: [target('up{job="$jbo"}')] })], variable('job')))[0]!.hint).toContain('did you mean job'));
  test.each<[string, object, string]>([
    ['a legend', { targets: [target('up', { legendFormat: '$job {{instance}}' })] }, 'board#panels/0/targets/0/legendFormat'],
    ['a title', { title: 'CPU of $job' }, 'board#panels/0/title'],
    ['what repeats a panel', { repeat: 'job' }, 'board#panels/0/repeat'],
  ])('is found in %s', (_, more, file) =>
    expect(of(withVariables([panel(more)]))).toEqual([expect.objectContaining({ severity: 'warning', file })]),
  );
  test('is found in the query of another variable, in a row and in an annotation', () => {
    expect(of(withVariables([], variable('pod', { query: { query: 'label_values(up{job="$job"}, pod)', refId: 'A' } })))).toHaveLength(1);
    expect(of({ panels: [{ type: 'row', title: 'Row', panels: [panel({ targets: [target('up{job="$job"}')] })] }] })).toEqual([
      expect.objectContaining({ file: 'board#panels/0/panels/0/targets/0/expr' }),
    ]);
    expect(of({ rows: [{ panels: [panel({ targets: [target('up{job="$job"}')] })] }] })).toHaveLength(1);
    expect(of({ annotations: { list: [{ name: 'Deploys', expr: 'x{job="$job"}' }] } })).toHaveLength(1);
  });
  test.each<[string, object]>([
    ["Grafana's own", { targets: [target('rate(x_total[$__rate_interval]) * $__range_s + ${__interval_ms}')] }],
    ['a group of a regular expression', { targets: [target('label_replace(up, "a", "$1-${2}", "b", "(.*):(.*)")')] }],
    ['a named group', { targets: [target('label_replace(up, "a", "$name", "b", "(?P<name>.*)")')] }],
    ['the end of a regular expression', { targets: [target('up{job=~"a$|^b$"}')] }],
    ['a comment', { targets: [target('up # of $nobody\n+ x{a="#"}')] }],
    ['money in a title', { title: 'Costs in $USD, and $5 more' }],
    ['another language', { targets: [{ refId: 'A', datasource: { type: 'mongodb', uid: 'x' }, expr: '{$match: {a: 1}}' }] }],
    ['a variable of the dashboard', { title: '$job', targets: [target('up{job="$job"}', { legendFormat: '${job}' })] }],
  ])('is not %s', (_, more) => expect(of(withVariables([panel(more)], variable('job')))).toEqual([]));
  test('is not an input of an exported dashboard', () =>
    expect(of({ __inputs: [{ name: 'VAR_JOB' }], ...withVariables([panel({ targets: [target('up{job="${VAR_JOB}"}')] })]) })).toEqual([]));
});

describe('a variable that nothing uses', () => {
  const of = (json: Record<string, unknown>) =>
    judge(dashboardVariable, json)
      .filter(({ severity }) => severity === 'info')
      .map(({ message }) => message);
  test('is found', () => expect(of(withVariables([panel()], variable('job')))).toEqual([expect.stringContaining('uses the variable job')]));
  test('is found where only it names itself', () =>
    expect(of(withVariables([panel()], variable('job', { current: { text: '$job' } })))).toHaveLength(1));
  test.each<[string, Record<string, unknown>]>([
    ['a query', withVariables([panel({ targets: [target('up{job="$job"}')] })], variable('job'))],
    [
      'another language',
      withVariables([panel({ targets: [{ refId: 'A', datasource: { type: 'loki' }, expr: '{job="[[job]]"}' }] })], variable('job')),
    ],
    [
      'another variable',
      withVariables([panel({ title: '$pod' })], variable('job'), variable('pod', { query: 'label_values(up{job="$job"}, pod)' })),
    ],
    ['a repeated panel', withVariables([panel({ repeat: 'job' })], variable('job'))],
    ['a datasource', withVariables([panel({ datasource: '$job' })], variable('job', { type: 'datasource', query: 'prometheus' }))],
    ['a link of the dashboard', { ...withVariables([panel()], variable('job')), links: [{ type: 'link', url: '/d/x?var-job=$job' }] }],
    [
      'a link that hands all of them on',
      { ...withVariables([panel()], variable('job')), links: [{ type: 'dashboards', includeVars: true }] },
    ],
    ['a panel of the library, perhaps', withVariables([panel(), { libraryPanel: { uid: 'x' } }], variable('job'))],
    ['every query, as a filter', withVariables([panel()], variable('job', { type: 'adhoc' }))],
  ])('is not the one of %s', (_, json) => expect(of(json)).toEqual([]));
});

describe('a datasource', () => {
  const datasources = [{ uid: 'prometheus', name: 'Prometheus', type: 'prometheus' }];
  const of = (json: Record<string, unknown>, more: Partial<DashboardInput> = {}, model: Partial<CheckInput> = { datasources }) =>
    judge(dashboardDatasource, json, more, model);
  const asking = (datasource: unknown, more = {}) => ({ panels: [panel({ datasource, targets: [{ refId: 'A', expr: 'up', ...more }] })] });

  test('that Grafana does not have is found, once for all panels', () => {
    const panels = ['One', 'Two'].map((title) => panel({ title, datasource: { uid: 'promtheus' }, targets: [{ refId: 'A', expr: 'up' }] }));
    expect(of({ panels })).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringMatching(/panel One and panel Two: Grafana has no datasource promtheus/),
        hint: 'did you mean prometheus?',
      }),
    ]);
  });
  test('of a query counts more than that of its panel', () =>
    expect(of(asking({ uid: 'prometheus' }, { datasource: { uid: 'other' } }))).toHaveLength(1));
  test('by a variable that is not there is found', () =>
    expect(of(asking({ uid: '${ds}' }))).toEqual([
      expect.objectContaining({ severity: 'error', message: expect.stringContaining('no variable ds') }),
    ]));
  test('that only the import page asks for is found in a provisioned dashboard', () => {
    const json = { __inputs: [{ name: 'DS_PROMETHEUS', type: 'datasource' }], ...asking('${DS_PROMETHEUS}') };
    expect(of(json, { provisioned: true })).toEqual([
      expect.objectContaining({ severity: 'error', message: expect.stringContaining('import page') }),
    ]);
    expect(of(json)).toEqual([]);
  });
  test('that is not named is an information', () => expect(of(asking(null))).toEqual([expect.objectContaining({ severity: 'info' })]));
  test('that a query of a mixed panel does not name is found', () =>
    expect(of(asking({ uid: '-- Mixed --' }))).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining('mixed') }),
    ]));
  describe('with a fixed uid beside a provisioning file', () => {
    const beside = (uid: string) =>
      of(asking({ uid }), {}, { provisioned: [{ name: 'Main', type: 'prometheus', uid: 'prometheus' }], origin: 'manifests' });

    test('is not found', () => expect(beside('prometheus')).toEqual([]));
    test('by its name is not found', () => expect(beside('Main')).toEqual([]));
    test('that is misspelt is an information with what was meant', () => {
      expect(beside('promtheus')).toEqual([
        expect.objectContaining({ severity: 'info', hint: expect.stringContaining('did you mean prometheus?') }),
      ]);
    });
    test('that is another one is an information: it may be provisioned elsewhere', () =>
      expect(beside('loki')).toMatchObject([{ severity: 'info' }]));
  });
  test('with a fixed uid is an information where the datasources of Grafana are not known', () => {
    expect(of(asking({ uid: 'P1809F7CD0C75ACF3' }), {}, { origin: 'manifests' })).toEqual([expect.objectContaining({ severity: 'info' })]);
    expect(of(asking({ uid: 'prometheus' }), {}, { datasources: [{ uid: 'prometheus', name: 'Main', type: 'prometheus' }] })).toEqual([]);
  });
  test.each<[string, unknown, object?]>([
    ['its uid', { uid: 'prometheus' }],
    ['its name', 'Prometheus'],
    ['a variable', '$ds'],
    ['a variable in braces', { uid: '${ds}', type: 'prometheus' }],
    ['one that Grafana brings', { uid: '-- Dashboard --' }],
    ['an expression', { type: '__expr__', uid: '__expr__' }],
    ['a mixed panel', { uid: '-- Mixed --' }, { datasource: { uid: 'prometheus' } }],
  ])('by %s is not found', (_, datasource, more) =>
    expect(of({ ...asking(datasource, more), templating: { list: [{ name: 'ds', type: 'datasource', query: 'prometheus' }] } })).toEqual(
      [],
    ),
  );
  test('of the built-in annotations is not found', () =>
    expect(
      of({
        ...asking({ uid: 'prometheus' }),
        annotations: { list: [{ builtIn: 1, datasource: { type: 'grafana', uid: '-- Grafana --' } }] },
      }),
    ).toEqual([]));
});

describe('the layout of a dashboard', () => {
  const at = (x: number, y: number, w: number, h: number, id: number, more = {}) =>
    panel({ title: `P${id}`, id, gridPos: { x, y, w, h }, ...more });
  const of = (...panels: readonly object[]) => judge(dashboardLayout, { panels }).map(({ message }) => message);

  test('has panels that lie on each other', () =>
    expect(of(at(0, 0, 12, 8, 1), at(6, 7, 12, 8, 2))).toEqual([expect.stringContaining('panel P1 and panel P2')]));
  test('has panels outside of the columns', () =>
    expect(of(at(13, 0, 12, 8, 1))).toEqual([expect.stringContaining('panel P1 (x 13, width 12)')]));
  test('has an id twice', () => expect(of(at(0, 0, 12, 8, 1), at(12, 0, 12, 8, 1))).toEqual([expect.stringContaining('id 1')]));
  test.each<[string, readonly object[]]>([
    ['side by side', [at(0, 0, 12, 8, 1), at(12, 0, 12, 8, 2)]],
    ['below each other', [at(0, 0, 24, 8, 1), at(0, 8, 24, 8, 2)]],
    ['without a place', [panel({ id: 1 }), panel({ id: 2 })]],
    [
      'in collapsed rows of their own',
      [
        { type: 'row', id: 1, title: 'A', gridPos: { x: 0, y: 0, w: 24, h: 1 }, panels: [at(0, 1, 24, 8, 2)] },
        { type: 'row', id: 3, title: 'B', gridPos: { x: 0, y: 1, w: 24, h: 1 }, panels: [at(0, 2, 24, 8, 4)] },
      ],
    ],
  ])('is right with panels %s', (_, panels) => expect(of(...panels)).toEqual([]));
});

describe('the unit of a panel', () => {
  const of = (more: object, origin: CheckInput['origin'] = 'declared') =>
    judge(dashboardUnit, { panels: [panel({ fieldConfig: { defaults: {} }, ...more })] }, {}, { origin });

  test('that is missing is found', () =>
    expect(of({})).toEqual([expect.objectContaining({ severity: 'warning', message: expect.stringContaining('panel Panel') })]));
  test('that is missing is an information where somebody else wrote it', () =>
    expect(of({}, 'manifests')).toEqual([expect.objectContaining({ severity: 'info' })]));
  test('of a panel of the old schema that is missing is found', () =>
    expect(of({ type: 'graph', yaxes: [{ format: '' }] })).toHaveLength(1));
  test.each([
    { fieldConfig: { defaults: { unit: 'none' } } },
    { fieldConfig: { defaults: { mappings: [{ type: 'value' }] } } },
    { fieldConfig: { overrides: [{ properties: [{ id: 'unit', value: 's' }] }] } },
    { type: 'table' },
    { type: 'text' },
    { targets: [] },
    { type: 'stat', options: { textMode: 'name' } },
    { type: 'stat', options: { reduceOptions: { fields: '/version/' } } },
    { type: 'graph', yaxes: [{ format: 's' }] },
    { type: 'singlestat', format: 'percent' },
    { libraryPanel: { uid: 'x' } },
  ])('is not missed in %o', (more) => expect(of(more)).toEqual([]));
});

describe('the uid of a dashboard', () => {
  const of = (uid: string, title = 'Title', more: Partial<DashboardInput> = {}) =>
    judge(dashboardUid, { uid, title, panels: [panel()] }, more).map(({ severity, message }) => `${severity} ${message}`);
  test('with more than 40 characters is found', () => expect(of('a'.repeat(41))).toEqual([expect.stringMatching(/^error.*41 characters/)]));
  test.each(['a b', 'a/b', 'a.b', 'ä'])('%s is found', (uid) => expect(of(uid)).toEqual([expect.stringMatching(/^error.*refuses/)]));
  test('that is missing is an information in a provisioned dashboard', () => {
    expect(of('', 'Title', { provisioned: true })).toEqual([expect.stringMatching(/^info.*no uid/)]);
    expect(of('')).toEqual([]);
  });
  test.each(['a', 'a'.repeat(40), 'A-b_9'])('%s is not found', (uid) => expect(of(uid)).toEqual([]));
  test('is no help where the title is missing', () => expect(of('a', ' ')).toEqual([expect.stringMatching(/^error.*no title/)]));
});

describe('the legend of a query', () => {
  const of = (expr: string, legend: string) =>
    findingsOf(
      dashboardLegend,
      modelWith({
        dashboards: [
          {
            uid: 'a',
            title: 'A',
            place: {},
            queries: [
              {
                title: 'panel P',
                query: parseWithVariables(expr),
                legend,
                place: { locate: (span, at) => ({ file: at?.join('/'), column: (span?.from ?? -1) + 1 }) },
              },
            ],
          },
        ],
      }),
    );
  test('names a label that an aggregation drops', () => {
    expect(of('sum by (job) (up)', '{{job}} {{ instance }}')).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringMatching(/label instance of the legend is empty: sum keeps only job/),
        file: 'legendFormat',
        column: 9,
        excerpt: '{{job}} {{ instance }}\n        ^^^^^^^^^^^^^^',
      }),
    ]);
  });
  test.each([
    ['sum by (job) (up)', '{{job}}'],
    ['up', '{{instance}}'],
    ['sum by (job) (up)', 'all'],
    ['sum by ($group) (up)', '{{instance}}'],
    ['sum by (job) (up', '{{instance}}'],
    ['up{job="$job"}', '{{__name__}}'],
  ])('of %s, %s, is not found', (expr, legend) => expect(of(expr, legend)).toEqual([]));
});

describe('the queries of a panel', () => {
  const of = (more: object, origin: CheckInput['origin'] = 'declared') =>
    judge(dashboardQuery, { panels: [panel({ id: 1, ...more })] }, {}, { origin }).map(({ severity, message }) => `${severity} ${message}`);
  const expression = (more: object) => ({
    refId: 'B',
    datasource: { type: '__expr__', uid: '__expr__' },
    type: 'math',
    expression: '$A * 2',
    ...more,
  });

  test('are missing', () => {
    expect(of({ targets: [] })).toEqual([expect.stringMatching(/^warning.*no query/)]);
    expect(of({ targets: undefined }, 'manifests')).toEqual([expect.stringMatching(/^info.*no query/)]);
  });
  test.each(['', '  '])('are empty: "%s"', (expr) =>
    expect(of({ targets: [target(expr)] })).toEqual([expect.stringMatching(/^warning.*query A is empty/)]),
  );
  test('have one name', () =>
    expect(of({ targets: [target('up'), target('down')] })).toEqual([expect.stringMatching(/^warning.*called A/)]));
  test('are missing where an expression computes with them', () => {
    expect(of({ targets: [target('up'), expression({ expression: '$A / ${C}' })] })).toEqual([
      expect.stringMatching(/^error.*computes with C/),
    ]);
    expect(of({ targets: [target('up'), expression({ type: 'reduce', expression: 'C' })] })).toEqual([
      expect.stringMatching(/^error.*computes with C/),
    ]);
  });
  test('are hidden for nothing', () =>
    expect(of({ targets: [target('up'), target('down', { refId: 'B', hide: true })] })).toEqual([
      expect.stringMatching(/^info.*B is hidden/),
    ]));
  test('are those of a panel that is not there', () => {
    expect(of({ datasource: { uid: '-- Dashboard --' }, targets: [{ refId: 'A', panelId: 7 }] })).toEqual([
      expect.stringMatching(/^error.*id 7/),
    ]);
    expect(of({ datasource: { uid: '-- Dashboard --' }, targets: [{ refId: 'A', panelId: 1 }] })).toEqual([]);
  });
  test.each<[string, object]>([
    ['written', {}],
    ['none in a text', { type: 'text', targets: undefined }],
    ['those of the library', { targets: [], libraryPanel: { uid: 'x' } }],
    ['hidden and computed with', { targets: [target('up', { hide: true }), expression({})] }],
    [
      'without names',
      {
        targets: [
          { datasource: prometheus, expr: 'up' },
          { datasource: prometheus, expr: 'down' },
        ],
      },
    ],
    ['in another language', { targets: [{ refId: 'A', datasource: { type: 'mysql', uid: 'x' }, rawSql: 'SELECT 1' }] }],
    ['SQL over results', { targets: [target('up', { hide: true }), expression({ type: 'sql', expression: 'SELECT * FROM A' })] }],
  ])('are right: %s', (_, more) => expect(of(more)).toEqual([]));
});

describe('a dashboard that is not as it should be', () => {
  test.each([
    {},
    { panels: null },
    { panels: [null, 1, 'x', []] },
    { panels: [{}] },
    { panels: [{ type: 'timeseries', targets: [null, 1] }] },
    { templating: null },
    { templating: { list: [null, {}] } },
    { annotations: { list: [null] } },
    { rows: [{}] },
    { panels: {} },
  ])('makes no check fail: %j', (json) => {
    for (const check of [
      dashboardVariable,
      dashboardDatasource,
      dashboardLayout,
      dashboardUnit,
      dashboardUid,
      dashboardLegend,
      dashboardQuery,
    ]) {
      expect(() => judge(check, json as Record<string, unknown>, { provisioned: true })).not.toThrow();
    }
  });
});
