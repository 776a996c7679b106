import type { CheckInput, DashboardInput } from '../../lib/analysis/check-input';
import type { Check } from '../../lib/checks/check';
import { dashboardOf, findingsOf, modelWith } from './models';

export const prometheus = { type: 'prometheus', uid: 'prometheus' };
export const target = (expr: string, more = {}) => ({ refId: 'A', datasource: prometheus, expr, ...more });
export const panel = (more: object = {}) => ({
  type: 'timeseries',
  title: 'Panel',
  datasource: prometheus,
  targets: [target('up')],
  fieldConfig: { defaults: { unit: 's' } },
  ...more,
});
export const variable = (name: string, more: object = {}) => ({
  name,
  type: 'query',
  datasource: prometheus,
  query: 'label_values(up, job)',
  ...more,
});

export const judge = (check: Check, json: Record<string, unknown>, more: Partial<DashboardInput> = {}, model: Partial<CheckInput> = {}) =>
  findingsOf(check, modelWith({ dashboards: [dashboardOf(json, more)], ...model }));
export const withVariables = (panels: readonly object[], ...list: readonly object[]) => ({ panels, templating: { list } });
