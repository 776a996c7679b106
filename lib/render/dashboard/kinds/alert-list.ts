import type { AlertListPanel } from '../../../model/dashboard/content';
import { quote } from '../../../promql/strings';
import { prometheusDatasource } from '../datasource';
import type { PanelModel } from './kind';

export const alertListKind: PanelModel<AlertListPanel> = {
  width: 12,
  height: 8,
  model: ({ where = {} }) => {
    const matchers = Object.entries(where).map(([label, value]) => `${label}=${quote(value)}`);
    return {
      options: {
        // Grafana finds the rules of a datasource by its name, not by its uid.
        datasource: prometheusDatasource.name,
        viewMode: 'list',
        groupMode: 'default',
        groupBy: [],
        maxItems: 50,
        // By importance: what fires comes first.
        sortOrder: 3,
        alertName: '',
        dashboardAlerts: false,
        alertInstanceLabelFilter: matchers.length === 0 ? '' : `{${matchers.join(', ')}}`,
        showInactiveAlerts: false,
        stateFilter: { firing: true, pending: true, error: true, noData: false, normal: false, recovering: true },
      },
    };
  },
};
