import { textAt } from '../kubernetes/access';
import type { NamedObject } from '../kubernetes/object';
import type { Metric } from '../model/metric';
import { eachRelabeling } from '../model/relabel';
import type { ScrapeSettings } from '../model/scrape-settings';
import type { CatalogedMetrics, MetricSource, Reach, Scrape, Watch } from '../model/watch';
import { componentLabels } from './labels';
import { commonFields, monitorFields, timeFields } from './scrape-fields';

const apiVersion = 'monitoring.coreos.com/v1';

/** What is known of a target's metrics; nothing, where it does not say. */
export function sourcesOf({ metrics }: Watch): readonly MetricSource[] {
  if (metrics === undefined) return [];
  const sources = 'kind' in metrics ? [metrics] : metrics;
  const listed = sources.filter((one): one is Metric => !('kind' in one));
  const catalogues = sources.filter((one): one is CatalogedMetrics => 'kind' in one);
  return [...(listed.length > 0 || catalogues.length === 0 ? [{ kind: 'listed' as const, metrics: listed }] : []), ...catalogues];
}

export interface EndpointOptions {
  /** The port's name, or its number on the pod where it has none. */
  readonly port: string | number;
  /** @default /metrics */
  readonly path?: string;
  /** The target's own job, instance and namespace labels win over those of the scrape. @default - the scrape's win */
  readonly honorLabels?: true;
  /** Its `instance` is the name of its node, which people know, and not an address. @default - its address */
  readonly namedByNode?: true;
  /** @default - as Prometheus does by default */
  readonly settings?: ScrapeSettings;
  /** Its `instance`, where it speaks of another program than itself. @default - its address */
  readonly instance?: string;
}

/** `job` is the name that queries match; it is set, so that it does not depend on a Service's name or labels. */
export const jobRelabeling = (job: string) => ({ action: 'replace', targetLabel: 'job', replacement: job });

