import type { TemplateText } from '../analysis/check-input';
import type { Backend, ComponentRefusal, Monitoring, RenderedConfiguration } from '../backends/backend';
import type { NamedObject } from '../kubernetes/object';
import { type Component, type ProvisionedDatasource, withBrought } from '../manifests/component';
import type { Context } from '../manifests/context';
import { imageOf, imagesIn, withPullSecrets } from '../manifests/images';
import { type Namespace, namespaceObject } from '../manifests/namespace';
import type { Dashboard } from '../model/dashboard';
import { durationText } from '../model/duration';
import type { Finding } from '../model/finding';
import type { RuleGroup } from '../model/rule-group';
import { ordered } from '../model/rule-order';
import { rulesOf } from '../model/slo';
import type { Watch } from '../model/watch';
import { rehearsalFiles } from '../render/rehearsals';
import { append } from '../text/grouping';
import { clusterLabelOf, groupsKeeping, scrapeWith } from './cluster-label';
import { fileOf } from './files';
import { policiesOf } from './network';
import type { MonitoringStackProps } from './props';
import { addedWatches, ownGroups, withComponent } from './rule-groups';
import type { DeclaredTarget } from './targets';

/** The declared parts of a stack, in the order of their declaration. */
export interface Declared {
  readonly components: readonly Component[];
  readonly targets: readonly DeclaredTarget[];
  /** Rules and dashboards of no single target. @default - none */
  readonly added?: readonly Watch[];
}

export interface CompiledStack {
  readonly components: readonly Component[];
  readonly monitoring: Monitoring;
  readonly objects: readonly NamedObject[];
  /** The jobs whose Services the app itself makes. */
  readonly ownJobs: ReadonlySet<string>;
  /** Namespaces that somebody else makes, as far as their Pod Security is known. */
  readonly existingNamespaces: readonly NamedObject[];
  /** The configuration that will run, as the checks read it. */
  readonly configuration: RenderedConfiguration;
  /** Its own dashboards. */
  readonly dashboards: readonly Dashboard[];
  /** The datasources of its Grafana beside Prometheus. */
  readonly datasources: readonly ProvisionedDatasource[];
  /** The stacks that are attached to it. */
  readonly tenants: readonly CompiledStack[];
  /** The uids of the dashboards that targets declare. */
  readonly targetDashboards: ReadonlySet<string>;
  /** Components that the backend does not take, and why. */
  readonly refused: readonly (ComponentRefusal & { readonly component: string })[];
  /** What was found wrong while the stack was compiled. */
  readonly rejections: readonly Finding[];
  /** Objects by file, both in the order in which they are applied. */
  readonly files: ReadonlyMap<string, readonly NamedObject[]>;
  /** Files that are not Kubernetes objects. */
  readonly texts: ReadonlyMap<string, string>;
  readonly figures: { readonly objects: number; readonly alerts: number; readonly targets: number };
}

type WithDefault = 'scrapeInterval' | 'cluster';
type Settled = Omit<MonitoringStackProps, 'namespace' | WithDefault> &
  Required<Pick<MonitoringStackProps, WithDefault>> & {
    /** The construct path. */
    readonly path: string;
    readonly namespace: Namespace;
    readonly backend: Backend;
    /** The files of templates that its routing names. @default - none */
    readonly templates?: readonly TemplateText[];
    /** The stacks that are attached to it. @default - none */
    readonly tenants?: readonly CompiledStack[];
  };

