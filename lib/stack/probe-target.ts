import type { ProbeSpec } from '../../imports/monitoring.coreos.com/probe';
import { cataloged } from '../catalog/cataloged';
import { catalogs } from '../catalog/catalogs';
import type { NamedObject } from '../kubernetes/object';
import { componentLabels } from '../manifests/labels';
import { sourcesOf } from '../manifests/scrape';
import { commonFields, monitorFields, timeFields } from '../manifests/scrape-fields';
import type { Labels } from '../model/labels';
import type { Raw } from '../model/raw';
import { eachRelabeling } from '../model/relabel';
import type { ScrapeSettings } from '../model/scrape-settings';
import type { Scrape, Watch } from '../model/watch';
import { type JsonObject, merged } from '../text/json';

/** A blackbox exporter or its like, and the modules that it has. */
export interface Prober<M extends string = string> {
  /** Its address, `host:port`, without a scheme. */
  readonly url: string;
  readonly modules: readonly M[];
  /** @default /probe */
  readonly path?: string;
  /** @default http */
  readonly scheme?: 'http' | 'https';
}

/**
 * A prober at an address; a module that it does not have does not compile.
 *
 * @example
 * const blackbox = prober('blackbox.monitoring:9115', { modules: ['http_2xx', 'icmp'] });
 */
export const prober = <const M extends string>(url: string, options: Omit<Prober<M>, 'url'>): Prober<M> => ({ url, ...options });

/** A Probe has neither of these. */
type NotOfProbes = 'scheme' | 'honorLabels' | 'honorTimestamps' | 'proxyUrl' | 'bodySizeLimit' | 'params';

/** What is asked through a prober, and what is made of the answers. */
export interface ProbeOptions<P extends Prober = Prober> extends Watch, Omit<ScrapeSettings, NotOfProbes> {
  readonly prober: P;
  /** What the prober does with each target: one of its modules. */
  readonly module: P['modules'][number];
  /** URLs or addresses, as the module has them; or the hosts and paths of Ingresses with these labels. */
  readonly targets: readonly string[] | { readonly ingresses: Labels; readonly namespaces?: 'all' | readonly string[] };
  /** Labels of all targets that are listed. @default - none */
  readonly labels?: Labels;
  /** Merged over the spec of the Probe, mapping by mapping. @default - nothing */
  readonly raw?: Raw<ProbeSpec>;
}

/** What a prober tells of its targets is known. */
export const probeWatch = (watch: Watch): Watch => ({ metrics: cataloged(catalogs.blackbox), ...watch });

/** A job as a Probe in the stack's namespace; `instance` is what is probed. */
export function probeScrape(job: string, namespace: string, settings: Omit<ProbeOptions, keyof Watch>, watch: Watch): Scrape {
  const { prober: asked, module, targets, labels, relabelings, raw = {} } = settings;
  const { url, path = '/probe', scheme } = asked;
  const rules = eachRelabeling(relabelings);
  const common = rules.length > 0 ? { relabelingConfigs: rules } : {};
  const spec = {
    jobName: job,
    prober: { url, path, ...(scheme && { scheme }) },
    module,
    ...timeFields(settings),
    ...monitorFields(settings),
    ...commonFields(settings),
    targets:
      'ingresses' in targets
        ? { ingress: { selector: { matchLabels: targets.ingresses }, ...selectorIn(targets.namespaces), ...common } }
        : { staticConfig: { static: targets, ...(labels && { labels }), ...common } },
  };
  const monitor: NamedObject = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    metadata: { name: job, namespace, labels: componentLabels(job) },
    spec: merged(spec as unknown as JsonObject, raw as JsonObject),
  };
  return { monitor, job, sources: sourcesOf(watch), reach: {} };
}

const selectorIn = (namespaces: 'all' | readonly string[] | undefined) =>
  namespaces === undefined ? {} : { namespaceSelector: namespaces === 'all' ? { any: true } : { matchNames: namespaces } };
