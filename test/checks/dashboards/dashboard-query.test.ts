import { describe, expect, test } from 'vitest';
import type { CheckInput } from '../../../lib/analysis/check-input';
import { dashboardQuery } from '../../../lib/checks/dashboards/dashboard-query';
import { judge, panel, prometheus, target } from '../../support/dashboards';

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
  test.each(['row', 'text', 'dashlist', 'alertlist'])('are empty in a panel that asks nothing: %s', (type) =>
    expect(of({ type, targets: [target(''), { refId: 'B' }] }, 'manifests')).toEqual([]),
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

describe('the panels of a dashboard', () => {
  test('are missing', () =>
    expect(judge(dashboardQuery, { panels: [] }).map(({ message }) => message)).toEqual(['dashboard Board has no panels']));
  test('are not asked of a page that has no such field', () => expect(judge(dashboardQuery, { panels: undefined })).toEqual([]));
});
