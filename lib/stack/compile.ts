import type { Backend, Monitoring } from '../backends/backend';
import { ownLinks, ownScrapes, ownWatches } from '../backends/parts';
import type { Component, Context, Link } from '../manifests/component';
import { type ImageName, imageReference } from '../manifests/images';
import { namespace as namespaceObject } from '../manifests/namespace';
import { networkPolicy } from '../manifests/network-policy';
import type { KubernetesObject } from '../model/custom-resource';
import type { Finding } from '../model/finding';
import type { Alert, RuleGroup } from '../model/rule';
import { rulesOf } from '../model/slo';
import type { Watch } from '../model/watch';
import { rehearsalFiles } from '../render/rehearsals';
import { append } from '../text/grouping';
import { crdFiles } from './crds';
import { fileOf } from './files';
import type { Declared, MonitoringStackProps } from './props';

export interface CompiledStack {
  readonly monitoring: Monitoring;
  readonly objects: readonly KubernetesObject[];
  /** The jobs whose Services the app itself makes. */
  readonly ownJobs: ReadonlySet<string>;
  /** What the backend could not compile. */
  readonly rejections: readonly Finding[];
  /** Objects by file, both in the order in which they are applied. */
  readonly files: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** Files that are not Kubernetes objects. */
  readonly texts: ReadonlyMap<string, string>;
  readonly figures: { readonly objects: number; readonly alerts: number; readonly targets: number };
}

type WithDefault = 'scrapeInterval' | 'externalLabels' | 'retention' | 'storage' | 'cluster' | 'podSecurity';
type Settled = MonitoringStackProps & Required<Pick<MonitoringStackProps, WithDefault>> & { readonly backend: Backend };

export function compileStack({ components, targets }: Declared, props: Settled): CompiledStack {
  const { namespace, backend, podSecurity, cluster, routing } = props;
  const watches = [
    ...targets.map(({ name, watch }) => ({ name, watch })),
    ...components.map(({ name, watch = {} }) => ({ name, watch })),
    ...ownWatches(routing !== undefined),
  ];
  const groups = watches.flatMap(({ name, watch }) => groupOf(name, watch)).sort(byName);
  const dashboards = watches.flatMap(({ watch }) => watch.dashboards ?? []).sort((a, b) => (a.uid < b.uid ? -1 : 1));
  const usedImages = new Set<string>();
  const context: Context = {
    namespace,
    podSecurity,
    cluster,
    scrapeInterval: props.scrapeInterval,
    dashboards,
    image(name: ImageName) {
      const reference = imageReference(name, props);
      usedImages.add(reference);
      return reference;
    },
    prometheusUrl: `http://prometheus-service.${namespace}.svc:9090`,
  };
  const scrapes = [
    ...targets.map(({ scrape }) => scrape),
    ...components.flatMap((component) => component.scrapes?.(context) ?? []),
    ...ownScrapes(context, routing !== undefined),
  ].sort((a, b) => (a.monitor.metadata.name < b.monitor.metadata.name ? -1 : 1));

  const monitoring = {
    context,
    scrapeInterval: props.scrapeInterval,
    evaluationInterval: props.evaluationInterval ?? props.scrapeInterval,
    externalLabels: props.externalLabels,
    retention: props.retention,
    storage: props.storage.toMebibytes(),
    scrapes,
    groups,
    ...(routing && { routing }),
    ...(props.runbooks !== undefined && { runbooks: props.runbooks }),
  };
  const rendering = backend.render(monitoring);
  const parts: (readonly [string, readonly KubernetesObject[]])[] = [
    ...Object.entries(rendering.parts),
    ...components.map((component) => [component.name, component.objects(context)] as const),
  ];
  const links = [
    ...ownLinks(context, scrapes, routing !== undefined),
    ...components.flatMap((component) => component.links?.(context) ?? []),
  ];
  const objects = [
    ...namespaces(components, context).map((object) => ['namespaces', object] as const),
    ...parts.flatMap(([part, made]) => made.map((object) => [part, object] as const)),
    ...policies(parts, links, namespace).map((object) => ['network-policies', object] as const),
  ];
  const foreignJobs = new Set(targets.map(({ name }) => name));
  const ownJobs = new Set(scrapes.map(({ job }) => job).filter((job) => !foreignJobs.has(job)));
  return {
    monitoring,
    objects: objects.map(([, object]) => object),
    ownJobs,
    rejections: rendering.findings,
    files: intoFiles(objects),
    texts: new Map([
      ...(backend.needsOperatorCrds ? crdFiles() : []),
      ...rehearsalFiles(groups, monitoring.evaluationInterval),
      ['images.txt', `${[...usedImages].sort().join('\n')}\n`],
    ]),
    figures: {
      objects: objects.length,
      alerts: groups.flatMap(({ rules }) => rules).filter(({ kind }) => kind === 'alert').length,
      targets: scrapes.length,
    },
  };
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** What a target's alerts, recordings and SLOs become: one group, in which recordings come before the alerts that read them. */
function groupOf(name: string, { alerts = [], recordings = [], slos = [] }: Watch): RuleGroup[] {
  const objectives = slos.map((objective) => rulesOf(objective));
  const withComponent = (alert: Alert): Alert => (alert.component === undefined ? { ...alert, component: name } : alert);
  const rules = [
    ...[...recordings].sort(byName),
    ...objectives.flatMap((objective) => objective.recordings),
    ...[...alerts, ...objectives.flatMap((objective) => objective.alerts)].map(withComponent).sort(byName),
  ];
  return rules.length === 0 ? [] : [{ name, rules }];
}

function namespaces(components: readonly Component[], context: Context): KubernetesObject[] {
  const wanted = [
    { name: context.namespace, level: context.podSecurity },
    ...components.flatMap((component) => component.namespaces?.(context) ?? []),
  ];
  return wanted.map(({ name, level }) => namespaceObject(name, level));
}

/** A policy for each part whose pods have a network of their own. */
function policies(
  parts: readonly (readonly [string, readonly KubernetesObject[]])[],
  links: readonly Link[],
  namespace: string,
): KubernetesObject[] {
  const runsPods = (objects: readonly KubernetesObject[]) =>
    objects.some(({ kind, metadata }) => podKinds.has(kind) && metadata.namespace === namespace);
  return parts.filter(([, objects]) => runsPods(objects)).map(([part]) => networkPolicy(part, namespace, links));
}

const podKinds = new Set(['Deployment', 'StatefulSet', 'Prometheus', 'Alertmanager']);

function intoFiles(objects: readonly (readonly [string, KubernetesObject])[]): ReadonlyMap<string, readonly KubernetesObject[]> {
  const files = new Map<string, KubernetesObject[]>();
  for (const [part, object] of objects) {
    append(files, fileOf(part, object), object);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