/** `routes` are what the rest of the app declares to lead from outside to Services: Ingresses and their like. */
export function compileStack(
  { components: declared, targets, added = [] }: Declared,
  props: Settled,
  routes: readonly NamedObject[] = [],
): CompiledStack {
  const { backend, cluster, routing } = props;
  const { name: namespace, podSecurity = 'restricted' } = props.namespace;
  const scrapeInterval = durationText(props.scrapeInterval);
  const programs = backend.programs(routing !== undefined);
  const refused = declared.flatMap(({ name }) => {
    const why = backend.refuses?.(name);
    return why === undefined ? [] : [{ component: name, ...why }];
  });
  const components = withBrought(declared).filter(({ name }) => backend.refuses?.(name) === undefined);
  const watches = [
    ...targets.map(({ name, watch }) => ({ name, watch })),
    ...components.map(({ name, watch = {}, health = [] }) => ({
      name,
      watch: routing === undefined || health.length === 0 ? watch : { ...watch, alerts: [...(watch.alerts ?? []), ...health] },
    })),
    ...addedWatches(added),
    ...programs,
  ];
  const clusterLabel = clusterLabelOf(props.clusterLabel);
  const ofWatches = watches.flatMap(({ name, watch }) => groupOf(name, watch));
  const kept = clusterLabel === undefined ? ofWatches : groupsKeeping(ofWatches, clusterLabel[0]);
  // Rules of files and groups of one's own are written as they are.
  const groups = [...kept, ...watches.flatMap((one) => ownGroups(one))].sort(byName);
  // The one that Grafana shows first may be declared with a target, too.
  const dashboards = [...new Set(watches.flatMap(({ watch }) => watch.dashboards ?? []))].map(inFolder(props.dashboardFolder)).sort(byUid);
  const usedImages = new Set<string>();
  const context: Context = {
    namespace,
    podSecurity,
    cluster,
    scrapeInterval,
    // Its Grafana shows those of the stacks that are attached to it, too.
    dashboards: [...dashboards, ...(props.tenants ?? []).flatMap((tenant) => tenant.dashboards)].sort(byUid),
    image(name, override) {
      const reference = override ?? imageOf(name, props);
      usedImages.add(reference);
      return reference;
    },
    prometheusUrl: backend.prometheusUrl(namespace),
  };
  const scrapes = [
    ...targets.map(({ scrape }) => scrape),
    ...components.flatMap((component) => component.scrapes?.(context) ?? []),
    ...programs.map(({ scrape }) => scrape(context)),
  ]
    .map((scrape) => (clusterLabel === undefined ? scrape : scrapeWith(scrape, clusterLabel)))
    .sort((a, b) => (a.monitor.metadata.name < b.monitor.metadata.name ? -1 : 1));

  const made = components.map((component) => ({ component, objects: component.objects(context) }));
  const hosted = props.tenants ?? [];
  const asDeclared: Monitoring = {
    path: props.path,
    context,
    scrapeInterval,
    evaluationInterval: durationText(props.evaluationInterval ?? scrapeInterval),
    scrapes,
    groups,
    components: made.flatMap(({ objects }) => objects),
    ...(routing && { routing }),
    ...(props.clusterLabel !== undefined && { clusterLabel: props.clusterLabel }),
    ...(props.templates && props.templates.length > 0 && { templates: props.templates }),
    ...(props.runbooks !== undefined && { runbooks: props.runbooks }),
    ...(hosted.length > 0 && { tenants: hosted.map((tenant) => tenant.monitoring) }),
  };
  const monitoring = backend.adapted?.(asDeclared) ?? asDeclared;
  const rendering = backend.render(monitoring);
  const parts = [...Object.entries(rendering.parts), ...made.map(({ component, objects }) => [component.name, objects] as const)];
  const policies = policiesOf({ rendering, made, context, network: props.network, routes });
  const namespaces = [props.namespace, ...components.flatMap((component) => component.namespaces?.(context) ?? [])];
  const objects = [
    ...namespaces
      .filter(({ isMade }) => isMade)
      .map(namespaceObject)
      .map((object) => ['namespaces', object] as const),
    ...parts.flatMap(([part, its]) => its.map((object) => [part, object] as const)),
    ...policies.objects.map((object) => ['network-policies', object] as const),
  ].map(([part, object]) => [part, withPullSecrets(object, props.imagePullSecrets)] as const);
  for (const image of imagesIn(objects.map(([, object]) => object))) usedImages.add(image);
  const foreignJobs = new Set(targets.map(({ name }) => name));
  const ownJobs = new Set(scrapes.filter(({ isForeign, job }) => !isForeign && !foreignJobs.has(job)).map(({ job }) => job));
  return {
    components,
    dashboards,
    datasources: components.flatMap((component) => component.datasources ?? []),
    tenants: hosted,
    monitoring,
    objects: objects.map(([, object]) => object),
    ownJobs,
    existingNamespaces: namespaces.filter(({ isMade, podSecurity: level }) => !isMade && level !== undefined).map(namespaceObject),
    configuration: rendering.configuration,
    targetDashboards: new Set([...targets, ...addedWatches(added)].flatMap(({ watch }) => watch.dashboards ?? []).map(({ uid }) => uid)),
    refused,
    rejections: [...rendering.findings, ...policies.findings],
    files: intoFiles(objects),
    texts: new Map([
      ...[...(rendering.setup ?? [])].map(([file, text]) => [`setup/${file}`, text] as const),
      ...rehearsalFiles(monitoring.groups, monitoring.evaluationInterval, { runbooks: props.runbooks }),
      ...(usedImages.size === 0 ? [] : [['images.txt', `${[...usedImages].sort().join('\n')}\n`] as const]),
    ]),
    figures: {
      objects: objects.length,
      alerts: groups.flatMap(({ rules }) => rules).filter(({ kind }) => kind === 'alert').length,
      targets: scrapes.length,
    },
  };
}

const inFolder =
  (folder: string | undefined) =>
  (dashboard: Dashboard): Dashboard =>
    folder === undefined || dashboard.folder !== undefined ? dashboard : { ...dashboard, folder };

const byUid = (a: Dashboard, b: Dashboard) => (a.uid < b.uid ? -1 : 1);
const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** What a target's alerts, recordings and SLOs become: one group, in which recordings come before the alerts that read them; and one for each interval of recordings. */
function groupOf(name: string, { alerts = [], recordings = [], slos = [] }: Watch): RuleGroup[] {
  const objectives = slos.map((objective) => rulesOf(objective));
  const inOrder = ordered(recordings).recordings;
  const rules = [
    ...inOrder.filter(({ interval }) => interval === undefined),
    ...objectives.flatMap((objective) => objective.recordings),
    ...[...alerts, ...objectives.flatMap((objective) => objective.alerts)].map((alert) => withComponent(alert, name)).sort(byName),
  ];
  const intervals = [...new Set(inOrder.flatMap(({ interval }) => interval ?? []))].sort();
  return [
    ...(rules.length === 0 ? [] : [{ name, rules }]),
    ...intervals.map((interval) => ({
      name: `${name}-every-${interval}`,
      interval,
      rules: inOrder.filter((each) => each.interval === interval),
    })),
  ];
}

function intoFiles(objects: readonly (readonly [string, NamedObject])[]): ReadonlyMap<string, readonly NamedObject[]> {
  const files = new Map<string, NamedObject[]>();
  for (const [part, object] of objects) {
    append(files, fileOf(part, object), object);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
