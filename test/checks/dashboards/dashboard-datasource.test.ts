import { describe, expect, test } from 'vitest';
import type { CheckInput, DashboardInput } from '../../../lib/analysis/check-input';
import { dashboardDatasource } from '../../../lib/checks/dashboards/dashboard-datasource';
import { judge, panel } from '../../support/dashboards';

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
        hint: 'Did you mean prometheus?',
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
        expect.objectContaining({ severity: 'info', hint: expect.stringContaining('Did you mean prometheus?') }),
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
