import { Names } from 'cdk8s';
import { Construct } from 'constructs';
import { podScrape, serviceScrape, sourcesOf } from '../manifests/scrape';
import type { Scrape, Watch } from '../model/watch';

/** Pods that run already, behind Services with these labels. */
export interface LabelledTarget {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The name of the Services' port, or its number on the pods. */
  readonly port: string | number;
  /** @default - the stack's namespace */
  readonly namespace?: string;
  /** What to select by the labels. @default services */
  readonly select?: 'services' | 'pods';
}

/** A Service of cdk8s-plus, whatever its version. */
export interface ServiceConstruct {
  readonly kind: string;
  readonly name: string;
  readonly metadata: Metadata;
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number }[];
}

/** A Deployment, StatefulSet or DaemonSet of cdk8s-plus, whatever its version. */
export interface WorkloadConstruct {
  readonly kind: string;
  readonly name: string;
  readonly metadata: Metadata;
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly containers: readonly { readonly ports: readonly { readonly name?: string; readonly number: number }[] }[];
  /** A CronJob and a Job have no pods to find: they are gone when they are done. */
  readonly schedule?: never;
  readonly backoffLimit?: never;
}

interface Metadata {
  readonly namespace?: string;
  toJson(): unknown;
  addLabel(key: string, value: string): void;
}

export type Target = LabelledTarget | ServiceConstruct | WorkloadConstruct;

export interface TargetOptions {
  /** The port's name or number. @default - the only port of the Service or workload; its first one where there are more */
  readonly port?: string | number;
  /** @default /metrics */
  readonly path?: string;
}

/** The name that cdk8s makes for an object that was given none ends so. */
const madeName = /-c[0-9a-f]{7}$/;

/** What a target is called where its user gives it no job: `shop-api`, and not `shop-api-c88c7a0e`. */
export const usualJob = (target: Target): string =>
  Construct.isConstruct(target) && madeName.test(target.name) ? Names.toDnsLabel(target, { includeHash: false }) : target.name;

/** What a stack watches, and how it scrapes it. */
export interface DeclaredTarget {
  readonly name: string;
  readonly watch: Watch;
  readonly scrape: Scrape;
}

/** How a target is scraped, by a monitor in the stack's namespace. */
export function scrapeOf(
  target: Target,
  options: TargetOptions & { readonly namespace: string; readonly job: string },
  watch: Watch,
): Scrape {
  const { namespace, job, path } = options;
  const common = { job, namespace, sources: sourcesOf(watch), ...(path && { path }) };
  if ('labels' in target) {
    const { labels, port, select = 'services', namespace: targetNamespace } = target;
    const place = { ...common, targetNamespace, matchLabels: labels, port: options.port ?? port };
    const reach = typeof place.port === 'number' ? { port: place.port } : {};
    return select === 'pods' ? podScrape({ ...place, reach: { ...reach, podLabels: labels } }) : serviceScrape({ ...place, reach });
  }
  return 'matchLabels' in target ? workloadScrape(target, common, options) : serviceConstructScrape(target, common, options);
}

type Common = Pick<Parameters<typeof serviceScrape>[0], 'job' | 'namespace' | 'sources' | 'path'>;

function serviceConstructScrape(service: ServiceConstruct, common: Common, { port: wanted }: TargetOptions): Scrape {
  const { metadata, ports, name } = service;
  const port = ports.find((candidate) => wanted === undefined || candidate.name === wanted || candidate.port === wanted);
  if (port === undefined) {
    const known = ports.map((candidate) => candidate.name ?? candidate.port).join(', ') || 'none';
    throw new RangeError(`Service ${name} has no port ${wanted ?? 'at all'} to monitor: its ports are ${known}`);
  }
  const number = port.targetPort ?? port.port;
  return serviceScrape({
    ...common,
    targetNamespace: metadata.namespace,
    matchLabels: labelsOf(metadata, common.job),
    port: port.name ?? number,
    reach: { port: number },
  });
}

/** A ServiceMonitor selects Services by labels; one that has none gets the recommended label for its name. */
function labelsOf(metadata: Metadata, job: string): Readonly<Record<string, string>> {
  const read = () => (metadata.toJson() as { labels?: Record<string, string> } | undefined)?.labels ?? {};
  if (Object.keys(read()).length === 0) metadata.addLabel('app.kubernetes.io/name', job);
  return read();
}

function workloadScrape(workload: WorkloadConstruct, common: Common, { port: wanted }: TargetOptions): Scrape {
  const { metadata, matchLabels, containers, kind, name } = workload;
  const ports = containers.flatMap((container) => container.ports);
  const port = ports.find((candidate) => wanted === undefined || candidate.name === wanted || candidate.number === wanted);
  if (port === undefined) {
    const known = ports.map((candidate) => candidate.name ?? candidate.number).join(', ') || 'none';
    throw new RangeError(`${kind} ${name} has no container port ${wanted ?? 'at all'} to monitor: its ports are ${known}`);
  }
  return podScrape({
    ...common,
    targetNamespace: metadata.namespace,
    matchLabels,
    port: port.name ?? port.number,
    reach: { podLabels: matchLabels, port: port.number },
  });
}
