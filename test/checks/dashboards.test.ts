import { describe, expect, test } from 'vitest';
import { dashboardDatasource } from '../../lib/checks/dashboards/dashboard-datasource';
import { dashboardLayout } from '../../lib/checks/dashboards/dashboard-layout';
import { dashboardLegend } from '../../lib/checks/dashboards/dashboard-legend';
import { dashboardQuery } from '../../lib/checks/dashboards/dashboard-query';
import { dashboardUid } from '../../lib/checks/dashboards/dashboard-uid';
import { dashboardUnit } from '../../lib/checks/dashboards/dashboard-unit';
import { dashboardVariable } from '../../lib/checks/dashboards/dashboard-variable';
import { judge } from '../support/dashboards';

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
