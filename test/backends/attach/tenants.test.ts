import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  type AttachOptions,
  alert,
  attach,
  type Backend,
  dashboard,
  existing,
  gauge,
  grafana,
  type KubernetesObject,
  kubelet,
  kubePrometheusStack,
  kubeStateMetrics,
  MonitoringApp,
  MonitoringStack,
  type MonitoringStackProps,
  nodeExporter,
  operator,
  podHealth,
  promql,
  standalone,
  stat,
  where,
} from '../../../lib';
import { backends, oneReceiver } from '../../support/stacks';
import { perNode } from '../third';

const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const loaded = gauge('model_loaded', 'Whether the model is there.');
const rule = (name: string, expr: string, options: object = {}) =>
  alert(name, {
    expr: promql(Object.assign([expr], { raw: [expr] }) as unknown as TemplateStringsArray),
    severity: 'warning',
    summary: 'x',
    ...options,
  });
const target = { name: 'worker', labels: { app: 'worker' }, port: 'http' };
const board = dashboard('shop', {
  title: 'Shop',
  panels: [stat('Waiting', { queries: [{ expr: promql`sum(${waiting})` }], unit: 'short' })],
});

interface Setting {
  readonly host?: Partial<MonitoringStackProps>;
  readonly tenant?: Partial<MonitoringStackProps>;
  readonly options?: AttachOptions;
}

/** A platform with Grafana, and a team that is attached to it. */
function platformAndTeam(backend: Backend, { host, tenant, options }: Setting = {}) {
  const app = new MonitoringApp();
  const platform = new MonitoringStack(app, 'platform', { namespace: 'o11y', backend, routing: oneReceiver, ...host });
  platform.monitor({ name: 'model', labels: { app: 'model' }, port: 'http' }, { metrics: [loaded] });
  platform.install(grafana());
  const team = new MonitoringStack(app, 'team', {
    namespace: existing('shop'),
    routing: oneReceiver,
    backend: attach(platform, options),
    ...tenant,
  });
  return { app, platform, team };
}
const found = (app: MonitoringApp) =>
  app
    .findings()
    .flatMap(({ check, severity, path, message }) => (check === 'unrehearsed' ? [] : [`${severity} ${check} ${path}: ${message}`]));
const written = (stack: MonitoringStack) => stack.apiObjects.map((object) => object.toJson() as KubernetesObject);
const titles = (stack: MonitoringStack) => written(stack).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
const watches = (team: MonitoringStack, alerts = [rule('Piled', 'sum by (queue) (jobs_waiting) > 1')]) =>
  team.monitor(target, { metrics: [waiting], alerts, dashboards: [board] });

