import {
  type CheckInput,
  type DashboardInput,
  type GroupInput,
  installedPath,
  type NotificationInput,
  type ObjectInput,
  type Place,
  type RoutingInput,
  type RuleInput,
  type ScrapeInput,
  type TemplateText,
} from '../analysis/check-input';
import { seriesLabelsOf } from '../analysis/series-labels';
import { sharedSources } from '../analysis/series-of-others';
import { seriesSourcesOf } from '../analysis/series-sources';
import { targetLabels } from '../analysis/target-labels';
import type { Installed, RenderedConfiguration } from '../backends/backend';
import { dashboardOf } from '../input/dashboards';
import type { NamedObject } from '../kubernetes/object';
import type { Dashboard } from '../model/dashboard';
import { type PromDuration, secondsOf } from '../model/duration';
import type { Rule } from '../model/rule';
import type { RuleGroup, RuleSource } from '../model/rule-group';
import type { Scrape } from '../model/watch';
import { dashboardModel } from '../render/dashboard/dashboard';
import { prometheusDatasource } from '../render/dashboard/datasource';
import { dashboardLabels, dashboardQueries } from '../render/dashboard/queries';
import { staticLabels } from '../render/rules';
import type { CompiledStack } from './compile';

/** What was read besides what a stack declares: what was made by hand in it and in other charts, and what patches changed. */
export interface ReadBeside {
  readonly rules: readonly RuleInput[];
  readonly dashboards: readonly DashboardInput[];
  readonly scrapes: readonly ScrapeInput[];
  readonly objects: readonly ObjectInput[];
  /** Instead of what the stack declares. */
  readonly routing?: CheckInput['routing'];
}

/** The construct path of a rule; the rules of an SLO have that of the SLO. */
export const rulePath = (path: string, group: RuleGroup, rule: Rule): string => `${path}/${group.name}/${rule.slo ?? rule.name}`;

/** What is known of a stack, and its objects as they are written. */
export interface DeclaredStack {
  /** Its construct path. */
  readonly path: string;
  readonly compiled: Pick<CompiledStack, 'monitoring' | 'dashboards' | 'datasources' | 'ownJobs' | 'targetDashboards' | 'configuration'>;
  readonly objects: readonly NamedObject[];
}

