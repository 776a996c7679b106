import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricType } from '../../../lib/model/metric';
import { startCluster } from '../cluster';
import { declaredIn } from '../go-source';
import { goModule, type Kit, settled, tool, until } from '../kit';
import { tablesOf } from '../markdown';
import type { Documented, Page, Program } from '../program';
import { createObjects, settleObjects } from './kubernetes-objects';

const version = '2.19.1';
const module = (): Promise<string> => goModule('k8s.io/kube-state-metrics/v2', `v${version}`);

const offByDefault = ['clusterrolebindings', 'clusterroles', 'endpoints', 'ingressclasses', 'rolebindings', 'roles', 'serviceaccounts'];

/** The pages of kube-state-metrics over a cluster with one object of each kind: its metrics, and those of itself. */
async function read(kit: Kit, itself: boolean): Promise<Page[]> {
  const cluster = await startCluster(kit, []);
  await settleObjects(cluster, await createObjects(kit, cluster));
  const help = await kit.help(tool('kube-state-metrics'));
  const byDefault = /--resources string .*Defaults to "([^"]+)"/.exec(help)![1]!;
  const optIn = (await documented())
    .filter(({ when }) => when === flags.optIn)
    .map(({ name }) => name)
    .join(',');
  let used = 33000; // the ports are those of the cluster's own network
  const page = async (args: readonly string[]): Promise<string> => {
    const [port, own] = [used++, used++];
    cluster.start(tool('kube-state-metrics'), [
      '--kubeconfig',
      cluster.kubeconfig,
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--telemetry-host',
      '127.0.0.1',
      '--telemetry-port',
      String(own),
      ...args,
    ]);
    await until(async () => {
      const text = await cluster.fetch(`http://127.0.0.1:${port}/metrics`);
      if (!text.includes('kube_volumeattachment_info{')) throw new Error('the last kind that is listed is not there yet');
    });
    await settled(() => cluster.fetch(`http://127.0.0.1:${port}/metrics`));
    return cluster.fetch(`http://127.0.0.1:${itself ? own : port}/metrics`);
  };
  if (itself) return [{ text: await page([]) }];
  return [
    { text: await page([]) },
    ...(await Promise.all(
      offByDefault.map(async (kind) => ({ text: await page(['--resources', `${byDefault},${kind}`]), when: `--resources=...,${kind}` })),
    )),
    { text: await page(['--metric-labels-allowlist=*=[*]', '--resources', [byDefault, ...offByDefault].join(',')]), when: flags.labels },
    {
      text: await page(['--metric-annotations-allowlist=*=[*]', '--resources', [byDefault, ...offByDefault].join(',')]),
      when: flags.annotations,
    },
    { text: await page(['--metric-opt-in-list', optIn]), when: flags.optIn },
  ];
}

const flags = { labels: '--metric-labels-allowlist', annotations: '--metric-annotations-allowlist', optIn: '--metric-opt-in-list' };

/** docs/metrics: one table for each kind. */
async function documented(): Promise<Documented[]> {
  const folder = join(await module(), 'docs', 'metrics');
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .sort()
    .filter((file) => file.endsWith('-metrics.md') && !file.includes('customresource'));
  const rows = files.flatMap((file) => tablesOf(readFileSync(join(folder, file), 'utf8')));
  return rows
    .filter((row) => row['Metric name']?.startsWith('kube_'))
    .map((row) => ({
      name: row['Metric name']!,
      type: row['Metric type']!.toLowerCase() as MetricType,
      help: row.Description!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
      ...labelsOf(row['Metric name']!, row['Labels/tags']!),
      ...((row['Opt-in'] === 'Opt-in' || row.Description!.includes(flags.optIn)) && { when: flags.optIn }),
    }));
}

/** `pod`=&lt;pod-name&gt; <br> `phase`=&lt;Pending|Running&gt; <br> `label_POD_LABEL`=&lt;POD_LABEL&gt; */
function labelsOf(metric: string, cell: string): Pick<Documented, 'labels' | 'openLabels' | 'labelValues'> {
  const labels: string[] = [];
  const openLabels: string[] = [];
  const labelValues: Record<string, string[]> = {};
  for (const [, name, value] of cell.matchAll(/`(\w+)=?`(?:\s*=?\s*&lt;(.*?)&gt;)?/g)) {
    const open = /^([a-z_]+_)[A-Z]/.exec(name!);
    if (!open) labels.push(name!);
    else if (!/_(labels|annotations)$/.test(metric)) openLabels.push(open[1]!);
    if (!open && /^\w+(\s*\|\s*\w+)+$/.test(value ?? ''))
      labelValues[name!] = value!
        .split('|')
        .map((one) => one.trim())
        .sort();
  }
  // The tables of some kinds leave these out, or misspell them.
  if (metric.endsWith('_labels')) openLabels.push('label_');
  if (metric.endsWith('_annotations')) openLabels.push('annotation_');
  return { labels, ...(openLabels.length && { openLabels }), ...(Object.keys(labelValues).length && { labelValues }) };
}

const needs = ['etcd', 'kube-apiserver', 'kubectl', 'kube-state-metrics'].map(tool);

export const kubeStateMetrics: Program = {
  name: 'kube-state-metrics',
  program: 'kube-state-metrics',
  version,
  live: { source: 'over an API server with one object of each kind', needs, pages: (kit) => read(kit, false) },
  doc: { source: `k8s.io/kube-state-metrics/v2 v${version}, docs/metrics`, metrics: documented },
};

export const kubeStateMetricsItself: Program = {
  name: 'kube-state-metrics-self',
  program: 'kube-state-metrics, telemetry port',
  version,
  live: { source: 'over an API server with one object of each kind', needs, pages: (kit) => read(kit, true) },
  doc: {
    source: `k8s.io/kube-state-metrics/v2 v${version}, its source`,
    metrics: async () =>
      (await declaredIn('k8s.io/kube-state-metrics/v2', `v${version}`, ['internal', 'pkg'])).filter(({ name }) =>
        name.startsWith('kube_state_metrics_'),
      ),
  },
};