describe.each(backends)('a tenant of a stack with the backend $name', (backend) => {
  test('is silent where all is right, and so is its host', () => {
    const { app, team } = platformAndTeam(backend);
    watches(team);
    expect(found(app).filter((line) => !line.startsWith('info not-taken'))).toEqual([]);
  });

  test('runs nothing', () => {
    const { app, team } = platformAndTeam(backend);
    watches(team);
    const files = [...app.files().keys()].filter((name) => name.startsWith('team/'));
    expect(files.filter((name) => /deployment|setup|images/.test(name))).toEqual([]);
  });

  test('may read what its host scrapes, and the other way round', () => {
    const { app, platform, team } = platformAndTeam(backend);
    watches(team, [rule('Unloaded', 'model_loaded == 0', { labels: { namespace: 'shop' } })]);
    platform.monitor(
      { name: 'other', labels: { app: 'other' }, port: 'http' },
      { metrics: [], alerts: [rule('Piled', 'jobs_waiting > 1')] },
    );
    expect(found(app).filter((line) => !line.startsWith('info not-taken'))).toEqual([]);
  });

  test('is judged as strictly as its host: one Prometheus scrapes for both, and for nobody else', () => {
    const { app, team } = platformAndTeam(backend);
    watches(team, [rule('Piled', 'payments_total > 1')]);
    expect(found(app)).toContainEqual(expect.stringMatching(/^error unknown-metric team\/worker\/Piled: alert Piled reads payments_total/));
  });

  test('has its dashboards in the Grafana of its host', () => {
    const { platform, team } = platformAndTeam(backend);
    watches(team);
    const maps = written(platform).filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'grafana-dashboards');
    expect(Object.keys(maps[0]!.data as object)).toContain('shop.json');
  });

  test('has its routing below that of its host, for the alerts of its namespace', () => {
    const { app, team } = platformAndTeam(backend);
    watches(team, [rule('Elsewhere', 'jobs_waiting > 1', { labels: { namespace: 'pay' } })]);
    expect(found(app).filter((line) => !line.startsWith('info not-taken'))).toEqual([]);
  });

  test('has faults of its routing told at its own place', () => {
    const routing = {
      ...oneReceiver,
      route: { receiver: 'team', routes: [{ receiver: 'team' }, { receiver: 'team', matchers: where({ severity: 'critical' }) }] },
    };
    const { app, team } = platformAndTeam(backend, { tenant: { routing } });
    watches(team);
    expect(found(app)).toContainEqual(
      expect.stringMatching(/^error dead-route team\/routing: route\.routes\[1\]: .* route\.routes\[0\], which has no matchers$/),
    );
  });

  test('has faults of the routing of its host told at that place', () => {
    const routing = {
      ...oneReceiver,
      route: { receiver: 'team', routes: [{ receiver: 'team' }, { receiver: 'team', matchers: where({ severity: 'critical' }) }] },
    };
    const { app, team } = platformAndTeam(backend, { host: { routing } });
    watches(team);
    expect(found(app)).toContainEqual(
      expect.stringMatching(/^error dead-route platform\/routing: route\.routes\[1\]: .* route\.routes\[0\], which has no matchers$/),
    );
  });

  test('is not told of its alerts where its host tells nobody', () => {
    const { app, team } = platformAndTeam(backend, { host: { routing: undefined } });
    watches(team);
    expect(found(app)).toContainEqual('error not-taken team: routing: the stack platform has no routing, and so runs no Alertmanager');
  });

  test('does not run what its host runs, and never scrapes kubelets', () => {
    const { app, platform, team } = platformAndTeam(backend);
    platform.install(nodeExporter());
    team.install(nodeExporter(), grafana(), kubelet());
    expect(found(app).filter((line) => line.includes('error'))).toEqual([
      'error not-taken team/node-exporter: the stack platform has node-exporter already',
      'error not-taken team/grafana: the stack platform has grafana already',
      'error not-taken team/kubelet: an attached stack cannot scrape the kubelets: that is for the stack platform, whose Prometheus has the rights and the settings for it',
    ]);
  });

  test('has what its host has for a component that needs it', () => {
    const { app, platform, team } = platformAndTeam(backend);
    platform.install(kubelet(), kubeStateMetrics());
    team.install(podHealth());
    expect(found(app).filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('runs what its host lacks, and lets the Prometheus of its host in', () => {
    const { app, team } = platformAndTeam(backend);
    team.install(kubeStateMetrics({ namespaces: ['shop'] }));
    expect(found(app).filter((line) => line.startsWith('error'))).toEqual([]);
    expect(team.object('NetworkPolicy', 'kube-state-metrics').toJson()).toMatchObject({
      spec: { ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'o11y' } } }] }] },
    });
  });

  test('may be in the namespace of its host', () => {
    const { app, team } = platformAndTeam(backend, { tenant: { namespace: existing('o11y') } });
    watches(team);
    expect(found(app)).toEqual([]);
  });

  test('is not alone: two of them have groups and monitors of the same name', () => {
    const { app, platform, team } = platformAndTeam(backend);
    const pay = new MonitoringStack(app, 'pay', { namespace: existing('pay'), routing: oneReceiver, backend: attach(platform) });
    watches(team);
    pay.monitor(target, { metrics: [waiting], alerts: [rule('PayPiled', 'sum(jobs_waiting) > 1')] });
    expect(found(app).filter((line) => !line.startsWith('info not-taken'))).toEqual([]);
  });

  test('may be attached to by others, which are tenants of the same host', () => {
    const { app, team } = platformAndTeam(backend);
    const inner = new MonitoringStack(app, 'inner', { namespace: existing('inner'), backend: attach(team) });
    inner.monitor(target, { metrics: [waiting], alerts: [rule('Inner', 'model_loaded{job="model"} == 0')] });
    expect(found(app).filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('says in each object what its own options say', () => {
    const { app, team } = platformAndTeam(backend, {
      tenant: { scrapeInterval: '5m', evaluationInterval: '10m' },
      options: { limits: { sampleLimit: 7 } },
    });
    watches(team);
    const text = [...app.files()]
      .filter(([name]) => !name.includes('rehearsals'))
      .map(([, file]) => file)
      .join('\n');
    expect(text).toMatch(/sample_?limit: 7/i);
    expect(text).toMatch(/interval: 10m/);
    expect(text).toMatch(/interval: 5m/);
  });
});

test('a tenant of standalone() is a part of the configuration of its host, and writes no object of the operator', () => {
  const { platform, team } = platformAndTeam(standalone());
  watches(team);
  expect(titles(team)).toEqual([]);
  const { data } = platform.object('ConfigMap', 'prometheus-config').toJson() as { data: Record<string, string> };
  expect(data['prometheus.yml']).toMatch(/names:\n\s+- shop/);
  expect(titles(platform)).toContain('Role shop/o11y-prometheus-shop');
  const rules = platform.object('ConfigMap', 'prometheus-rules').toJson() as { data: Record<string, string> };
  expect(rules.data['team.worker.yaml']).toContain('namespace: shop');
  const alertmanager = platform.object('ConfigMap', 'alertmanager-config').toJson() as { data: Record<string, string> };
  expect(alertmanager.data['alertmanager.yml']).toContain('namespace="shop"');
});

test('the Secrets of a routing below that of standalone() are read where its Alertmanager runs', () => {
  const { app, team } = platformAndTeam(standalone());
  watches(team);
  expect(found(app)).toEqual([
    'info not-taken team/routing: the Secret hook is read in o11y, where the Alertmanager of platform runs: it cannot read those of shop',
  ]);
});

test('labels have nothing to be on where the host is standalone()', () => {
  const { app, team } = platformAndTeam(standalone(), { options: { labels: { team: 'shop' } }, tenant: { routing: undefined } });
  watches(team);
  expect(found(app)).toEqual([expect.stringMatching(/^warning not-taken team: labels: nothing is written/)]);
});

test('a tenant of operator() writes what the programs of its host select', () => {
  const { app, platform, team } = platformAndTeam(operator(), { options: { labels: { team: 'shop' } } });
  watches(team);
  expect(titles(team)).toEqual(['AlertmanagerConfig shop/team', 'ServiceMonitor shop/worker', 'PrometheusRule shop/worker']);
  expect(written(team).map(({ metadata }) => metadata.labels?.team)).toEqual(['shop', 'shop', 'shop']);
  const selector = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['o11y', 'shop'] }] };
  expect(platform.object('Prometheus', 'prometheus').toJson().spec).toMatchObject({
    serviceMonitorNamespaceSelector: selector,
    ruleNamespaceSelector: selector,
  });
  expect(platform.object('Alertmanager', 'alertmanager').toJson().spec).toMatchObject({
    alertmanagerConfigSelector: {},
    alertmanagerConfigNamespaceSelector: selector,
  });
  expect(found(app)).toEqual([]);
});

