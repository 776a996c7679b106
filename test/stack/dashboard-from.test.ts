import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Dashboard, dashboardFrom, gauge, grafana, type MonitoringStack } from '../../lib';
import { everyBackend, stackOf } from '../support/stacks';

const folder = mkdtempSync(join(tmpdir(), 'vigie-boards-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(content: object | string): string {
  const path = join(folder, `board-${++files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
}

const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const worker = { name: 'worker', labels: { app: 'worker' }, port: 'http' };
const showing = (dashboard: Dashboard, backend = everyBackend[0]!): MonitoringStack =>
  stackOf(
    (stack) => {
      if (backend.name !== 'attach') stack.install(grafana());
      stack.monitor(worker, { metrics: [waiting], dashboards: [dashboard] });
    },
    { backend },
  );
const said = (dashboard: Dashboard, backend = everyBackend[0]!) =>
  showing(dashboard, backend)
    .findings()
    .map(({ check, path, file, line, message }) => [check, path, file?.slice(folder.length + 1), line, message]);

/** As grafana.com has it. */
const exported = {
  __inputs: [
    { name: 'DS_PROMETHEUS', label: 'Prometheus', type: 'datasource', pluginId: 'prometheus' },
    { name: 'VAR_LIMIT', type: 'constant', label: 'limit', value: '100' },
  ],
  __requires: [{ type: 'grafana', id: 'grafana', version: '11.0.0' }],
  __elements: {},
  id: 7,
  uid: 'jobs',
  title: 'Jobs / Queues',
  schemaVersion: 39,
  templating: {
    list: [
      {
        name: 'queue',
        type: 'query',
        datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' },
        query: 'label_values(jobs_waiting, queue)',
        definition: 'label_values(jobs_waiting, queue)',
      },
    ],
  },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Waiting',
      gridPos: { x: 0, y: 0, w: 24, h: 8 },
      datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' },
      fieldConfig: { defaults: { unit: 'short' }, overrides: [] },
      options: {},
      targets: [{ refId: 'A', expr: 'sum by (queue) (jobs_waiting{queue="$queue"}) > ${VAR_LIMIT}', legendFormat: '{{queue}}' }],
    },
  ],
};
const board = (change: (json: typeof exported) => unknown = () => {}) => {
  const json = structuredClone(exported);
  change(json);
  return json;
};

const writtenOf = (dashboard: Dashboard): Record<string, unknown> => {
  const maps = showing(dashboard)
    .toJson()
    .filter(({ kind, data }) => kind === 'ConfigMap' && data !== undefined && `${dashboard.uid}.json` in (data as object));
  return JSON.parse((maps[0]!.data as Record<string, string>)[`${dashboard.uid}.json`]!);
};

describe('a dashboard of a file', () => {
  test('is written as it is, with its inputs filled in', () => {
    const { __inputs, __requires, __elements, id, ...rest } = exported;
    const filled = JSON.parse(JSON.stringify(rest).replaceAll('${DS_PROMETHEUS}', 'prometheus').replaceAll('${VAR_LIMIT}', '100'));
    expect(writtenOf(dashboardFrom(fileOf(board())))).toEqual(filled);
  });

  test.each(everyBackend)('is taken without a word by $name', (backend) =>
    expect(said(dashboardFrom(fileOf(board())), backend)).toEqual([]),
  );

  test('may be given as an object, with another uid and a folder', () => {
    const dashboard = dashboardFrom(board(), { uid: 'queues', folder: 'Shop' });
    expect(dashboard).toMatchObject({ uid: 'queues', title: 'Jobs / Queues', folder: 'Shop' });
    expect(writtenOf(dashboard)).toMatchObject({ uid: 'queues' });
  });

  test('without a uid gets one of its title', () =>
    expect(dashboardFrom(board((json) => Object.assign(json, { uid: null })) as never).uid).toBe('jobs-queues'));

  test('may be what the API of Grafana answers', () =>
    expect(dashboardFrom(fileOf({ dashboard: board(), meta: { folderTitle: 'x' } }))).toMatchObject({
      uid: 'jobs',
      title: 'Jobs / Queues',
    }));

  test('asks the datasource that is named, which has to be there', () =>
    expect(
      said(dashboardFrom(board(), { datasources: { DS_PROMETHEUS: 'mimir' } })).map(([check, , , , message]) => [check, message]),
    ).toEqual([['dashboard-datasource', expect.stringContaining('Grafana has no datasource mimir')]]));

  const lineOf = (json: object, text: string) =>
    JSON.stringify(json, null, 2)
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1;

  test.each([
    [
      'a metric that nobody exposes',
      board((json) => (json.panels[0]!.targets[0]!.expr = 'sum(jobs_waitng)')),
      'unknown-metric',
      'jobs_waitng',
    ],
    ['a query that is none', board((json) => (json.panels[0]!.targets[0]!.expr = 'sum(jobs_waiting')), 'promql-syntax', 'sum(jobs_waiting'],
    [
      'a legend of a label that is not there',
      board((json) => (json.panels[0]!.targets[0]!.legendFormat = '{{pod}}')),
      'dashboard-legend',
      '{{pod}}',
    ],
  ])('with %s is judged at its own line', (_, json, check, text) => {
    const found = said(dashboardFrom(fileOf(json))).filter(([name]) => name === check);
    expect(found).toEqual([[check, 'monitoring/jobs', `board-${files}.json`, expect.any(Number), expect.any(String)]]);
    expect(found[0]![3]).toBe(lineOf(json, text));
  });
});

describe('what is no dashboard is a finding', () => {
  test.each([
    ['a file that is not there', () => dashboardFrom(join(folder, 'nowhere.json')), /nowhere\.json/],
    ['a file that is no JSON', () => dashboardFrom(fileOf('{ "title": ')), /board-\d+\.json:\d+/],
    ['a file of something else', () => dashboardFrom(fileOf({ title: 'x' })), /holds no dashboard$/],
    ['an object of something else', () => dashboardFrom({ title: 'x' }), /the object holds no dashboard$/],
    ['a number', () => dashboardFrom(5 as never), /5 is no path of a dashboard/],
    [
      'one that asks for a datasource of Loki',
      () => dashboardFrom(board((json) => json.__inputs.push({ name: 'DS_LOKI', label: 'Loki', type: 'datasource', pluginId: 'loki' }))),
      /^its input DS_LOKI asks for a datasource of loki$/,
    ],
    [
      'an input that it does not have',
      () => dashboardFrom(board(), { datasources: { DS_MIMIR: 'mimir' } }),
      /^datasources: the dashboard has no input DS_MIMIR$/,
    ],
  ])('%s', (_, read, message) =>
    expect(said(read())).toEqual([
      ['wrong-option', expect.stringMatching(/^monitoring\/worker\//), undefined, undefined, expect.stringMatching(message)],
    ]),
  );
});
