import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type AttachOptions, alert, attach, dashboard, existing, gauge, grafana, installedFrom, kubelet, promql, stat } from '../../lib';
import { toYaml } from '../../lib/yaml/write';
import { stackOf } from '../support/stacks';

const scratch = mkdtempSync(join(tmpdir(), 'vigie-installed-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let folders = 0;
const folderWith = (...objects: readonly object[]) => {
  const folder = join(scratch, `${folders++}`);
  mkdirSync(folder);
  for (const [index, object] of objects.entries()) writeFileSync(join(folder, `${index}.yaml`), toYaml(object));
  return folder;
};

const operated = (kind: string, spec: object) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind,
  metadata: { name: 'main', namespace: 'o11y' },
  spec,
});
const everywhere = { matchLabels: {} };
const prometheus = (spec: object = {}) =>
  operated('Prometheus', {
    serviceMonitorSelector: {
      matchLabels: { team: 'any' },
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['gold', 'silver'] }],
    },
    serviceMonitorNamespaceSelector: everywhere,
    ruleSelector: { matchExpressions: [{ key: 'rules', operator: 'Exists' }] },
    ruleNamespaceSelector: everywhere,
    ...spec,
  });
const alertmanager = (spec: object = {}) =>
  operated('Alertmanager', {
    alertmanagerConfigSelector: { matchLabels: { routes: 'yes' } },
    alertmanagerConfigNamespaceSelector: everywhere,
    ...spec,
  });
const sidecar = (env: Readonly<Record<string, string>>) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'grafana', namespace: 'o11y' },
  spec: {
    selector: { matchLabels: { app: 'grafana' } },
    template: {
      metadata: { labels: { app: 'grafana' } },
      spec: {
        containers: [
          { name: 'sidecar', image: 'kiwigrid/k8s-sidecar:2.0.0', env: Object.entries(env).map(([name, value]) => ({ name, value })) },
        ],
      },
    },
  },
});

const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const rule = (expr: string) =>
  alert('Piled', {
    expr: promql(Object.assign([expr], { raw: [expr] }) as unknown as TemplateStringsArray),
    severity: 'warning',
    summary: 'x',
  });
const board = dashboard('shop', {
  title: 'Shop',
  folder: 'Team shop',
  panels: [stat('Waiting', { queries: [{ expr: promql`sum(${waiting})` }], unit: 'short' })],
});

const attachedTo = (path: string, expr = 'sum(jobs_waiting) > 1', options: AttachOptions = {}) =>
  stackOf(
    (stack) =>
      stack.monitor(
        { name: 'worker', labels: { app: 'worker' }, port: 'http' },
        { metrics: [waiting], alerts: [rule(expr)], dashboards: [board] },
      ),
    { namespace: existing('shop'), backend: attach(installedFrom(path), options) },
  );
const found = (stack: ReturnType<typeof attachedTo>) =>
  stack.findings().flatMap(({ check, severity, message }) => (check === 'unrehearsed' ? [] : [`${severity} ${check}: ${message}`]));
const written = (stack: ReturnType<typeof attachedTo>) =>
  Object.fromEntries(
    stack.apiObjects.map(({ kind, metadata }) => {
      const { namespace, name, labels = {} } = metadata.toJson() as { namespace: string; name: string; labels?: Record<string, string> };
      const own = Object.entries(labels).filter(([key]) => !/^(app|component)/.test(key));
      return [kind, [`${namespace}/${name}`, Object.fromEntries(own)]];
    }),
  );

const grafanaSidecar = sidecar({ LABEL: 'boards', NAMESPACE: 'ALL', FOLDER_ANNOTATION: 'folder' });