const nodeRelabeling = { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' };

/** Selects one Service of those that a monitor finds. */
const serviceRelabeling = (service: string) => ({ action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: service });

function endpoint(
  { job, service }: Pick<MonitorScrape, 'job' | 'service'>,
  { path, honorLabels, namedByNode, instance, settings = {} }: EndpointOptions,
) {
  return {
    ...(path && { path }),
    ...(settings.scheme && { scheme: settings.scheme }),
    ...timeFields(settings),
    ...(honorLabels && { honorLabels }),
    ...commonFields(settings),
    relabelings: [
      ...(service === undefined ? [] : [serviceRelabeling(service)]),
      jobRelabeling(job),
      ...(namedByNode ? [nodeRelabeling] : []),
      ...(instance === undefined ? [] : [{ action: 'replace', targetLabel: 'instance', replacement: instance }]),
      ...eachRelabeling(settings.relabelings),
    ],
  };
}

interface MonitorScrape extends EndpointOptions {
  readonly job: string;
  /** What the monitor is called. @default - as the job */
  readonly name?: string;
  /** Where the monitor stands: the stack's namespace. */
  readonly namespace: string;
  /** Where the Services or pods are. @default - the stack's namespace */
  readonly targetNamespace?: string;
  readonly matchLabels: Readonly<Record<string, string>>;
  /** More ports of the same pods. @default - none */
  readonly further?: readonly EndpointOptions[];
  /** The only Service that is meant, of those with the labels. @default - all of them */
  readonly service?: string;
  /** Labels of Services and pods that all series get. @default - none */
  readonly targetLabels?: readonly string[];
  readonly podTargetLabels?: readonly string[];
  readonly sources: readonly MetricSource[];
  readonly reach: Omit<Reach, 'namespace'> | { readonly onNodes: number };
}

const reachOf = ({ namespace, targetNamespace, reach }: MonitorScrape): Reach =>
  'onNodes' in reach ? { port: reach.onNodes } : { namespace: targetNamespace ?? namespace, ...reach };

const selectsIn = ({ namespace, targetNamespace }: MonitorScrape) =>
  targetNamespace !== undefined && targetNamespace !== namespace ? { namespaceSelector: { matchNames: [targetNamespace] } } : {};

const metadata = ({ job, name = job, namespace }: MonitorScrape) => ({ name, namespace, labels: componentLabels(job) });

const endpointsIn = (options: MonitorScrape): readonly EndpointOptions[] => [options, ...(options.further ?? [])];

const ofAll = ({ settings = {}, targetLabels, podTargetLabels }: MonitorScrape) => ({
  ...(targetLabels && { targetLabels }),
  ...(podTargetLabels && { podTargetLabels }),
  ...monitorFields(settings),
});

/** The endpoints of the Services with these labels. */
export function serviceScrape(options: MonitorScrape): Scrape {
  const { job, matchLabels, sources } = options;
  const monitor: NamedObject = {
    apiVersion,
    kind: 'ServiceMonitor',
    metadata: metadata(options),
    spec: {
      ...selectsIn(options),
      selector: { matchLabels },
      serviceDiscoveryRole: 'EndpointSlice',
      ...ofAll(options),
      endpoints: endpointsIn(options).map((one) => ({
        ...(typeof one.port === 'string' ? { port: one.port } : { targetPort: one.port }),
        ...endpoint(options, one),
      })),
    },
  };
  return { monitor, job, sources, reach: reachOf(options) };
}

/** The pods with these labels, whether a Service reaches them or not. */
export function podScrape(options: MonitorScrape): Scrape {
  const { job, matchLabels, sources } = options;
  const monitor: NamedObject = {
    apiVersion,
    kind: 'PodMonitor',
    metadata: metadata(options),
    spec: {
      ...selectsIn(options),
      selector: { matchLabels },
      ...ofAll(options),
      podMetricsEndpoints: endpointsIn(options).map((one) => ({
        ...(typeof one.port === 'string' ? { port: one.port } : { portNumber: one.port }),
        ...endpoint(options, one),
      })),
    },
  };
  return { monitor, job, sources, reach: reachOf(options) };
}

/** The kubelet's own port, which discovery of nodes gives. */
const kubeletPort = 10250;

/** Where a pod finds the token of its service account. */
const accountPath = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * How kubelets are asked: over TLS, with the service account's token. Their certificates are signed by themselves unless the cluster
 * rotates serving certificates (Kubernetes documentation, "TLS bootstrapping"), so that they cannot be verified everywhere.
 */
export const kubeletScrapeClass = {
  name: 'kubelet',
  tlsConfig: { caFile: `${accountPath}/ca.crt`, insecureSkipVerify: true },
  authorization: { type: 'Bearer', credentialsFile: `${accountPath}/token` },
} as const;

/** How the API server is asked: its certificate is signed by the authority that each pod is given (Kubernetes documentation, "Accessing the Kubernetes API from a Pod"). */
export const apiServerScrapeClass = {
  name: 'api-server',
  tlsConfig: { caFile: `${accountPath}/ca.crt`, serverName: 'kubernetes' },
  authorization: { type: 'Bearer', credentialsFile: `${accountPath}/token` },
} as const;

/** How schedulers and controller managers are asked: as kubelets, but they let in whoever may read `/metrics`. */
export const controlPlaneScrapeClass = { ...kubeletScrapeClass, name: 'control-plane' } as const;

const scrapeClasses = [kubeletScrapeClass, apiServerScrapeClass, controlPlaneScrapeClass];

/** The scrape classes that these monitors name. */
export const scrapeClassesOf = (scrapes: readonly Scrape[]) => {
  const named = new Set(scrapes.map(({ monitor }) => textAt(monitor, 'spec', 'scrapeClass')));
  return scrapeClasses.filter(({ name }) => named.has(name));
};

/** The API server, behind the Service that each cluster has for it. */
export function apiServerScrape(job: string, namespace: string, port: number, sources: readonly MetricSource[]): Scrape {
  const monitor: NamedObject = {
    apiVersion,
    kind: 'ServiceMonitor',
    metadata: { name: job, namespace, labels: componentLabels(job) },
    spec: {
      scrapeClass: apiServerScrapeClass.name,
      namespaceSelector: { matchNames: ['default'] },
      selector: { matchLabels: { component: 'apiserver', provider: 'kubernetes' } },
      serviceDiscoveryRole: 'EndpointSlice',
      endpoints: [{ port: 'https', scheme: 'https', relabelings: [jobRelabeling(job)] }],
    },
  };
  return { monitor, job, sources, reach: { port } };
}

export interface NodeScrapeOptions {
  readonly name: string;
  readonly job: string;
  readonly namespace: string;
  readonly path: string;
  readonly scrapeClass: string;
  readonly sources: readonly MetricSource[];
  /** @default - series stay as they are */
  readonly metricRelabelings?: readonly object[];
}

/** Every node, at the port of its kubelet. */
export function nodeScrape({ name, job, namespace, path, scrapeClass, sources, metricRelabelings = [] }: NodeScrapeOptions): Scrape {
  const monitor: NamedObject = {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'ScrapeConfig',
    metadata: { name, namespace, labels: componentLabels(job) },
    spec: {
      scrapeClass,
      scheme: 'HTTPS',
      metricsPath: path,
      kubernetesSDConfigs: [{ role: 'Node' }],
      relabelings: [
        jobRelabeling(job),
        { action: 'replace', sourceLabels: ['__meta_kubernetes_node_name'], targetLabel: 'node' },
        { action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' },
      ],
      ...(metricRelabelings.length > 0 && { metricRelabelings }),
    },
  };
  return { monitor, job, sources, reach: { port: kubeletPort } };
}