test('a patch that hides a tenant from its host is found', () => {
  const { app, platform, team } = platformAndTeam(operator());
  watches(team);
  platform.object('Prometheus', 'prometheus').addJsonPatch(JsonPatch.remove('/spec/serviceMonitorNamespaceSelector'));
  expect(found(app)).toEqual([
    expect.stringMatching(
      /^error unselected-object team: Prometheus o11y\/prometheus does not read it: without a serviceMonitorNamespaceSelector/,
    ),
  ]);
});

test('a stack that is attached to one which is attached to an installed stack is attached to that', () => {
  const app = new MonitoringApp();
  const outer = new MonitoringStack(app, 'outer', {
    namespace: existing('outer'),
    backend: attach(kubePrometheusStack({ release: 'kps' })),
  });
  const inner = new MonitoringStack(app, 'inner', { namespace: existing('inner'), backend: attach(outer) });
  inner.monitor(target, { metrics: [waiting], alerts: [rule('Piled', 'jobs_waiting > 1')] });
  expect(inner.object('ServiceMonitor', 'worker').toJson().metadata.labels).toMatchObject({ release: 'kps' });
  expect(found(app)).toEqual([]);
});

describe('what cannot be attached to is a finding', () => {
  const wrong = (backend: unknown, app = new MonitoringApp()) => {
    const team = new MonitoringStack(app, 'team', { namespace: existing('shop'), backend: backend as Backend });
    watches(team);
    return found(app);
  };

  test('a stack of another app', () => {
    const other = new MonitoringStack(new MonitoringApp(), 'platform', { namespace: 'o11y' });
    expect(wrong(attach(other))).toEqual(['error wrong-option team: backend: the stack platform is in another app']);
  });

  test('a stack whose objects are made already', () => {
    const app = new MonitoringApp();
    const platform = new MonitoringStack(app, 'platform', { namespace: 'o11y' });
    platform.object('Namespace', 'o11y');
    expect(wrong(attach(platform), app)).toEqual([
      expect.stringMatching(/^error wrong-option team: backend: the objects of the stack platform were made at .*tenants\.test/),
    ]);
  });

  test('a chart, an app and a class', () => {
    const app = new MonitoringApp();
    const message = (shown: string) => [`error wrong-option team: backend: ${shown} is no installed stack`];
    expect(wrong(attach(new Chart(app, 'x') as never))).toEqual(message('a mapping'));
    expect(wrong(attach(app as never))).toEqual(message('a mapping'));
    expect(wrong(attach(MonitoringStack as never))).toEqual(message('the function MonitoringStack'));
  });

  test('a stack whose backend takes no others', () => {
    const app = new MonitoringApp();
    const platform = new MonitoringStack(app, 'platform', { namespace: 'o11y', backend: perNode(), routing: oneReceiver });
    expect(wrong(attach(platform), app)).toContainEqual(
      'error not-taken team: the backend per-node of the stack platform takes no other stacks',
    );
  });

  test('a stack with a wrong option, which is told alone', () => {
    const app = new MonitoringApp();
    const platform = new MonitoringStack(app, 'platform', { namespace: 'o11y', scrapeInterval: '1.5m' as never });
    expect(wrong(attach(platform), app)).toEqual([expect.stringMatching(/^error wrong-option platform: scrapeInterval/)]);
  });

  test('a wrong option of a tenant is told alone, too', () => {
    const { app, team } = platformAndTeam(standalone(), { tenant: { scrapeInterval: '1.5m' as never } });
    watches(team);
    expect(found(app)).toEqual([expect.stringMatching(/^error wrong-option team: scrapeInterval/)]);
  });
});

test('a monitor by hand in the namespace of a tenant is read by the Prometheus of its host', () => {
  const { app, team } = platformAndTeam(operator(), { tenant: { routing: undefined } });
  watches(team);
  const chart = new Chart(app, 'raw', { namespace: 'shop' });
  new ApiObject(chart, 'monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'other' },
    spec: { selector: { matchLabels: { app: 'other' } }, endpoints: [{ port: 'http' }] },
  });
  expect(found(app)).toEqual([]);
});
