import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainJobNames } from '../../lib/backends/shared/prometheus-config';
import { normalise } from '../compile/prometheus/normalise';
import { type Cluster, startCluster, until, volumes } from './cluster';
import { dist, filesOf, objectNamed, objectsIn, root } from './dist';
import { sharedData } from './shared/data';

interface Config {
  readonly scrape_configs: readonly { readonly job_name: string }[];
  readonly [section: string]: unknown;
}

const configOf = (data: string) => load(gunzipSync(Buffer.from(data, 'base64')).toString('utf8')) as Config;
const byName = (config: Config) => new Map(config.scrape_configs.map((job) => [job.job_name, job]));

describe('a cluster that runs the real prometheus-operator', () => {
  let cluster: Cluster;
  let setup: ReturnType<Cluster['kubectl']>;
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
      const available = await until(
        () => cluster.kubectl(['get', kind!, name!, '--namespace', 'mlops', '-o', 'jsonpath={.status.availableReplicas}']).out,
        (replicas) => replicas === '1',
        90,
      );
      expect(available).toBe('1');
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
    const secret = await until(
      () =>
        cluster.kubectl(['get', 'secret', 'prometheus-prometheus', '--namespace', 'mlops', '-o', 'jsonpath={.data.prometheus\\.yaml\\.gz}'])
          .out,
      (data) => data !== '' && !data.includes('NotFound'),
      60,
    );
    const theirs = normalise(configOf(secret)) as unknown as Config;
    const ours = normalise(
      load(filesOf(objectNamed(objectsIn(dist), 'ConfigMap', 'prometheus-config'))['prometheus.yml']!),
    ) as unknown as Config;
    const names = plainJobNames(theirs.scrape_configs.map(({ job_name }) => job_name));
    const renamed = { ...theirs, scrape_configs: theirs.scrape_configs.map((job, index) => ({ ...job, job_name: names[index]! })) };
    expect(byName(ours)).toEqual(byName(renamed));
    expect(ours.alerting).toEqual(theirs.alerting);
    expect(ours.global).toEqual(theirs.global);
  });

  /** One for each endpoint of the ServiceMonitors of kube-prometheus. */
  const jobsOfManifests = 22;

  test('generates for kube-prometheus what `vigie compile` writes', async () => {
    const manifests = sharedData('kube-prometheus-manifests');
    // That Prometheus selects the monitors of every namespace: ours would be among them.
    cluster.kubectl(['delete', '-f', join(dist, 'operator', 'monitors.yaml'), '-f', join(dist, 'operator', 'prometheus-rules.yaml')]);
    cluster.kubectl(['create', 'namespace', 'monitoring']);
    const applied = cluster.kubectl(['apply', '--server-side', '-f', manifests]);
    // Its APIService is answered by nobody here.
    cluster.kubectl(['delete', 'apiservice', 'v1beta1.metrics.k8s.io']);
    expect(applied.out).not.toMatch(/^error/im);
    const secret = await until(
      () =>
        cluster.kubectl(['get', 'secret', 'prometheus-k8s', '--namespace', 'monitoring', '-o', 'jsonpath={.data.prometheus\\.yaml\\.gz}'])
          .out,
      (data) =>
        data !== '' &&
        !data.includes('NotFound') &&
        configOf(data).scrape_configs.length === jobsOfManifests &&
        Array.isArray(configOf(data).rule_files) &&
        (configOf(data).rule_files as unknown[]).length > 0,
      120,
    );
    const compiled = execFileSync(process.execPath, ['scripts/run.mjs', 'lib/cli/main.ts', 'compile', manifests], {
      cwd: root,
      encoding: 'utf8',
    });
    // The operator names three ConfigMaps of rules at least, so that a new one needs no new pod (pkg/operator/rules.go, AppendConfigMapNames).
    const exist = cluster
      .kubectl(['get', 'configmaps', '--namespace', 'monitoring', '-o', 'jsonpath={.items[*].metadata.name}'])
      .out.split(' ');
    const theirs = configOf(secret);
    const rule_files = (theirs.rule_files as string[]).filter((pattern) => exist.includes(pattern.split('/')[4]!));
    expect(normalise(load(compiled) as object)).toEqual(normalise({ ...theirs, rule_files }));
  });
});
