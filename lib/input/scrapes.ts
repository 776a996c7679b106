import type { ObjectInput, ScrapeInput } from '../analysis/check-input';
import { type EndpointTarget, servicesOf, targetsOf } from '../analysis/endpoint-targets';
import { endpointOf, selectorOf } from '../analysis/monitors';
import { containersOf } from '../analysis/pods';
import { type Wiring, wiringOf } from '../analysis/services';
import { type ScrapeJob, targetLabels } from '../analysis/target-labels';
import { sourcesOfImages, sourcesOfMonitor } from '../catalog/program-metrics';
import { contextOf } from '../compile/prometheus/context';
import type { Prometheus } from '../compile/prometheus/crd/prometheus';
import { compilePodMonitor } from '../compile/prometheus/pod-monitor';
import { compileProbe } from '../compile/prometheus/probe';
import { compileScrapeConfig } from '../compile/prometheus/scrape-config';
import { compileServiceMonitor } from '../compile/prometheus/service-monitor';
import { listAt, textAt } from '../kubernetes/access';
import type { KubernetesObject, NamedObject } from '../kubernetes/object';
import type { MetricSource } from '../model/watch';
import { parseDuration } from '../promql/numbers';
import { isMapping, type Path } from '../yaml/value';
import type { Located } from './documents';
import { healthChecks } from './health-checks';
import { behindSelector, behindService, jobOf, unknownJob } from './jobs';
import { placeOf } from './rules';

/** What monitors scrape, as far as their Services and pods are among the objects. */
export function scrapesOf(documents: readonly Located[], objects: readonly ObjectInput[]): readonly ScrapeInput[] {
  const wiring = wiringOf({ objects });
  const own = onlyPrometheus(documents);
  const context = contextBy(own);
  const usual = own && (textAt(own, 'spec', 'scrapeInterval') ?? defaultInterval);
  const timed = (compiled: object): ScrapeJob => ({ ...(usual !== undefined && { scrape_interval: usual }), ...compiled });
  return documents.flatMap((document): readonly ScrapeInput[] => {
    const monitor = document.value as NamedObject;
    if (!isMapping(monitor) || !isMapping(monitor.spec) || !isNamed(monitor.metadata)) return [];
    try {
      switch (monitor.kind) {
        case 'ServiceMonitor':
          return listAt(monitor.spec.endpoints).flatMap((_, endpoint) =>
            ofServices({ monitor, endpoint }, timed(compileServiceMonitor(monitor as never, endpoint, context)), document, wiring),
          );
        case 'PodMonitor':
          return listAt(monitor.spec.podMetricsEndpoints).map((_, endpoint) => {
            const compiled = timed(compilePodMonitor(monitor as never, endpoint, context));
            const sources = sourcesBehind(targetsOf({ monitor, endpoint }, wiring));
            return judged({ monitor, endpoint, compiled, job: jobOf(compiled), sources }, document, [
              'spec',
              'podMetricsEndpoints',
              endpoint,
            ]);
          });
        case 'Probe':
          return [whole(monitor, timed(compileProbe(monitor as never, context)), document)];
        case 'ScrapeConfig':
          return [whole(monitor, timed(compileScrapeConfig(monitor as never, context)), document)];
        default:
          return [];
      }
    } catch {
      // An object that does not compile is judged by its schema, not by what it would have scraped.
      return [];
    }
  });
}

const isNamed = (metadata: unknown): boolean =>
  isMapping(metadata) && typeof metadata.name === 'string' && (metadata.namespace === undefined || typeof metadata.namespace === 'string');

/**
 * What the operator writes for a Prometheus object that names no interval (prometheus-operator, API reference, `scrapeInterval`,
 * `evaluationInterval`).
 */
const defaultInterval = '30s';

/** The Prometheus object, where it is the only one; of several it is not known which scrapes what. */
function onlyPrometheus(documents: readonly Located[]): KubernetesObject | undefined {
  const found = documents
    .flatMap(({ value }) => (isMapping(value) ? [value as unknown as KubernetesObject] : []))
    .filter(({ kind }) => kind === 'Prometheus' || kind === 'PrometheusAgent');
  return found.length === 1 && isMapping(found[0]!.spec) && isMapping(found[0]!.metadata) ? found[0] : undefined;
}

