import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  alert,
  attach,
  existing,
  gauge,
  type KubernetesObject,
  kubePrometheusStack,
  MonitoringApp,
  MonitoringStack,
  operator,
  promql,
} from '../../lib';
import { toYaml } from '../../lib/yaml/write';
import { oneReceiver } from '../support/stacks';
import { type Cluster, startCluster, volumes } from './cluster';
import { dist } from './dist';
import { eventually } from './eventually';

const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const pileUp = alert('JobsPileUp', { expr: promql`sum by (queue) (${waiting}) > 1`, severity: 'warning', summary: 'x' });
const watch = (stack: MonitoringStack) =>
  stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [waiting], alerts: [pileUp] });
const yamlOf = (objects: readonly object[]) => objects.map((object) => toYaml(object)).join('---\n');
const objectsOf = (stack: MonitoringStack) => stack.apiObjects.map((object) => object.toJson() as KubernetesObject);

/** What a preset says of the chart, with what a cluster has to know besides. */
const installed = kubePrometheusStack({ release: 'kps' })
  .read()
  .objects.filter(({ apiVersion }) => apiVersion.startsWith('monitoring.coreos.com/'))
  .map((object) => ({ ...object, spec: { replicas: 1, ...(object.spec as object), serviceName: undefined } }));

describe('a cluster with the real prometheus-operator', () => {
  let cluster: Cluster;
  beforeAll(() => {
    cluster = startCluster('attach', 27000, 'kcm scheduler kwok');
    cluster.kubectl(['apply', '-f', join(dist, 'operator', 'setup')]);
    cluster.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all']);
    cluster.startOperator();
    cluster.kubectl(['apply', '-f', '-'], volumes(4));
    for (const namespace of ['monitoring', 'shop', 'platform', 'team']) cluster.kubectl(['create', 'namespace', namespace]);
    for (const namespace of ['shop', 'platform', 'team'])
      cluster.kubectl(['create', 'secret', 'generic', 'hook', '--namespace', namespace, '--from-literal', 'url=https://hook.example/x']);
  });
  afterAll(() => cluster.stop());

  const applied = (objects: readonly object[]) => {
    const { status, out } = cluster.kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], yamlOf(objects));
    expect({ status, out: status === 0 ? '' : out }).toEqual({ status: 0, out: '' });
  };
  const secret = (name: string, namespace: string, key: string) => {
    const { out } = cluster.kubectl([
      'get',
      'secret',
      name,
      '--namespace',
      namespace,
      '-o',
      `jsonpath={.data.${key.replaceAll('.', '\\.')}}`,
    ]);
    try {
      return load(gunzipSync(Buffer.from(out, 'base64')).toString('utf8')) as Record<string, unknown>;
    } catch {
      return {};
    }
  };
  const jobs = (name: string, namespace: string) =>
    ((secret(`prometheus-${name}`, namespace, 'prometheus.yaml.gz').scrape_configs ?? []) as { job_name: string }[]).map(
      ({ job_name }) => job_name,
    );
  const routes = (name: string, namespace: string) =>
    (
      (secret(`alertmanager-${name}-generated`, namespace, 'alertmanager.yaml.gz').route ?? {}) as { routes?: { matchers?: string[] }[] }
    ).routes?.map(({ matchers }) => matchers);
  const ruleMap = (name: string, namespace: string) =>
    cluster.kubectl(['get', 'configmap', `prometheus-${name}-rulefiles-0`, '--namespace', namespace, '-o', 'yaml']).out;

  test('selects what a stack writes that is attached to an installed one', async () => {
    const stack = new MonitoringStack(new MonitoringApp(), 'shop', {
      namespace: existing('shop'),
      routing: oneReceiver,
      backend: attach(kubePrometheusStack({ release: 'kps' }), {
        limits: {
          sampleLimit: 50_000,
          targetLimit: 10,
          labelLimit: 50,
          labelNameLengthLimit: 100,
          labelValueLengthLimit: 1000,
          bodySizeLimit: '10Mi',
          keepDroppedTargets: 5,
        },
      }),
    });
    watch(stack);
    applied(installed);
    applied(objectsOf(stack));
    await eventually(() => jobs('kps-kube-prometheus-stack-prometheus', 'monitoring'), 90).toEqual(['serviceMonitor/shop/worker/0']);
    await eventually(() => ruleMap('kps-kube-prometheus-stack-prometheus', 'monitoring'), 60).toContain('alert: JobsPileUp');
    await eventually(() => routes('kps-kube-prometheus-stack-alertmanager', 'monitoring'), 60).toEqual([['namespace="shop"']]);
  });

  test('selects what a tenant of a stack for the operator writes', async () => {
    const app = new MonitoringApp();
    const platform = new MonitoringStack(app, 'platform', { namespace: existing('platform'), routing: oneReceiver, backend: operator() });
    const team = new MonitoringStack(app, 'team', { namespace: existing('team'), routing: oneReceiver, backend: attach(platform) });
    watch(team);
    applied([...objectsOf(platform), ...objectsOf(team)]);
    await eventually(() => jobs('prometheus', 'platform'), 90).toContain('serviceMonitor/team/worker/0');
    await eventually(() => ruleMap('prometheus', 'platform'), 60).toContain('alert: JobsPileUp');
    await eventually(() => routes('alertmanager', 'platform'), 60).toEqual([['namespace="team"']]);
  });

  test('rejects nothing of it', () => {
    const log = readFileSync(join(cluster.folder, 'log', 'operator.log'), 'utf8');
    expect(
      log
        .split('\n')
        .filter((line) => /level=(warn|error)/i.test(line) && /skip|reject|invalid/i.test(line) && /shop|team|platform/.test(line)),
    ).toEqual([]);
  });
});
