import { describe, expect, test } from 'vitest';
import { alertmanagerDashboard } from '../../lib/catalog/alertmanager/dashboard';
import { etcdDashboard } from '../../lib/catalog/etcd/dashboard';
import { grafanaDashboard } from '../../lib/catalog/grafana/dashboard';
import { infrastructure } from '../../lib/catalog/kubernetes';
import { clusterDashboards } from '../../lib/catalog/kubernetes/dashboards';
import { apiServerDashboard } from '../../lib/catalog/kubernetes/dashboards/api-server';
import { controllerManagerDashboard } from '../../lib/catalog/kubernetes/dashboards/controller-manager';
import { proxyDashboard } from '../../lib/catalog/kubernetes/dashboards/proxy';
import { schedulerDashboard } from '../../lib/catalog/kubernetes/dashboards/scheduler';
import { postgresDashboard } from '../../lib/catalog/postgres/dashboard';
import { prometheusDashboard } from '../../lib/catalog/prometheus/dashboard';
import { redisDashboard } from '../../lib/catalog/redis/dashboard';
import { evaluateAt } from '../../lib/promql/evaluate/evaluate';
import { parse } from '../../lib/promql/parse';
import { dashboardModel } from '../../lib/render/dashboard/dashboard';
import { simulate } from '../simulation/cluster';
import { metricsIn } from '../simulation/metrics-in';
import { panelsIn } from '../simulation/panels-in';
import { broken } from '../simulation/topology';

const end = 1_784_000_400;
const dashboards = [
  infrastructure,
  ...clusterDashboards,
  apiServerDashboard,
  prometheusDashboard,
  alertmanagerDashboard,
  grafanaDashboard,
  etcdDashboard,
  schedulerDashboard,
  controllerManagerDashboard,
  proxyDashboard,
  postgresDashboard,
  redisDashboard,
].map((each) => ({
  title: each.title,
  json: dashboardModel(each),
}));
const read = metricsIn(dashboards.map(({ json }) => json));
const states = {
  healthy: simulate('healthy', end, read, 7),
  failing: simulate('failing', end, read, 7),
  empty: simulate('empty', end, read, 7),
};

/** What has nothing to show while all is well, or while only this is wrong. */
const mayBeEmpty = new Set([
  'Kubernetes - Pod: Containers: max by (container, reason)',
  'Kubernetes - Pod: Containers: max by (container) (kube_pod_container_status_last',
  'Kubernetes - API Server: Requests That Wait, by Priority: sum by (priority_level)',
  'Alertmanager: Notifications That Failed: sum by (integration)',
]);

/** The choices above a dashboard, made as somebody would who looks for what is broken. */
const chosen: Readonly<Record<string, string>> = {
  namespace: 'shop',
  pod: broken.crashing,
  node: broken.disk,
  instance: '.*',
  __rate_interval: '2m',
  __range: '1h',
};
const asked = (expr: string) => expr.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => chosen[name] ?? whole);

describe.each(dashboards)('the dashboard $title over a simulated cluster', ({ title, json }) => {
  const queries = panelsIn(json).flatMap((panel) =>
    panel.exprs.map((expr) => ({ name: `${title}: ${panel.title}: ${expr}`, expr: asked(expr) })),
  );

  test('asks what can be evaluated, whether all is well, something is wrong or nothing is there', () => {
    expect(queries.length).toBeGreaterThan(5);
    for (const storage of Object.values(states))
      for (const { name, expr } of queries) {
        const result = evaluateAt(parse(expr), end * 1000, storage);
        expect(result.kind === 'fault' ? `${name}: ${result.message}` : '').toBe('');
      }
  });

  test('shows data in each panel while all is well', () => {
    const without = queries.filter(({ expr }) => isEmpty(expr, 'healthy')).map(({ name }) => name);
    expect(without.filter((name) => ![...mayBeEmpty].some((start) => name.startsWith(start)))).toEqual([]);
  });
});

const isEmpty = (expr: string, state: keyof typeof states): boolean => {
  const result = evaluateAt(parse(expr), end * 1000, states[state]);
  return result.kind === 'vector' && result.samples.length === 0;
};

test('each exception is one that is still there', () => {
  const names = dashboards.flatMap(({ title, json }) =>
    panelsIn(json).flatMap((panel) =>
      panel.exprs.filter((expr) => isEmpty(asked(expr), 'healthy')).map((expr) => `${title}: ${panel.title}: ${expr}`),
    ),
  );
  expect([...mayBeEmpty].filter((start) => !names.some((name) => name.startsWith(start)))).toEqual([]);
});

/** The stats on top of a dashboard that say that something is wrong: what each is worth. */
const first = (uid: string, state: keyof typeof states) => {
  const { json } = dashboards.find((each) => each.json.uid === uid)!;
  return Object.fromEntries(
    panelsIn(json)
      .filter(({ type }) => type === 'stat')
      .map((panel) => {
        const result = evaluateAt(parse(asked(panel.exprs[0]!)), end * 1000, states[state]);
        return [panel.title, result.kind === 'vector' ? Math.round((result.samples[0]?.value ?? Number.NaN) * 100) / 100 : result.kind];
      }),
  );
};

describe('what is wrong stands on top', () => {
  test('of the cluster', () => {
    const well = { 'Nodes Not Ready': 0, 'Pods Not Running': 0, 'Restarts of the Last Hour': 0, 'Alerts That Fire': 0 };
    expect(first('kubernetes-cluster', 'healthy')).toMatchObject(well);
    expect(first('kubernetes-cluster', 'failing')).toEqual({
      'Nodes Not Ready': 1,
      'Pods Not Running': 1,
      'Restarts of the Last Hour': expect.closeTo(8, 0),
      'Alerts That Fire': 3,
    });
  });

  test('of volumes', () => {
    expect(first('kubernetes-volumes', 'healthy')).toMatchObject({ 'Volumes Above 90 %': 0, 'Full Within Four Days': 0 });
    expect(first('kubernetes-volumes', 'failing')).toMatchObject({ 'Volumes Above 90 %': 1, 'Full Within Four Days': 1 });
  });

  test('of PostgreSQL', () => {
    expect(first('postgres-exporter', 'healthy')).toMatchObject({ 'Servers Out of Reach': 0, 'Connections of All': 0.43 });
    expect(first('postgres-exporter', 'failing')).toMatchObject({ 'Servers Out of Reach': 1, 'Connections of All': 0.94 });
  });

  test('of Redis', () => {
    expect(first('redis-exporter', 'healthy')).toMatchObject({
      'Servers Out of Reach': 0,
      'Memory of Maxmemory': 0.5,
      'Unsaved Servers': 0,
    });
    expect(first('redis-exporter', 'failing')).toMatchObject({
      'Servers Out of Reach': 0,
      'Memory of Maxmemory': 0.97,
      'Unsaved Servers': 1,
    });
  });

  test('of a pod', () => {
    expect(first('kubernetes-pod', 'healthy')).toMatchObject({ Ready: 1, 'Restarts of the Last Hour': 0 });
    expect(first('kubernetes-pod', 'failing')).toMatchObject({
      Ready: 0,
      'Restarts of the Last Hour': expect.closeTo(8, 0),
      'Memory of Limit': 0.97,
    });
  });
});
