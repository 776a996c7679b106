import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cluster, startCluster, volumes } from './cluster';
import { dist, root } from './dist';
import { eventually } from './eventually';
import { program } from './programs';

/** control-plane/cluster.sh makes so many. */
const nodes = 2;

interface Pod {
  readonly metadata: { readonly labels: { readonly app: string } };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

describe('a bare cluster with the real API server', () => {
  let cluster: Cluster;
  beforeAll(() => {
    cluster = startCluster('bare', 22000, 'kcm scheduler kwok');
    cluster.kubectl(['apply', '-f', '-'], volumes(4));
  });
  afterAll(() => cluster.stop());

  test('takes dist at the first time', () => {
    const { status, out } = cluster.kubectl(['apply', '-f', dist]);
    expect(out).not.toMatch(/warning|error/i);
    expect(status).toBe(0);
  });

  test('enforces Pod Security restricted on the namespace', () => {
    const { out } = cluster.kubectl([
      'get',
      'namespace',
      'mlops',
      '-o',
      'jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}',
    ]);
    expect(out).toBe('restricted');
  });

  test('finds nothing changed at the second time', () => {
    const { status, out } = cluster.kubectl(['apply', '-f', dist]);
    expect(status).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .filter((line) => !line.endsWith(' unchanged')),
    ).toEqual([]);
  });

  test('sees no difference', () => expect(cluster.kubectl(['diff', '-f', dist])).toEqual({ status: 0, out: '' }));

  test('accepts every object under strict field validation on the server', () => {
    const { status, out } = cluster.kubectl([
      'apply',
      '--server-side',
      '--dry-run=server',
      '--validate=strict',
      '--force-conflicts',
      '-f',
      dist,
    ]);
    expect(out).not.toMatch(/unknown field|duplicate/i);
    expect(status).toBe(0);
  });

  test('runs every pod', async () => {
    const ready = (pod: Pod) => pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
    const programs = () => {
      const { items } = JSON.parse(cluster.kubectl(['get', 'pods', '--all-namespaces', '-o', 'json']).out) as { items: Pod[] };
      return items.map((pod) => (ready(pod) ? pod.metadata.labels.app : 'one that is not ready')).sort();
    };
    await eventually(programs, 90).toEqual([
      'alertmanager',
      'grafana',
      'kube-state-metrics',
      ...Array<string>(nodes).fill('node-exporter'),
      'prometheus',
    ]);
  });

  test('refuses a pod that is not restricted in that namespace, so that the test above says something', () => {
    const { status, out } = cluster.kubectl(['run', 'root', '--namespace', 'mlops', '--image', 'registry.example/x:1']);
    expect(status).not.toBe(0);
    expect(out).toContain('violates PodSecurity');
  });

  const make = (target: string) =>
    spawnSync('make', [target, `KUBECTL=${program('kubectl')} --kubeconfig ${join(cluster.folder, 'kubeconfig')}`, 'SYNTH=true'], {
      cwd: root,
      encoding: 'utf8',
    });

  test('`make k8s-monitoring-deploy` applies it', () => {
    expect(make('k8s-monitoring-deploy')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('deployment.apps/prometheus unchanged'),
    });
  });

  test('`make k8s-monitoring-status` shows the pods and Services', () => {
    const { status, stdout } = make('k8s-monitoring-status');
    expect(status).toBe(0);
    for (const name of [
      'pod/prometheus-',
      'pod/alertmanager-',
      'pod/grafana-',
      'service/prometheus-service',
      'service/alertmanager-service',
      'service/grafana-service',
    ])
      expect(stdout).toContain(name);
  });

  test('`make k8s-monitoring-delete` leaves nothing of the stack but the namespaces', () => {
    expect(make('k8s-monitoring-delete').status).toBe(0);
    const left = cluster.kubectl([
      'get',
      'deployments,daemonsets,services,configmaps,roles,persistentvolumeclaims',
      '--all-namespaces',
      '--selector',
      'component=monitoring',
      '-o',
      'name',
    ]).out;
    expect(left.trim()).toMatch(/^(No resources found)?$/);
    expect(cluster.kubectl(['get', 'namespace', 'mlops', '-o', 'name']).out.trim()).toBe('namespace/mlops');
  });
});
