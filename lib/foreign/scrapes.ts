import type { JudgedScrape } from '../checks/model';
import type { KubernetesObject as NamedObject } from '../model/custom-resource';
import { targetLabels, type ScrapeJob } from '../model/target-labels';
import type { MetricSource } from '../model/watch';
import { isMapping, type KubernetesObject } from '../objects';
import { compileServiceMonitor, compilePodMonitor, compileProbe, compileScrapeConfig, contextOf } from '../render/prometheus';
import type { Located } from './documents';
import { sourcesOfImages, sourcesOfMonitor } from './programs';
import { list, placeOf } from './rules';

/** A job whose name is not known: its Service is not among the objects, and gives it. */
export const unknownJob = '';

type Labels = Readonly<Record<string, string>>;
interface MonitorSpec {
  readonly selector?: { readonly matchLabels?: Labels; readonly matchExpressions?: readonly unknown[] };
  readonly namespaceSelector?: { readonly matchNames?: readonly string[]; readonly any?: boolean };
  readonly jobLabel?: string;
  readonly endpoints?: readonly EndpointSpec[];
  readonly podMetricsEndpoints?: readonly EndpointSpec[];
}
interface EndpointSpec {
  readonly path?: string;
  readonly relabelings?: readonly { readonly targetLabel?: string; readonly replacement?: string; readonly sourceLabels?: readonly string[]; readonly regex?: string }[];
}

const prometheus = { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'prometheus', namespace: 'default' }, spec: {} };

/** What monitors scrape, as far as their Services and pods are among the objects. */
export function scrapesOf(documents: readonly Located[], objects: readonly KubernetesObject[]): readonly JudgedScrape[] {
  const context = contextOf(prometheus as Parameters<typeof contextOf>[0], []);
  return documents.flatMap((document): JudgedScrape[] => {
    const monitor = document.value as NamedObject & { readonly spec: MonitorSpec };
    if (!isMapping(monitor) || !isMapping(monitor.spec) || !isMapping(monitor.metadata)) return [];
    const judged = (index: number, path: readonly (string | number)[], compiled: object, job: string, sources: readonly MetricSource[]): JudgedScrape => ({
      monitor,
      job,
      sources,
      reach: {},
      mustSelect: false,
      labels: targetLabels(compiled as ScrapeJob),
      honorsLabels: (compiled as ScrapeJob).honor_labels === true,
      place: placeOf(document, [...path, index]),
    });
    try {
      switch (monitor.kind) {
        case 'ServiceMonitor': {
          const selected = selectedServices(monitor, objects);
          return list(monitor.spec.endpoints).map((endpoint, index) => judged(index, ['spec', 'endpoints'],
            compileServiceMonitor(monitor as never, index, context), jobOf(monitor, endpoint as EndpointSpec, selected), sourcesBehind(monitor, endpoint as EndpointSpec, selected, objects)));
        }
        case 'PodMonitor':
          return list(monitor.spec.podMetricsEndpoints).map((_, index) =>
            judged(index, ['spec', 'podMetricsEndpoints'], compilePodMonitor(monitor as never, index, context), unknownJob, []));
        case 'Probe':
          return [judged(0, [], compileProbe(monitor as never, context), unknownJob, [])];
        case 'ScrapeConfig':
          return [judged(0, [], compileScrapeConfig(monitor as never, context), unknownJob, [])];
        default:
          return [];
      }
    } catch {
      // An object that does not compile is judged by its schema, not by what it would have scraped.
      return [];
    }
  });
}

const carries = (labels: Labels | undefined, wanted: Labels) => Object.entries(wanted).every(([key, value]) => labels?.[key] === value);

function selectedServices({ metadata, spec }: { readonly metadata: NamedObject['metadata']; readonly spec: MonitorSpec }, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const { selector = {}, namespaceSelector = {} } = spec;
  if ((selector.matchExpressions?.length ?? 0) > 0) return [];
  const namespaces = namespaceSelector.any ? undefined : namespaceSelector.matchNames ?? [metadata.namespace ?? 'default'];
  return objects.filter(({ kind, metadata: own }) => kind === 'Service'
    && (namespaces === undefined || namespaces.includes(own?.namespace ?? 'default')) && carries(own?.labels, selector.matchLabels ?? {}));
}

/** The value of `job`: what a relabeling sets, the job label of the Service, or its name. */
function jobOf({ spec }: { readonly spec: MonitorSpec }, { relabelings = [] }: EndpointSpec, services: readonly KubernetesObject[]): string {
  const set = relabelings.filter(({ targetLabel }) => targetLabel === 'job');
  const last = set.at(-1);
  if (last !== undefined) return last.replacement !== undefined && !last.replacement.includes('$') && last.regex === undefined ? last.replacement : unknownJob;
  const names = new Set(services.map(({ metadata }) => (spec.jobLabel === undefined ? undefined : metadata?.labels?.[spec.jobLabel]) ?? metadata?.name ?? unknownJob));
  return names.size === 1 ? [...names][0]! : unknownJob;
}

/** What the pods behind the selected Services run, as far as the catalogues know it. */
function sourcesBehind(
  { metadata }: NamedObject, { path = '/metrics' }: EndpointSpec, services: readonly KubernetesObject[], objects: readonly KubernetesObject[],
): readonly MetricSource[] {
  const ofCluster = sourcesOfMonitor(metadata.name, path);
  if (ofCluster !== undefined) return ofCluster;
  const sources = services.map((service) => {
    const selector = (service.spec as { selector?: Labels } | undefined)?.selector;
    if (selector === undefined) return undefined;
    const pods = objects.flatMap((object) => podTemplates(object)).filter(({ namespace, labels }) => namespace === (service.metadata?.namespace ?? 'default') && carries(labels, selector));
    return pods.length === 0 ? undefined : sourcesOfImages(pods.flatMap(({ images }) => images));
  });
  return sources.length === 0 || sources.some((known) => known === undefined) ? [] : sources.flatMap((known) => known!);
}

interface PodTemplate {
  readonly namespace: string;
  readonly labels: Labels;
  readonly images: readonly string[];
}

function podTemplates({ kind, metadata, spec }: KubernetesObject): readonly PodTemplate[] {
  const namespace = metadata?.namespace ?? 'default';
  if (!isMapping(spec)) return [];
  // The operator gives these pods a label for their kind, and the image of the object or its own.
  if (kind === 'Prometheus' || kind === 'Alertmanager') {
    const name = kind.toLowerCase();
    const own = isMapping(spec.podMetadata) ? (spec.podMetadata.labels as Labels | undefined) : undefined;
    return [{ namespace, labels: { 'app.kubernetes.io/name': name, [name]: metadata?.name ?? '', ...own, 'app.kubernetes.io/instance': metadata?.name ?? '' }, images: [name] }];
  }
  const template = isMapping(spec.template) ? spec.template : undefined;
  if (template === undefined || !isMapping(template.spec)) return [];
  const labels = isMapping(template.metadata) ? ((template.metadata.labels as Labels | undefined) ?? {}) : {};
  const images = list(template.spec.containers).flatMap((container) => (isMapping(container) && typeof container.image === 'string' ? [container.image] : []));
  return [{ namespace, labels, images }];
}
