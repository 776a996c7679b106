import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCluster, until, volumes, type Cluster } from './cluster';
import { dist } from './dist';

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
    const { out } = cluster.kubectl(['get', 'namespace', 'mlops', '-o', 'jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}']);
    expect(out).toBe('restricted');
  });

  test('finds nothing changed at the second time', () => {
    const { status, out } = cluster.kubectl(['apply', '-f', dist]);
    expect(status).toBe(0);
    expect(out.trim().split('\n').filter((line) => !line.endsWith(' unchanged'))).toEqual([]);
  });

  test('sees no difference', () => expect(cluster.kubectl(['diff', '-f', dist])).toEqual({ status: 0, out: '' }));

  test('accepts every object under strict field validation on the server', () => {
    const { status, out } = cluster.kubectl(['apply', '--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts', '-f', dist]);
    expect(out).not.toMatch(/unknown field|duplicate/i);
    expect(status).toBe(0);
  });

  test('runs every pod', async () => {
    const ready = (pod: Pod) => pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
    const pods = await until(
      () => (JSON.parse(cluster.kubectl(['get', 'pods', '--all-namespaces', '-o', 'json']).out) as { items: Pod[] }).items,
      (found) => found.length >= 6 && found.every(ready),
      90,
    );
    const programs = [...new Set(pods.map(({ metadata }) => metadata.labels.app))].sort();
    expect(programs).toEqual(['alertmanager', 'grafana', 'kube-state-metrics', 'node-exporter', 'prometheus']);
  });

  test('refuses a pod that is not restricted in that namespace, so that the test above says something', () => {
    const { status, out } = cluster.kubectl(['run', 'root', '--namespace', 'mlops', '--image', 'registry.example/x:1']);
    expect(status).not.toBe(0);
    expect(out).toContain('violates PodSecurity');
  });
});
