import { installedPath, type ScrapeInput } from '../../../analysis/check-input';
import { sourcesOfImages, sourcesOfMonitor } from '../../../catalog/program-metrics';

/** A job that an installed stack has, as far as it is the same in every installation. */
export interface InstalledJob {
  readonly job: string;
  /** The name of its monitor. */
  readonly monitor: string;
  /** @default /metrics */
  readonly path?: string;
  /** Where its targets are. @default - where the stack is */
  readonly namespace?: string;
  /** The image of the program, without a version. @default - one of the cluster's own, known by its monitor */
  readonly image?: string;
  readonly honorLabels?: true;
}

/** A job as the checks see it. Who installs a stack may relabel its targets: which labels they have more is not known. */
export function scrapeOfJob({ job, monitor, path, namespace, image, honorLabels }: InstalledJob, home: string): ScrapeInput {
  const sources = image === undefined ? sourcesOfMonitor(monitor, path ?? '/metrics') : sourcesOfImages([image]);
  return {
    monitor: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: monitor, namespace: home },
      spec: {
        ...(namespace !== undefined && { namespaceSelector: { matchNames: [namespace] } }),
        selector: { matchLabels: { 'app.kubernetes.io/name': job } },
        endpoints: [{ port: 'http', ...(path !== undefined && { path }) }],
      },
    },
    job,
    sources: sources ?? [],
    reach: { namespace: namespace ?? home },
    mustSelect: false,
    labels: { always: new Set(['job', 'instance', 'namespace']), possible: 'any' },
    ...(honorLabels && { honorsLabels: true }),
    place: { path: installedPath },
  };
}

/** What both kube-prometheus and the chart kube-prometheus-stack scrape of a cluster. */
export const clusterJobs = {
  kubeApiServer: [{ job: 'apiserver', monitor: 'kube-apiserver', namespace: 'default' }],
  kubelet: [
    { job: 'kubelet', monitor: 'kubelet', namespace: 'kube-system', honorLabels: true },
    { job: 'kubelet', monitor: 'kubelet', path: '/metrics/cadvisor', namespace: 'kube-system', honorLabels: true },
    { job: 'kubelet', monitor: 'kubelet', path: '/metrics/probes', namespace: 'kube-system', honorLabels: true },
  ],
  kubeControllerManager: [{ job: 'kube-controller-manager', monitor: 'kube-controller-manager', namespace: 'kube-system' }],
  kubeScheduler: [{ job: 'kube-scheduler', monitor: 'kube-scheduler', namespace: 'kube-system' }],
  kubeProxy: [{ job: 'kube-proxy', monitor: 'kube-proxy', namespace: 'kube-system' }],
  kubeEtcd: [{ job: 'kube-etcd', monitor: 'kube-etcd', namespace: 'kube-system' }],
  coreDns: [{ job: 'coredns', monitor: 'coredns', namespace: 'kube-system' }],
  kubeStateMetrics: [{ job: 'kube-state-metrics', monitor: 'kube-state-metrics', image: 'kube-state-metrics', honorLabels: true }],
  nodeExporter: [{ job: 'node-exporter', monitor: 'node-exporter', image: 'node-exporter' }],
} as const satisfies Readonly<Record<string, readonly InstalledJob[]>>;
