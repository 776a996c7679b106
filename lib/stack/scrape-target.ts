import type { KubernetesSDConfig, ScrapeConfigSpec } from '../../imports/monitoring.coreos.com/scrape-config';
import type { NamedObject } from '../kubernetes/object';
import { componentLabels } from '../manifests/labels';
import { jobRelabeling, sourcesOf } from '../manifests/scrape';
import { commonFields, monitorFields } from '../manifests/scrape-fields';
import { durationText } from '../model/duration';
import type { Labels } from '../model/labels';
import type { Raw } from '../model/raw';
import { eachRelabeling } from '../model/relabel';
import type { ScrapeSettings } from '../model/scrape-settings';
import type { Reach, Scrape, Watch } from '../model/watch';
import { type JsonObject, merged } from '../text/json';

/** What finds targets, in the words of the ScrapeConfig resource: `staticConfigs`, `httpSDConfigs`, `ec2SDConfigs` and so on. */
export type Discovery = {
  readonly [K in keyof ScrapeConfigSpec as K extends `${string}SDConfigs` | 'staticConfigs' ? K : never]?: ScrapeConfigSpec[K];
};

/** What is scraped where an address or a discovery finds it, and what is made of it. */
export interface ScrapeOptions extends Watch, ScrapeSettings {
  /** What finds the targets: `staticTargets([...])`, or the discoveries of a ScrapeConfig in its words. */
  readonly discover: Discovery;
  /** @default /metrics */
  readonly path?: string;
  /** Merged over the spec of the ScrapeConfig, mapping by mapping. @default - nothing */
  readonly raw?: Raw<ScrapeConfigSpec>;
}

/**
 * Targets that are known by their addresses, `host:port`, and labels of all of them.
 *
 * @example
 * stack.scrape('docker-host', { discover: staticTargets(['10.0.0.7:9100'], { rack: 'a' }), metrics: [catalog.node] });
 */
export const staticTargets = (targets: readonly string[], labels?: Labels): Discovery => ({
  staticConfigs: [{ targets, ...(labels && { labels }) }],
});

/** A job as a ScrapeConfig in the stack's namespace. */
export function scrapeConfigScrape(job: string, namespace: string, settings: Omit<ScrapeOptions, keyof Watch>, watch: Watch): Scrape {
  const { discover, path, scheme, interval, timeout, relabelings, raw = {} } = settings;
  const spec = {
    ...discover,
    ...(path !== undefined && { metricsPath: path }),
    ...(scheme && { scheme: scheme.toUpperCase() }),
    ...(interval !== undefined && { scrapeInterval: durationText(interval) }),
    ...(timeout !== undefined && { scrapeTimeout: durationText(timeout) }),
    ...monitorFields(settings),
    ...commonFields(settings),
    relabelings: [jobRelabeling(job), ...eachRelabeling(relabelings)],
  };
  const monitor: NamedObject = {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'ScrapeConfig',
    metadata: { name: job, namespace, labels: componentLabels(job) },
    spec: merged(spec as unknown as JsonObject, raw as JsonObject),
  };
  return { monitor, job, sources: sourcesOf(watch), reach: reachOf(discover.kubernetesSDConfigs ?? []) };
}

/** Pods of one namespace where nothing else is looked for; anything that is found else. */
function reachOf(configs: readonly KubernetesSDConfig[]): Reach {
  const names = [
    ...new Set(
      configs.map(({ role, namespaces }) =>
        role === 'Node' ? undefined : namespaces?.names?.length === 1 ? namespaces.names[0] : undefined,
      ),
    ),
  ];
  const [namespace] = names;
  return names.length === 1 && namespace !== undefined ? { namespace } : configs.length > 0 ? { isAnywhere: true } : {};
}
