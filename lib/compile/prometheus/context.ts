import type { NamedObject } from '../../kubernetes/object';
import { parseVersion, type Version } from '../../text/version';
import type { CommonPrometheusSpec, Prometheus, PrometheusAgent, ScrapeClass } from './crd/prometheus';
import { type MissingSecrets, type References, references } from './references';
import { defaultPrometheusVersion, knownFeatures, type PrometheusFeature } from './versions';

/** What the operator learns from its own flags and from the cluster, not from the objects. */
export interface ClusterOptions {
  /** Whether the API server has EndpointSlices. @default true: every Kubernetes since 1.21 has */
  readonly endpointSlices?: boolean;
  /** Whether pods get the zone of their node as a label. @default false: only Kubernetes from 1.35 does so */
  readonly podTopologyLabels?: boolean;
  /** The operator's `--feature-gates`. @default - all on: an object that asks for a mode is compiled in it */
  readonly featureGates?: Partial<Readonly<Record<FeatureGate, boolean>>>;
  /** @default 'assume' */
  readonly missingSecrets?: MissingSecrets;
  /** Which shard's configuration. @default 0 */
  readonly shard?: number;
}

/** The operator's feature gates that change a configuration. */
export type FeatureGate = 'PrometheusTopologySharding' | 'PrometheusAgentDaemonSet';

/** How targets are divided between configurations. */
export interface Sharding {
  readonly shards: number;
  readonly shard: number;
  /** The zones that shards are assigned to in turn; empty unless sharding follows the topology. */
  readonly zones: readonly string[];
  /** The external label that names the zone; empty where there is to be none. */
  readonly zoneLabel: string;
}

/** What compiling one scrape object needs to know of everything else. */
export interface CompileContext {
  readonly namespace: string;
  readonly name: string;
  readonly spec: CommonPrometheusSpec;
  readonly version: Version;
  readonly references: References;
  readonly sharding: Sharding;
  readonly podTopologyLabels: boolean;
  /** A PrometheusAgent on every node, which scrapes the pods of that node. */
  readonly daemonSet: boolean;
  supports(feature: PrometheusFeature): boolean;
  /** The value where this version of Prometheus knows the feature, else undefined. */
  since<T>(feature: PrometheusFeature, value: T | undefined): T | undefined;
  scrapeClass(name: string | undefined): ScrapeClass;
  endpointsRole(role?: string): EndpointsRole;
}

export type EndpointsRole = 'endpoints' | 'endpointslice';

const defaultGates = { PrometheusTopologySharding: true, PrometheusAgentDaemonSet: true };
const noScrapeClass: ScrapeClass = { name: '' };

/**
 * The context of a Prometheus object. Throws where `spec.version` is no version that the operator knows; `prometheusProblems` finds that
 * without throwing.
 */
export function contextOf(
  prometheus: Prometheus | PrometheusAgent,
  objects: Iterable<NamedObject>,
  options: ClusterOptions = {},
): CompileContext {
  const { spec } = prometheus;
  const version = parseVersion(spec.version?.trim() || defaultPrometheusVersion);
  if (!version) {
    const {
      kind,
      metadata: { name },
    } = prometheus;
    throw new Error(`${kind} ${name}: spec.version is ${spec.version}, which is not a version: write it like ${defaultPrometheusVersion}`);
  }
  const features = knownFeatures(version);
  const classes = new Map(spec.scrapeClasses?.map((scrapeClass) => [scrapeClass.name, scrapeClass]));
  const defaultClass = spec.scrapeClasses?.find((scrapeClass) => scrapeClass.default) ?? noScrapeClass;
  const gates = { ...defaultGates, ...options.featureGates };
  const topology =
    gates.PrometheusTopologySharding && spec.shardingStrategy?.mode === 'Topology' ? spec.shardingStrategy.topology : undefined;
  const endpointSlices = (options.endpointSlices ?? true) && features.has('endpointslice');
  return {
    namespace: prometheus.metadata.namespace ?? 'default',
    name: prometheus.metadata.name,
    spec,
    version,
    references: references(objects, options.missingSecrets ?? 'assume'),
    sharding: {
      shards: shardsOf(spec),
      shard: options.shard ?? 0,
      zones: topology?.values ?? [],
      zoneLabel: topology ? (topology.externalLabelName ?? 'zone') : '',
    },
    podTopologyLabels: options.podTopologyLabels ?? false,
    daemonSet:
      prometheus.kind === 'PrometheusAgent' && gates.PrometheusAgentDaemonSet && (prometheus as PrometheusAgent).spec.mode === 'DaemonSet',
    supports: (feature) => features.has(feature),
    since: (feature, value) => (features.has(feature) ? value : undefined),
    scrapeClass: (name) => (name === undefined ? undefined : classes.get(name)) ?? defaultClass,
    endpointsRole: (role = spec.serviceDiscoveryRole) => (endpointSlices && role === 'EndpointSlice' ? 'endpointslice' : 'endpoints'),
  };
}

/** The number of configurations that share the targets, at least 1. */
export function shardsOf(spec: CommonPrometheusSpec): number {
  return Math.max(spec.shards ?? 1, 1);
}