/** A stack as the checks see it, with those that are attached to it: one Prometheus, one Alertmanager and one Grafana are theirs. */
export function declaredInput(host: DeclaredStack, tenants: readonly DeclaredStack[], beside: ReadBeside): CheckInput {
  const stacks = [host, ...tenants];
  const { path, compiled } = host;
  const { configuration } = compiled;
  const rules = [...stacks.flatMap(declaredRules), ...beside.rules];
  const evaluated = [...rules, ...(configuration.installed?.rules ?? [])];
  const recorded = new Set(evaluated.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  const declared = stacks.flatMap((stack) =>
    stack.compiled.monitoring.scrapes.flatMap((scrape) => declaredScrapes(scrape, stack.path, stack.compiled.ownJobs, configuration)),
  );
  const { routing, installed, others } = configuration;
  // What is installed was there first: a target that both scrape is told at the stack's own.
  const all = [...(installed?.scrapes ?? []), ...declared];
  const scraped = [...declared, ...beside.scrapes];
  const exposure =
    installed === undefined
      ? others === undefined
        ? seriesSourcesOf(scraped, recorded)
        : sharedSources({ own: scraped, installed: [], without: new Set(), recorded })
      : sharedSources({ own: scraped, installed: installed.scrapes, without: installed.without, recorded });
  const objects = stacks.flatMap((stack) => stack.objects.map((object) => ({ object, place: { path: stack.path } })));
  const lost = undelivered(
    new Set(stacks.flatMap((stack) => [...stack.compiled.targetDashboards])),
    [...objects, ...beside.objects].map(({ object }) => object),
  );
  return {
    origin: 'declared',
    ...(installed === undefined
      ? { hasAllAlerts: true, readsAllMonitors: true, ...(others !== undefined && { targetsOfOthers: others }) }
      : { targetsOfOthers: `others that ${installed.title} scrapes for` }),
    rules,
    groups: stacks.flatMap(groupsOfFiles),
    dashboards: [
      ...stacks.flatMap((stack) =>
        stack.compiled.dashboards.map((dashboard) => ({
          ...declaredDashboard(dashboard, `${stack.path}/${dashboard.uid}`),
          isDelivered: !lost.has(dashboard.uid),
        })),
      ),
      ...beside.dashboards,
    ],
    scrapes: all,
    externalLabels: configuration.externalLabels,
    // An installed Grafana may have others too.
    [installed === undefined ? 'datasources' : 'provisioned']: [prometheusDatasource, ...compiled.datasources],
    objects: [...objects, ...installedObjects(installed), ...beside.objects],
    ...(routing && {
      notifications: [
        declaredNotifications(
          declaredRouting(routing, `${path}/routing`),
          compiled.monitoring.templates,
          installed === undefined && beside.routing === undefined,
        ),
      ],
    }),
    ...routingOf(beside.routing ?? (routing && declaredRouting(routing, `${path}/routing`)), installed),
    exposure,
    knowledge: seriesLabelsOf(exposure, evaluated, secondsOf(compiled.monitoring.scrapeInterval) * 1000),
  };
}

function declaredRules({ path, compiled: { monitoring } }: DeclaredStack): readonly RuleInput[] {
  const playedEvery = secondsOf(monitoring.evaluationInterval) * 1000;
  return monitoring.groups.flatMap((group) =>
    group.rules.map((rule) => ({
      ...declaredRule(rule, rulePath(path, group, rule)),
      ...(group.interval && { interval: group.interval }),
      playedEvery,
    })),
  );
}

/** What is installed is judged with the stack, and nothing in it is the stack's to mend. */
export const installedObjects = (installed: Installed | undefined): readonly ObjectInput[] =>
  (installed?.objects ?? []).map((object) => ({ object, place: { path: installedPath } }));

/** Nobody is told by a stack without a routing; who is told by one that it is attached to is not known. */
const routingOf = (routing: CheckInput['routing'], installed: Installed | undefined): Pick<CheckInput, 'routing'> =>
  routing !== undefined ? { routing } : installed === undefined ? { routing: 'nobody' } : {};

/** In the words of who declares it: `spec` is of an object that is made of the routing. */
const declaredRouting = ({ config, rejected, origins }: NonNullable<RenderedConfiguration['routing']>, path: string): RoutingInput => ({
  config,
  ...(origins && {
    origins: origins.map(({ stack, ...origin }) => ({ ...origin, place: { path: stack === undefined ? path : `${stack}/routing` } })),
  }),
  ...(rejected.length > 0 && { rejected: rejected.map((one) => ({ ...one, path: one.path.replace(/^spec\b/, 'routing') })) }),
  place: { path },
});

/** A stack declares all files of templates; what it is attached to, and a patch, may have others. */
const declaredNotifications = (
  { config, origins, place }: RoutingInput,
  templates: readonly TemplateText[] | undefined,
  hasAllTemplates: boolean,
): NotificationInput => ({
  config,
  place,
  ...(origins && { origins }),
  templates: templates ?? [],
  otherTemplates: [],
  hasAllTemplates,
});

function declaredRule(rule: Rule, path: string): RuleInput {
  const { kind, name, expr: query } = rule;
  const { source } = rule;
  if (source !== undefined) return ruleOfFile(rule, source, path);
  const common = { kind, name, query, place: { path } };
  if (rule.kind === 'recording')
    return { ...common, ...(rule.published && { isPublished: true }), labels: rule.labels ?? {}, annotations: {} };
  const { summary, description, annotations, rehearsals } = rule;
  return {
    ...common,
    ...(rule.for && { for: rule.for }),
    ...(rule.keepFiringFor && { keepFiringFor: rule.keepFiringFor }),
    labels: staticLabels(rule),
    annotations: { summary, ...(description && { description }), ...annotations },
    rehearsals,
    // The link is added where the rule is written.
    getsRunbook: true,
  };
}

/** A rule of a file says all of itself; its unit tests may be elsewhere. */
function ruleOfFile(rule: Rule, { written, labels, annotations, locate }: RuleSource, path: string): RuleInput {
  const { kind, name, expr: query } = rule;
  const tested = rule.kind === 'alert' && rule.rehearsals.length > 0;
  return {
    kind,
    name,
    query,
    ...(rule.kind === 'alert' && rule.for && { for: rule.for }),
    ...(rule.kind === 'alert' && rule.keepFiringFor && { keepFiringFor: rule.keepFiringFor }),
    labels: rule.kind === 'alert' ? staticLabels(rule) : labels,
    annotations,
    written,
    ...(tested && { rehearsals: rule.rehearsals }),
    place: { path, name, ...(locate && { locate }) },
  };
}

/** Groups that stand in files. */
const groupsOfFiles = ({ path, compiled: { monitoring } }: DeclaredStack): readonly GroupInput[] =>
  monitoring.groups.flatMap(({ name, source }): readonly GroupInput[] => {
    if (source === undefined) return [];
    const { written, document, locate } = source;
    return [{ name, written, document, isForeignDialect: false, place: { path: `${path}/${name}`, ...(locate && { locate }) } }];
  });

/** A dashboard of a file is read as `vigie check` reads it, with its inputs filled in. */
function dashboardOfFile({ uid, source }: Dashboard, path: string): DashboardInput | undefined {
  if (source === undefined) return undefined;
  const { json, file = '', locate = () => ({ line: 1, column: 1 }) } = source;
  const read = dashboardOf({ value: json, file, locate });
  if (read === undefined) return undefined;
  const placed = <T extends { readonly place: Place }>(one: T): T => {
    const { locate: found, file: _, ...place } = one.place;
    return { ...one, place: { ...place, path, ...(file !== '' && found && { locate: found }) } };
  };
  return { ...placed(read), uid, provisioned: true, queries: read.queries.map(placed), labels: (read.labels ?? []).map(placed) };
}

const declaredDashboard = (dashboard: Dashboard, path: string): DashboardInput =>
  dashboardOfFile(dashboard, path) ?? {
    uid: dashboard.uid,
    title: dashboard.title,
    json: dashboardModel(dashboard),
    provisioned: true,
    place: { path },
    labels: dashboardLabels(dashboard).map(({ name, ...label }) => ({ ...label, place: { path: `${path}/${name}` } })),
    queries: dashboardQueries(dashboard).map(({ name, ...query }) => ({ ...query, place: { path: `${path}/${name}` } })),
  };

/** Those that are a file of no ConfigMap, wherever a Grafana may get it from. */
function undelivered(uids: ReadonlySet<string>, objects: readonly NamedObject[]): ReadonlySet<string> {
  if (uids.size === 0) return uids;
  const files = new Set(objects.flatMap(({ kind, data }) => (kind === 'ConfigMap' && data ? Object.keys(data) : [])));
  return new Set([...uids].filter((uid) => !files.has(`${uid}.json`)));
}

/** One for each endpoint of a monitor: its relabeling says which labels the series have. */
function declaredScrapes(
  scrape: Scrape,
  path: string,
  ownJobs: ReadonlySet<string>,
  { jobsOf }: RenderedConfiguration,
): readonly ScrapeInput[] {
  const jobs = jobsOf(scrape.monitor);
  const common = { ...scrape, mustSelect: ownJobs.has(scrape.job), place: { path: `${path}/${scrape.job}` } };
  if (jobs.length === 0) return [{ ...common, labels: { always: new Set(), possible: 'any' }, honorsLabels: false }];
  return jobs.map((job, endpoint) => ({
    ...common,
    ...(jobs.length > 1 && { endpoint }),
    labels: targetLabels(job),
    honorsLabels: job.honor_labels === true,
    ...(job.scrape_interval && { interval: secondsOf(job.scrape_interval as PromDuration) * 1000 }),
    ...(job.metric_relabel_configs && { metricRelabeling: job.metric_relabel_configs }),
  }));
}
