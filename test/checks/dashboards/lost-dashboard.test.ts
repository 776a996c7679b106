import { describe, expect, test } from 'vitest';
import { type Component, dashboard, grafana, MonitoringApp, MonitoringStack, podHealth, promql, stat, up } from '../../../lib';
import { lostDashboard } from '../../../lib/checks/dashboards/lost-dashboard';
import { dashboardOf, messages, modelWith } from '../../support/models';

const board = (uid: string) =>
  dashboard(uid, { title: `Board ${uid}`, panels: [stat('Up', { queries: [{ expr: promql`sum(${up})` }], unit: 'short' })] });

function found(...installed: readonly Component[]) {
  const stack = new MonitoringStack(new MonitoringApp(), 'monitoring', { namespace: 'shop' });
  stack.install(...installed);
  stack.monitor({ name: 'api', labels: { app: 'api' }, port: 8000 }, { dashboards: [board('a'), board('b')] });
  return stack.findings().filter(({ check }) => check === 'lost-dashboard');
}

describe('a dashboard that no Grafana gets', () => {
  test('is found once for all dashboards of a stack without a Grafana', () => {
    expect(found()).toEqual([
      expect.objectContaining({ severity: 'warning', message: 'no Grafana gets the dashboards Board a and Board b', path: 'monitoring/a' }),
    ]);
  });

  test('is not found where the stack has one', () => expect(found(grafana())).toEqual([]));

  test('is not found in a component that brings one beside its alerts', () => {
    const stack = new MonitoringStack(new MonitoringApp(), 'monitoring', { namespace: 'shop' });
    stack.install(podHealth());
    expect(stack.findings().filter(({ check }) => check === 'lost-dashboard')).toEqual([]);
  });

  test('is not looked for in files', () => expect(messages(lostDashboard, modelWith({ dashboards: [dashboardOf({})] }))).toEqual([]));
});