/** How often the only Prometheus evaluates the rules of groups that do not say it themselves, in milliseconds. */
export function evaluationInterval(documents: readonly Located[]): number | undefined {
  const own = onlyPrometheus(documents);
  return own && intervalOf({ scrape_interval: textAt(own, 'spec', 'evaluationInterval') ?? defaultInterval }).interval;
}

function contextBy(own: KubernetesObject | undefined): ReturnType<typeof contextOf> {
  const bare = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'prometheus', namespace: 'default' },
    spec: {},
  } as unknown as Prometheus;
  if (own === undefined) return contextOf(bare, []);
  try {
    return contextOf(own as unknown as Prometheus, []);
  } catch {
    return contextOf(bare, []);
  }
}

/** Milliseconds, where the duration is one. */
export function intervalOf({ scrape_interval: interval }: ScrapeJob): { readonly interval?: number } {
  if (typeof interval !== 'string') return {};
  const parsed = parseDuration(interval);
  return 'seconds' in parsed ? { interval: parsed.seconds * 1000 } : {};
}

interface Compiled {
  readonly monitor: NamedObject;
  readonly endpoint?: number;
  readonly compiled: ScrapeJob;
  readonly job: string;
  readonly sources: readonly MetricSource[];
}

const judged = ({ monitor, endpoint, compiled, job, sources }: Compiled, document: Located, path: Path): ScrapeInput => ({
  monitor,
  ...(endpoint !== undefined && { endpoint }),
  job,
  sources,
  reach: {},
  mustSelect: false,
  labels: targetLabels(compiled),
  honorsLabels: compiled.honor_labels === true,
  ...intervalOf(compiled),
  ...(compiled.metric_relabel_configs && { metricRelabeling: compiled.metric_relabel_configs }),
  place: placeOf(document, path),
});

const whole = (monitor: NamedObject, compiled: ScrapeJob, document: Located): ScrapeInput =>
  judged({ monitor, compiled, job: jobOf(compiled), sources: [] }, document, ['spec']);

/** One scrape for each job: Services that an endpoint selects may give their targets different ones. */
function ofServices(
  scrape: { readonly monitor: NamedObject; readonly endpoint: number },
  compiled: ScrapeJob,
  document: Located,
  wiring: Wiring,
): readonly ScrapeInput[] {
  const services = servicesOf(scrape, wiring);
  const jobs = new Set(services.map((service) => jobOf(compiled, behindService(service))));
  if (services.length === 0) jobs.add(jobOf(compiled, behindSelector(selectorOf(scrape.monitor))));
  const targets = targetsOf(scrape, wiring);
  return [...jobs].map((job) => {
    const own = targets.filter(({ service }) => jobOf(compiled, behindService(service!)) === job);
    const sources = sourcesOfCluster(scrape) ?? (job === unknownJob ? [] : sourcesBehind(own));
    return judged({ ...scrape, compiled, job, sources }, document, ['spec', 'endpoints', scrape.endpoint]);
  });
}

/** The programs of the cluster itself are known by the names that their monitors have everywhere. */
function sourcesOfCluster(scrape: { readonly monitor: NamedObject; readonly endpoint: number }): readonly MetricSource[] | undefined {
  const path = textAt(endpointOf(scrape), 'path') ?? '/metrics';
  return path === '/metrics/slis' ? [healthChecks] : sourcesOfMonitor(scrape.monitor.metadata.name, path);
}

/** What runs behind the ports of targets, as far as the catalogues know it. */
function sourcesBehind(targets: readonly EndpointTarget[]): readonly MetricSource[] {
  const sources = targets.map(({ pod, container }) => {
    if (pod === undefined) return undefined;
    const own = container === undefined ? undefined : sourcesOfImages(imagesOf([container]));
    // A proxy before the program has the port; which of the pod's programs is behind it is not known.
    return own ?? sourcesOfImages(imagesOf(containersOf(pod).filter(({ at }) => at.at(-2) === 'containers')));
  });
  return sources.length === 0 || sources.some((known) => known === undefined) ? [] : [...new Set(sources.flatMap((known) => known!))];
}

const imagesOf = (containers: readonly { readonly json: unknown }[]) => containers.map(({ json }) => textAt(json, 'image') ?? '');
