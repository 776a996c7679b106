import { describe, expect, test } from 'vitest';
import { type Component, dashboard, grafana, MonitoringApp, MonitoringStack, podHealth, promql, stat, up } from '../../../lib';
import { lostDashboard } from '../../../lib/checks/dashboards/lost-dashboard';
import { inputFromManifests } from '../../../lib/input/model';
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

describe('the ConfigMap of a dashboard', () => {
  const sidecar = (...env: readonly object[]) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'grafana', namespace: 'monitoring' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'dashboards',
              image: 'quay.io/kiwigrid/k8s-sidecar:1.30.3',
              env: [{ name: 'LABEL', value: 'grafana_dashboard' }, { name: 'LABEL_VALUE', value: '1' }, ...env],
            },
          ],
        },
      },
    },
  });
  const judged = (labels: object, namespace = 'monitoring', ...env: readonly object[]) => {
    const json = JSON.stringify({ title: 'Cart', uid: 'cart', schemaVersion: 39, panels: [] });
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cart', namespace, labels }, data: { 'cart.json': json } };
    const { model } = inputFromManifests([
      { file: 'all.yaml', text: Buffer.from(`${JSON.stringify(sidecar(...env))}\n---\n${JSON.stringify(map)}\n`) },
    ]);
    return lostDashboard.run(model).map(({ message, hint, line }) => [message, hint, line]);
  };

  test.each<[string, Parameters<typeof judged>, string, string]>([
    [
      'has a label that is nearly it',
      [{ 'grafana-dashboard': '1' }],
      'asks for the label grafana_dashboard: "1", and the ConfigMap has the label grafana-dashboard',
      'Write grafana_dashboard: "1".',
    ],
    [
      'has another value',
      [{ grafana_dashboard: 'true' }],
      'the ConfigMap has the label grafana_dashboard: "true"',
      'Write grafana_dashboard: "1".',
    ],
    [
      'lies where no sidecar looks',
      [{ grafana_dashboard: '1' }, 'shop'],
      'its sidecar looks in the namespace monitoring, and the ConfigMap is in shop',
      'Move it to monitoring, or set NAMESPACE of the sidecar to ALL.',
    ],
  ])('%s', (_, args, message, hint) => expect(judged(...args)).toEqual([[expect.stringContaining(message), hint, 3]]));

  test.each<[string, Parameters<typeof judged>]>([
    ['has the label', [{ grafana_dashboard: '1' }]],
    ['is found in all namespaces', [{ grafana_dashboard: '1' }, 'shop', { name: 'NAMESPACE', value: 'ALL' }]],
    ['is found in a list', [{ grafana_dashboard: '1' }, 'shop', { name: 'NAMESPACE', value: 'a, shop' }]],
    [
      'lies somewhere, and the sidecar is told where when it starts',
      [{ grafana_dashboard: '1' }, 'shop', { name: 'NAMESPACE', valueFrom: {} }],
    ],
    ['is for another program', [{ app: 'cart' }]],
  ])('%s, and nothing is said', (_, args) => expect(judged(...args)).toEqual([]));
});
