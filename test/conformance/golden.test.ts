import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../lib';
import { toYaml } from '../../lib/yaml/write';
import { type Cluster, startCluster } from './cluster';
import { dist, root } from './dist';
import { run } from './programs';

// The snapshots that people review, read by the programs that they are for.
const folder = join(root, 'test', 'golden');
const snapshots = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const objectsOf = (name: string) => loadAll(readFileSync(join(folder, name), 'utf8')) as KubernetesObject[];
const every = snapshots.flatMap(objectsOf);

describe('the snapshots', () => {
  let cluster: Cluster;
  let scratch: string;
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'vigie-golden-'));
    cluster = startCluster('golden', 26000, '');
    expect(cluster.kubectl(['apply', '--server-side', '-f', join(dist, 'operator', 'setup')]).status).toBe(0);
    cluster.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all']);
    for (const namespace of new Set(every.map(({ metadata }) => metadata.namespace).filter((name) => name !== undefined)))
      cluster.kubectl(['create', 'namespace', namespace]);
  });
  afterAll(() => {
    cluster.stop();
    rmSync(scratch, { recursive: true });
  });
  const written = (text: string) => {
    const file = join(scratch, 'file.yaml');
    writeFileSync(file, text);
    return file;
  };

  test.each(snapshots)('%s: the API server takes every object under strict field validation', (name) => {
    const { status, out } = cluster.kubectl([
      'apply',
      '--server-side',
      '--dry-run=server',
      '--validate=strict',
      '--force-conflicts',
      '-f',
      join(folder, name),
    ]);
    expect({ status, warnings: out.match(/.*(?:unknown field|duplicate|violate).*/gi) ?? [] }).toEqual({ status: 0, warnings: [] });
  });

  const rules = every.filter(({ kind }) => kind === 'PrometheusRule');
  test.each(rules.map((object) => [object.metadata.name, object] as const))('promtool takes the rules %s', (_, { spec }) => {
    const { status, out } = run('promtool', ['check', 'rules', written(toYaml(spec))]);
    expect({ status, out }).toMatchObject({ status: 0 });
  });

  const files = every.flatMap(({ kind, data }) => (kind === 'ConfigMap' ? Object.entries((data ?? {}) as Record<string, string>) : []));
  const named = (name: string) => files.filter(([file]) => file === name).map(([, text]) => text);
  test('promtool takes each prometheus.yml, and amtool each alertmanager.yml', () => {
    const [prometheus, alertmanager] = [named('prometheus.yml'), named('alertmanager.yml')];
    expect([prometheus.length, alertmanager.length]).toEqual([1, 1]);
    expect(run('promtool', ['check', 'config', '--syntax-only', written(prometheus[0]!)])).toMatchObject({ status: 0 });
    expect(run('amtool', ['check-config', written(alertmanager[0]!)])).toMatchObject({ status: 0 });
  });
});