describe('a stack that is read from its manifests', () => {
  const whole = folderWith(prometheus(), alertmanager(), grafanaSidecar);

  test('has its selectors met by labels', () => {
    const stack = attachedTo(whole);
    expect(written(stack)).toEqual({
      ServiceMonitor: ['shop/worker', { team: 'any', tier: 'gold' }],
      PrometheusRule: ['shop/worker', { rules: 'true' }],
      AlertmanagerConfig: ['shop/monitoring', { routes: 'yes' }],
      ConfigMap: ['shop/grafana-dashboards-in-team-shop', { boards: '1' }],
    });
    expect(stack.object('ConfigMap', 'grafana-dashboards-in-team-shop').toJson().metadata.annotations).toEqual({ folder: 'Team shop' });
    expect(found(stack)).toEqual([]);
  });

  test('is the same in a file, a List and a folder', () => {
    const file = join(scratch, 'list.yaml');
    writeFileSync(file, toYaml({ apiVersion: 'v1', kind: 'List', items: [prometheus(), alertmanager(), grafanaSidecar] }));
    expect(written(attachedTo(file))).toEqual(written(attachedTo(whole)));
  });

  test('is written to where it looks', () => {
    const own = {
      serviceMonitorNamespaceSelector: undefined,
      ruleNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'rules' } },
    };
    const stack = attachedTo(
      folderWith(
        prometheus(own),
        alertmanager({ alertmanagerConfigNamespaceSelector: undefined, alertmanagerConfigMatcherStrategy: { type: 'None' } }),
        sidecar({ LABEL: 'boards', LABEL_VALUE: 'x', FOLDER_ANNOTATION: 'folder' }),
      ),
    );
    expect(written(stack)).toEqual({
      ServiceMonitor: ['o11y/shop-worker', { team: 'any', tier: 'gold' }],
      PrometheusRule: ['rules/shop-worker', { rules: 'true' }],
      AlertmanagerConfig: ['o11y/shop-monitoring', { routes: 'yes' }],
      ConfigMap: ['o11y/shop-grafana-dashboards-in-team-shop', { boards: 'x' }],
    });
    expect(stack.object('ServiceMonitor', 'shop-worker').toJson().spec.namespaceSelector).toEqual({ matchNames: ['shop'] });
    expect(found(stack)).toEqual([]);
  });

  test('keeps a routing where its alerts are, though nobody reads it there', () => {
    const stack = attachedTo(folderWith(prometheus(), alertmanager({ alertmanagerConfigNamespaceSelector: undefined }), grafanaSidecar));
    expect(found(stack)).toEqual([expect.stringMatching(/^error unselected-object: Alertmanager o11y\/main does not read it/)]);
  });

  test('is not met where it forbids what a stack writes', () => {
    const forbids = { matchExpressions: [{ key: 'app.kubernetes.io/managed-by', operator: 'DoesNotExist' }] };
    expect(found(attachedTo(folderWith(prometheus({ serviceMonitorSelector: forbids }), alertmanager(), grafanaSidecar)))).toEqual([
      expect.stringMatching(/^error unselected-object: Prometheus o11y\/main does not read it/),
    ]);
  });

  test('has its rules known: what they record may be read', () => {
    const recording = {
      ...operated('PrometheusRule', { groups: [{ name: 'a', rules: [{ record: 'team:load:sum', expr: 'sum by (team) (load)' }] }] }),
      metadata: { name: 'rules', namespace: 'o11y', labels: { rules: 'true' } },
    };
    const path = folderWith(prometheus(), alertmanager(), grafanaSidecar, recording);
    expect(found(attachedTo(path, 'team:load:sum > 1'))).toEqual([]);
    expect(found(attachedTo(path, 'sum by (pod) (team:load:sum) > 1'))).toEqual([expect.stringMatching(/unknown-label/)]);
  });

  test('scrapes a target once: a second monitor for it is found', () => {
    const labels = { app: 'queue' };
    const metadata = (name: string) => ({ name, namespace: 'o11y', labels: { ...labels, team: 'any', tier: 'gold' } });
    const path = folderWith(
      prometheus(),
      alertmanager(),
      { apiVersion: 'v1', kind: 'Service', metadata: metadata('queue'), spec: { selector: labels, ports: [{ name: 'http', port: 80 }] } },
      {
        ...operated('ServiceMonitor', { selector: { matchLabels: labels }, endpoints: [{ port: 'http' }] }),
        metadata: metadata('queue'),
      },
    );
    const stack = stackOf((to) => to.monitor({ name: 'mine', labels, port: 'http', namespace: 'o11y' }, { metrics: [waiting] }), {
      namespace: existing('shop'),
      backend: attach(installedFrom(path)),
    });
    expect(stack.findings().map(({ check, path: at, message }) => `${check} ${at}: ${message}`)).toEqual([
      expect.stringMatching(
        /^scraped-twice monitoring\/mine: ServiceMonitor shop\/mine scrapes what ServiceMonitor o11y\/queue scrapes already/,
      ),
    ]);
  });

  test('refuses what it has already', () => {
    const stack = stackOf((to) => to.install(grafana(), kubelet()), {
      namespace: existing('shop'),
      backend: attach(installedFrom(whole)),
    });
    expect(stack.findings().map(({ path, check }) => `${path} ${check}`)).toEqual([
      'monitoring/grafana not-taken',
      'monitoring/kubelet not-taken',
    ]);
  });
});

describe('manifests that say nothing of an installed stack are one finding', () => {
  const wrong = (path: unknown) =>
    attachedTo(path as string)
      .findings()
      .map(({ message }) => message);

  test.each([
    [
      'nothing of that name',
      join(scratch, 'nowhere'),
      /^backend: installedFrom\(.*\): .*nowhere: cannot be read: there is nothing of that name$/,
    ],
    ['a number', 5, /^backend: 5 is no path of manifests$/],
    ['standard input', '-', /^backend: "-" is no path of manifests$/],
    ['no Prometheus', folderWith(alertmanager()), /there is no Prometheus of prometheus-operator among the 1 objects there$/],
  ])('%s', (_, path, message) => expect(wrong(path)).toEqual([expect.stringMatching(message)]));

  test('a broken file, at its line', () => {
    const folder = folderWith(prometheus());
    writeFileSync(join(folder, 'broken.yaml'), 'a:\n  - b\n c: d\n');
    expect(wrong(folder)).toEqual([expect.stringMatching(/broken\.yaml:3: /)]);
  });
});
