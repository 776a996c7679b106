import { describe, expect, test } from 'vitest';
import { dashboard, MonitoringApp, MonitoringStack, promql, table, up } from '../../../lib';
import type { LabelUse } from '../../../lib/analysis/check-input';
import { dashboardLabel } from '../../../lib/checks/dashboards/dashboard-label';
import { inputFromManifests } from '../../../lib/input/model';
import { parseWithVariables } from '../../../lib/promql/variables';
import { dashboardOf, messages, modelWith } from '../../support/models';

const judged = (label: string, ...queries: readonly string[]) => {
  const use: LabelUse = { title: 'panel Pods', label, queries: queries.map(parseWithVariables), place: {} };
  return messages(dashboardLabel, modelWith({ dashboards: [dashboardOf({}, { labels: [use] })] }));
};

describe('a label of a column or a variable', () => {
  test('that the query takes away is found', () => {
    expect(judged('pod', 'sum by (namespace) (x)')).toEqual([expect.stringContaining('panel Pods: the label pod is empty:')]);
  });

  test('that one of several queries keeps is right', () => expect(judged('pod', 'sum by (namespace) (x)', 'sum by (pod) (x)')).toEqual([]));
  test('that no query keeps is found once', () => expect(judged('pod', 'sum(x)', 'sum by (job) (x)')).toHaveLength(1));
  test('of series of which nothing is known may be there', () => expect(judged('pod', 'x')).toEqual([]));
  test('of a query that does not parse is not judged', () => expect(judged('pod', 'sum(')).toEqual([]));

  test('is judged where it was declared', () => {
    const stack = new MonitoringStack(new MonitoringApp(), 'monitoring', { namespace: 'shop' });
    const expr = promql`sum by (job) (${up})`;
    const board = dashboard('a', {
      title: 'A',
      variables: [{ name: 'v', from: expr, of: 'jop' }],
      panels: [table('T', { queries: [{ expr }], columns: { job: 'Job', pod: 'Pod' } })],
    });
    stack.monitor({ name: 'api', labels: { app: 'api' }, port: 8000 }, { dashboards: [board] });
    const found = stack.findings().filter(({ check }) => check === 'dashboard-label');
    expect(found.map(({ path }) => path)).toEqual(['monitoring/a/v', 'monitoring/a/T']);
  });

  test('of a variable in a file is judged at its line', () => {
    const json = {
      title: 'Board',
      panels: [],
      templating: {
        list: [{ name: 'pod', type: 'query', datasource: { type: 'prometheus', uid: 'p' }, query: 'label_values(sum by (job) (up), pod)' }],
      },
    };
    const { model } = inputFromManifests([{ file: 'board.json', text: JSON.stringify(json, null, 1) }]);
    expect(dashboardLabel.run(model)).toEqual([expect.objectContaining({ file: 'board.json', line: 6 })]);
  });
});
