import type { PodMonitorSpec } from '../../imports/monitoring.coreos.com/pod-monitor';
import type { ServiceMonitorSpec } from '../../imports/monitoring.coreos.com/service-monitor';
import type { Raw } from '../model/raw';
import type { EndpointSettings, ScrapeSettings } from '../model/scrape-settings';
import type { Watch } from '../model/watch';

/** One port of a target, and how it is scraped. What it says wins over what is said of all. */
export interface TargetEndpoint extends EndpointSettings {
  /** The port's name or number. @default - the only port of the Service or workload; its first one where there are more */
  readonly port?: string | number;
  /** @default /metrics */
  readonly path?: string;
}

/** One port, or several: `endpoints` are of one Service or of the same pods, and of one job. */
export type TargetPorts =
  | (Pick<TargetEndpoint, 'port' | 'path'> & { readonly endpoints?: never })
  | {
      /** The ports that are scraped, each with settings of its own. */
      readonly endpoints: readonly TargetEndpoint[];
      readonly port?: never;
      readonly path?: never;
    };

/** How a target that runs in the cluster is scraped. */
export interface TargetSettings extends ScrapeSettings {
  /** The value of the `job` label. @default - the target's name; of a construct without a name of its own, its path without cdk8s' hash */
  readonly job?: string;
  /** Labels of the Service that all series get. @default - none */
  readonly targetLabels?: readonly string[];
  /** Labels of the pods that all series get. @default - none */
  readonly podTargetLabels?: readonly string[];
  /** Merged over the spec of the ServiceMonitor or PodMonitor, mapping by mapping. @default - nothing */
  readonly raw?: Raw<ServiceMonitorSpec> | Raw<PodMonitorSpec>;
}

/**
 * How a target is scraped, and what is made of it.
 *
 * @example
 * stack.monitor(deployment, {
 *   endpoints: [{ port: 'http' }, { port: 'admin', path: '/stats/prometheus', timeout: '5s' }],
 *   interval: '1m',
 *   metricRelabelings: [relabel.dropMetrics('go_gc_.*')],
 * });
 */
export type MonitorOptions = Watch & TargetSettings & TargetPorts;

/** What is made of a target, and how it is scraped. */
export function watchIn<T extends Watch>(options: T): { readonly watch: Watch; readonly settings: Omit<T, keyof Watch> } {
  const { metrics, alerts, recordings, ruleGroups, dashboards, slos, ...settings } = options;
  const watch = { metrics, alerts, recordings, ruleGroups, dashboards, slos };
  return { watch: Object.fromEntries(Object.entries(watch).filter(([, value]) => value !== undefined)), settings };
}

/** Each port, with what is said of all. */
export const endpointsOf = ({
  endpoints,
  port,
  path,
  ...settings
}: TargetSettings & TargetPorts): readonly (TargetEndpoint & ScrapeSettings)[] =>
  (endpoints ?? [{ port, path }]).map((endpoint) => ({
    ...settings,
    ...Object.fromEntries(Object.entries(endpoint).filter(([, value]) => value !== undefined)),
  }));
