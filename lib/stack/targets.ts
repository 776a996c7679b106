import { Names } from 'cdk8s';
import { Construct } from 'constructs';
import { podScrape, serviceScrape, sourcesOf } from '../manifests/scrape';
import type { Reach, Scrape, Watch } from '../model/watch';
import { type JsonObject, merged } from '../text/json';
import { endpointsOf, type TargetPorts, type TargetSettings } from './target-options';

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

/** A Service that is made elsewhere, by its name. */
export interface ServiceByName {
  readonly service: string;
  /** The name of its port, or its number on the pods. */
  readonly port: string | number;
  /** @default - the stack's namespace */
  readonly namespace?: string;
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

export type Target = LabelledTarget | ServiceByName | ServiceConstruct | WorkloadConstruct;

/** The name that cdk8s makes for an object that was given none ends so. */
const madeName = /-c[0-9a-f]{7}$/;

/** What a target is called where its user gives it no job: `shop-api`, and not `shop-api-c88c7a0e`. */
export const usualJob = (target: Target): string => {
  if ('service' in target) return target.service;
  return Construct.isConstruct(target) && madeName.test(target.name) ? Names.toDnsLabel(target, { includeHash: false }) : target.name;
};

/** What a stack watches, and how it scrapes it. */
export interface DeclaredTarget {
  readonly name: string;
  readonly watch: Watch;
  readonly scrape: Scrape;
}

interface Place {
  readonly targetNamespace?: string;
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly service?: string;
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly make: typeof serviceScrape;
  /** The port as a monitor has it, and its number on the pods where that is known. */
  readonly portOf: (wanted: string | number | undefined) => { readonly port: string | number; readonly number?: number };
}

/** How a target is scraped, by a monitor in the stack's namespace. */
export function scrapeOf(target: Target, namespace: string, options: TargetSettings & TargetPorts, watch: Watch): Scrape {
  const { job = usualJob(target), raw, targetLabels, podTargetLabels } = options;
  const { make, portOf, podLabels, ...place } = placeOf(target, job);
  const endpoints = endpointsOf(options).map(({ port: wanted, path, ...settings }) => {
    const { port, number } = portOf(wanted);
    return { endpoint: { port, settings, ...(path !== undefined && { path }) }, number };
  });
  const [first, ...further] = endpoints.map(({ endpoint }) => endpoint);
  const scrape = make({
    ...place,
    ...first!,
    further,
    job,
    namespace,
    sources: sourcesOf(watch),
    ...(targetLabels && { targetLabels }),
    ...(podTargetLabels && { podTargetLabels }),
    reach: { ...reachOf(endpoints.map(({ number }) => number)), ...(podLabels && { podLabels }) },
  });
  if (raw === undefined) return scrape;
  const spec = merged(scrape.monitor.spec as JsonObject, raw as JsonObject);
  return { ...scrape, monitor: { ...scrape.monitor, spec } };
}

/** All ports, or any where one of them is not known. */
function reachOf(numbers: readonly (number | undefined)[]): Pick<Reach, 'port' | 'otherPorts'> {
  const [port, ...otherPorts] = [...new Set(numbers)];
  if (port === undefined || otherPorts.includes(undefined)) return {};
  return { port, ...(otherPorts.length > 0 && { otherPorts: otherPorts as readonly number[] }) };
}

function placeOf(target: Target, job: string): Place {
  if ('service' in target || 'labels' in target) {
    const { port, namespace } = target;
    const portOf = (wanted: string | number = port) => ({ port: wanted, ...(typeof wanted === 'number' && { number: wanted }) });
    const common = { ...(namespace !== undefined && { targetNamespace: namespace }), portOf };
    if ('service' in target) return { ...common, service: target.service, matchLabels: {}, make: serviceScrape };
    const { labels: matchLabels, select = 'services' } = target;
    return select === 'pods'
      ? { ...common, matchLabels, podLabels: matchLabels, make: podScrape }
      : { ...common, matchLabels, make: serviceScrape };
  }
  const { metadata } = target;
  const common = metadata.namespace === undefined ? {} : { targetNamespace: metadata.namespace };
  if ('matchLabels' in target) {
    const { matchLabels, containers } = target;
    const ports = containers.flatMap((container) => container.ports);
    return { ...common, matchLabels, podLabels: matchLabels, make: podScrape, portOf: (wanted) => portAmong(ports, wanted) };
  }
  const ports = target.ports.map(({ name, port, targetPort = port }) => ({
    ...(name !== undefined && { name }),
    port,
    number: targetPort,
  }));
  return { ...common, matchLabels: labelsOf(metadata, job), make: serviceScrape, portOf: (wanted) => portAmong(ports, wanted) };
}

interface Port {
  readonly name?: string;
  readonly number: number;
  /** That of a Service, where it differs. */
  readonly port?: number;
}

/** That it is there was judged where the options were. */
function portAmong(ports: readonly Port[], wanted: string | number | undefined) {
  const { name, number } = ports.find((one) => wanted === undefined || one.name === wanted || (one.port ?? one.number) === wanted)!;
  return { port: name ?? number, number };
}

/** A ServiceMonitor selects Services by labels; one that has none gets the recommended label for its name. */
function labelsOf(metadata: Metadata, job: string): Readonly<Record<string, string>> {
  const read = () => (metadata.toJson() as { labels?: Record<string, string> } | undefined)?.labels ?? {};
  if (Object.keys(read()).length === 0) metadata.addLabel('app.kubernetes.io/name', job);
  return read();
}
