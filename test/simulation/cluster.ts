import { type CatalogName, catalogs } from '../../lib/catalog/catalogs';
import type { CatalogEntry, CatalogFile } from '../../lib/catalog/source';
import { emptyStorage, type SeriesStorage } from '../../lib/promql/evaluate/storage/series';
import { containerLabels, machineLabels, objectLabels, ownLabels } from './label-sets';
import { containerValues, kubeletValues, nodeValues } from './machine-values';
import { programValues } from './program-values';
import { addHistogram, addSeries, chanceOf, type Labels, type Simulation, type Worth } from './shapes';
import { given, stateValues } from './state-values';
import { broken, claims, nodes } from './topology';

export type SimulatedState = 'healthy' | 'failing' | 'empty';

/** How long before the end something breaks. */
const brokenFor = 20 * 60;

/** What a cluster exposes until `to`, in seconds: all is well, or has been until twenty minutes ago; or Prometheus has nothing yet. */
export function simulate(state: SimulatedState, to: number, metrics: ReadonlySet<string>, hours = 13): SeriesStorage {
  const storage = emptyStorage();
  if (state === 'empty') return storage;
  const simulation: Simulation = { storage, from: to - hours * 3600, to, ...(state === 'failing' && { breaksAt: to - brokenFor }) };
  for (const target of targets) addTarget(simulation, target, metrics);
  addHealth(simulation);
  return storage;
}

interface Target {
  readonly catalog: CatalogName;
  readonly instances: readonly Labels[];
  readonly values: Readonly<Record<string, (labels: Labels) => Worth>>;
  readonly labels: (metric: string, names: readonly string[]) => readonly Labels[];
}

const instance = (job: string, port: number, ...names: readonly string[]): readonly Labels[] =>
  names.map((name) => ({ job, instance: `${name}:${port}` }));
const onNodes = (job: string, more: Labels, port?: number): readonly Labels[] =>
  nodes.map((node) => ({ job, ...more, ...(port === undefined ? { instance: node } : { instance: `${node}:${port}`, node }) }));
const program = (catalog: CatalogName, instances: readonly Labels[]): Target => ({
  catalog,
  instances,
  values: programValues,
  labels: (_, names) => ownLabels(names),
});

const volumeLabels = () => claims.map(({ namespace, name }) => ({ namespace, persistentvolumeclaim: name }));

const targets: readonly Target[] = [
  {
    catalog: 'kube-state-metrics',
    instances: [{ job: 'kube-state-metrics', instance: '10.0.1.7:8080' }],
    values: stateValues,
    labels: (metric, names) => objectLabels(names, given[metric] ?? {}),
  },
  {
    catalog: 'kubelet-cadvisor',
    instances: [{ job: 'kubelet', metrics_path: '/metrics/cadvisor' }],
    values: containerValues,
    labels: containerLabels,
  },
  { catalog: 'node', instances: onNodes('node-exporter', {}), values: nodeValues, labels: machineLabels },
  {
    catalog: 'kubelet',
    instances: onNodes('kubelet', { metrics_path: '/metrics' }, 10250),
    values: { ...programValues, ...kubeletValues },
    labels: (metric, names) => (metric.startsWith('kubelet_volume') ? volumeLabels() : ownLabels(names.filter((name) => name !== 'node'))),
  },
  program('kube-apiserver', instance('apiserver', 6443, 'control-1', 'control-2')),
  program('kube-scheduler', instance('kube-scheduler', 10259, 'control-1')),
  program('kube-controller-manager', instance('kube-controller-manager', 10257, 'control-1')),
  program('kube-proxy', instance('kube-proxy', 10249, ...nodes)),
  program('etcd', instance('etcd', 2381, 'control-1', 'control-2', 'control-3')),
  program('coredns', instance('coredns', 9153, '10.0.1.4', '10.0.2.4')),
  program('prometheus', instance('prometheus', 9090, '10.0.2.9')),
  program('alertmanager', instance('alertmanager', 9093, '10.0.2.11', '10.0.3.11', '10.0.1.11')),
  program('postgres', instance('postgres-exporter', 5432, 'postgres.shop', 'billing.shop')),
  program('redis', instance('redis-exporter', 6379, 'redis.shop')),
  program('grafana', instance('grafana', 3000, '10.0.2.12')),
];

/** What should not happen does not happen. */
const trouble =
  /error|fail|drop|reject|evict|miss|exceed|retr|abort|corrupt|refus|invalid|duplicate|out_of|pending|rotation|slow|lost|early/;

function addTarget(simulation: Simulation, target: Target, wanted: ReadonlySet<string>): void {
  const file: CatalogFile = catalogs[target.catalog].file;
  const isWanted = (name: string) => ['', '_bucket', '_sum', '_count'].some((suffix) => wanted.has(name + suffix));
  for (const type of ['counter', 'gauge', 'histogram', 'summary', 'untyped'] as const)
    for (const [name, entry] of Object.entries(file[type])) if (isWanted(name)) addMetric(simulation, target, type, name, entry);
}

function addMetric(simulation: Simulation, target: Target, type: keyof CatalogFile & string, name: string, entry: CatalogEntry): void {
  const isCounter = type === 'counter' || (type === 'untyped' && /^node_vmstat/.test(name));
  const known = target.values[name];
  const sets = target.labels(name, entry.labels);
  for (const [index, of] of target.instances.entries()) {
    // Volumes are mounted at one node each.
    const own = name.startsWith('kubelet_volume') ? sets.filter((_, at) => 1 + (at % 3) === index) : sets;
    for (const set of own) {
      const labels = { ...of, ...set };
      const chance = chanceOf(`${name} ${Object.values(labels).join(' ')}`);
      if (type === 'histogram') {
        const typical = /bytes/.test(name) ? 2000 : 0.002 + 0.03 * chance;
        addHistogram(simulation, name, labels, entry.buckets ?? [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10], typical, 0.2 + chance);
        continue;
      }
      const otherwise: Worth = trouble.test(name) ? 0 : isCounter ? 0.3 + 2 * chance : 1;
      addSeries(simulation, name, labels, isCounter, known?.(labels) ?? otherwise);
    }
  }
}

/** What Prometheus itself says of targets and alerts. */
function addHealth(simulation: Simulation): void {
  for (const { catalog, instances } of targets) {
    const all = catalog === 'kubelet-cadvisor' ? onNodes('kubelet', { metrics_path: '/metrics/cadvisor' }, 10250) : instances;
    for (const labels of all) {
      const isHit = labels.instance!.startsWith(broken.node);
      addSeries(simulation, 'up', labels, false, ({ isBroken }) => (isBroken && isHit ? 0 : 1));
      addSeries(simulation, 'scrape_samples_post_metric_relabeling', labels, false, 400 + Math.round(3000 * chanceOf(catalog)));
      addSeries(simulation, 'scrape_duration_seconds', labels, false, 0.02 + 0.2 * chanceOf(catalog));
    }
  }
  const alert = (alertname: string, severity: string, more: Labels, breaks: boolean) =>
    addSeries(simulation, 'ALERTS', { alertname, severity, alertstate: 'firing', ...more }, false, ({ isBroken }) =>
      breaks && !isBroken ? Number.NaN : 1,
    );
  alert('Watchdog', 'none', {}, false);
  alert('KubeNodeNotReady', 'warning', { node: broken.node }, true);
  alert('KubePodCrashLooping', 'warning', { namespace: 'shop', pod: broken.crashing, container: 'api' }, true);
  alert('NodeFilesystemAlmostOutOfSpace', 'critical', { instance: broken.disk, mountpoint: '/', device: 'sda' }, true);
}
