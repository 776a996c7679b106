import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leanPrometheus } from '../../lib/backends/shared/lean-config';
import { plainJobNames } from '../../lib/backends/shared/prometheus-config';
import { normalise } from '../compile/prometheus/normalise';
import { type Cluster, startCluster, volumes } from './cluster';
import { dist, filesOf, objectNamed, objectsIn, root } from './dist';
import { eventually } from './eventually';
import { sharedData } from './shared/data';

interface Config {
  readonly scrape_configs: readonly { readonly job_name: string }[];
  readonly [section: string]: unknown;
}

/** Jobs of programs that run beside the operator's own pods only. */
const reloaders = ['alertmanager-config-reloader', 'prometheus-config-reloader'];

const configOf = (data: string) => load(gunzipSync(Buffer.from(data, 'base64')).toString('utf8')) as Config;
const byName = (jobs: Config['scrape_configs']) => new Map(jobs.map((job) => [job.job_name, job]));

describe('a cluster that runs the real prometheus-operator', () => {
  let cluster: Cluster;
  let setup: ReturnType<Cluster['kubectl']>;
  /** What the operator has written for a Prometheus by now. */
  const generated = (name: string, namespace: string) =>
    configOf(
      cluster.kubectl(['get', 'secret', `prometheus-${name}`, '--namespace', namespace, '-o', 'jsonpath={.data.prometheus\\.yaml\\.gz}'])
        .out,
    );
  const operatorLog = () => readFileSync(join(cluster.folder, 'log', 'operator.log'), 'utf8');
  beforeAll(() => {
    cluster = startCluster('with-operator', 23000, 'kcm scheduler kwok');
    setup = cluster.kubectl(['apply', '-f', join(dist, 'operator', 'setup')]);
    cluster.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all']);
    cluster.startOperator();
    cluster.kubectl(['apply', '-f', '-'], volumes(4));
    cluster.kubectl(['create', 'namespace', 'mlops']);
    cluster.kubectl([
      'create',
      'secret',
      'generic',
      'alertmanager-slack',
      '--namespace',
      'mlops',
      '--from-literal',
      'webhook-url=https://slack.example/hook',
    ]);
  });
  afterAll(() => cluster.stop());

  test('takes its definitions by a plain client-side apply', () => {
    expect(
      setup.out
        .trim()
        .split('\n')
        .filter((line) => !line.endsWith(' created')),
    ).toEqual([]);
    expect(setup.status).toBe(0);
  });

  test('takes dist/operator at the first time', () => {
    const { status, out } = cluster.kubectl(['apply', '-f', join(dist, 'operator')]);
    expect(out).not.toMatch(/violat|error/i);
    expect(status).toBe(0);
  });

  test('finds nothing changed at the second time', () => {
    const { out } = cluster.kubectl(['apply', '-f', join(dist, 'operator')]);
    expect(
      out
        .trim()
        .split('\n')
        .filter((line) => !line.endsWith(' unchanged')),
    ).toEqual([]);
  });

  test('sees no difference', () => expect(cluster.kubectl(['diff', '-f', join(dist, 'operator')])).toEqual({ status: 0, out: '' }));

  test('runs Prometheus and Alertmanager', async () => {
    for (const [kind, name] of [
      ['prometheus', 'prometheus'],
      ['alertmanager', 'alertmanager'],
    ]) {
      await eventually(
        () => cluster.kubectl(['get', kind!, name!, '--namespace', 'mlops', '-o', 'jsonpath={.status.availableReplicas}']).out,
        90,
      ).toBe('1');
    }
  });

  test('rejects nothing', () => {
    expect(
      operatorLog()
        .split('\n')
        .filter((line) => /level=(warn|error)/i.test(line) && /skip|reject|invalid|fail/i.test(line) && line.includes('mlops')),
    ).toEqual([]);
  });

  test('generates the jobs of our own prometheus.yml', async () => {
    const { scrape_configs, alerting, global } = normalise(
      load(filesOf(objectNamed(objectsIn(dist), 'ConfigMap', 'prometheus-config'))['prometheus.yml']!) as object,
    ) as unknown as Config;
    await eventually(() => {
      const theirs = normalise(leanPrometheus(generated('prometheus', 'mlops'))) as unknown as Config;
      const names = plainJobNames(theirs.scrape_configs.map(({ job_name }) => job_name));
      const renamed = theirs.scrape_configs.map((job, index) => ({ ...job, job_name: names[index]! }));
      const shared = renamed.filter(({ job_name }) => !reloaders.includes(job_name));
      const further = renamed.map(({ job_name }) => job_name).filter((name) => reloaders.includes(name));
      return { jobs: byName(shared), further: further.sort(), alerting: theirs.alerting, global: theirs.global };
    }, 60).toEqual({ jobs: byName(scrape_configs), further: reloaders, alerting, global });
  });

  test('generates for kube-prometheus what `vigie compile` writes', async () => {
    const manifests = sharedData('kube-prometheus-manifests');
    // That Prometheus selects the monitors of every namespace: ours would be among them.
    cluster.kubectl(['delete', '-f', join(dist, 'operator', 'monitors.yaml'), '-f', join(dist, 'operator', 'prometheus-rules.yaml')]);
    cluster.kubectl(['create', 'namespace', 'monitoring']);
    const applied = cluster.kubectl(['apply', '--server-side', '-f', manifests]);
    // Its APIService is answered by nobody here.
    cluster.kubectl(['delete', 'apiservice', 'v1beta1.metrics.k8s.io']);
    expect(applied.out).not.toMatch(/^error/im);
    const compiled = execFileSync(process.execPath, ['scripts/run.mjs', 'lib/cli/main.ts', 'compile', manifests], {
      cwd: root,
      encoding: 'utf8',
    });
    const wanted = normalise(load(compiled) as object);
    await eventually(() => {
      const theirs = generated('k8s', 'monitoring');
      // The operator names three ConfigMaps of rules at least, so that a new one needs no new pod (pkg/operator/rules.go, AppendConfigMapNames).
      const exist = cluster
        .kubectl(['get', 'configmaps', '--namespace', 'monitoring', '-o', 'jsonpath={.items[*].metadata.name}'])
        .out.split(' ');
      const rule_files = ((theirs.rule_files ?? []) as string[]).filter((pattern) => exist.includes(pattern.split('/')[4]!));
      return normalise({ ...theirs, rule_files });
    }, 120).toEqual(wanted);
  });
});
