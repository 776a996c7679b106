import type { CheckInput, DashboardInput, RoutingInput, RuleInput, ScrapeInput } from '../analysis/check-input';
import { seriesLabelsOf } from '../analysis/series-labels';
import { seriesSourcesOf } from '../analysis/series-sources';
import { targetLabels } from '../analysis/target-labels';
import type { RenderedConfiguration } from '../backends/backend';
import { checks } from '../checks';
import type { Dashboard } from '../model/dashboard';
import { type PromDuration, secondsOf } from '../model/duration';
import type { Finding } from '../model/finding';
import type { Rule } from '../model/rule';
import type { Scrape } from '../model/watch';
import { dashboardModel } from '../render/dashboard/dashboard';
import { prometheusDatasource } from '../render/dashboard/datasource';
import { dashboardLabels, dashboardQueries } from '../render/dashboard/queries';
import { staticLabels } from '../render/rules';
import type { CompiledStack } from './compile';

/** What the backend and the checks say of a stack; `path` is its construct path. */
export function findingsOf(path: string, stack: CompiledStack): readonly Finding[] {
  const model = modelOf(path, stack);
  return [...stack.rejections.map((finding) => ({ path, ...finding })), ...checks.flatMap((check) => check.run(model))];
}

/** A stack as the checks see it. */
function modelOf(path: string, { monitoring, objects, ownJobs, configuration }: CompiledStack): CheckInput {
  const { groups, scrapes, scrapeInterval, context } = monitoring;
  const rules = groups.flatMap(({ name, rules: members }) => members.map((rule) => judgedRule(rule, `${path}/${name}/${rule.name}`)));
  const recorded = new Set(rules.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  const judged = scrapes.map((scrape) => judgedScrape(scrape, path, ownJobs, configuration));
  const exposure = seriesSourcesOf(judged, recorded);
  return {
    origin: 'declared',
    hasAllAlerts: true,
    readsAllMonitors: true,
    rules,
    dashboards: context.dashboards.map((dashboard) => judgedDashboard(dashboard, `${path}/${dashboard.uid}`)),
    scrapes: judged,
    externalLabels: configuration.externalLabels,
    datasources: [prometheusDatasource],
    objects: objects.map((object) => ({ object, place: { path } })),
    routing: configuration.routing ? routingModel(configuration.routing, `${path}/routing`) : 'nobody',
    exposure,
    knowledge: seriesLabelsOf(exposure, rules, secondsOf(scrapeInterval) * 1000),
  };
}

const routingModel = ({ config, rejected }: NonNullable<RenderedConfiguration['routing']>, path: string): RoutingInput => ({
  config,
  ...(rejected.length > 0 && { rejected }),
  place: { path },
});

function judgedRule(rule: Rule, path: string): RuleInput {
  const { kind, name, expr: query } = rule;
  const common = { kind, name, query, place: { path } };
  if (rule.kind === 'recording') return { ...common, labels: rule.labels ?? {}, annotations: {} };
  const { summary, description, annotations, rehearsals } = rule;
  return {
    ...common,
    ...(rule.for && { for: rule.for }),
    labels: staticLabels(rule),
    annotations: { summary, ...(description && { description }), ...annotations },
    rehearsals,
    // The link is added where the rule is written.
    getsRunbook: true,
  };
}

const judgedDashboard = (dashboard: Dashboard, path: string): DashboardInput => ({
  uid: dashboard.uid,
  title: dashboard.title,
  json: dashboardModel(dashboard),
  provisioned: true,
  place: { path },
  labels: dashboardLabels(dashboard).map(({ name, ...label }) => ({ ...label, place: { path: `${path}/${name}` } })),
  queries: dashboardQueries(dashboard).map(({ name, ...query }) => ({ ...query, place: { path: `${path}/${name}` } })),
});

const judgedScrape = (scrape: Scrape, path: string, ownJobs: ReadonlySet<string>, { jobsOf }: RenderedConfiguration): ScrapeInput => {
  // Its relabeling says which labels the series have. A monitor of ours has one endpoint.
  const job = jobsOf(scrape.monitor).at(-1);
  return {
    ...scrape,
    mustSelect: ownJobs.has(scrape.job),
    labels: job === undefined ? { always: new Set(), possible: 'any' } : targetLabels(job),
    honorsLabels: job?.honor_labels === true,
    ...(job?.scrape_interval && { interval: secondsOf(job.scrape_interval as PromDuration) * 1000 }),
    ...(job?.metric_relabel_configs && { metricRelabeling: job.metric_relabel_configs }),
    place: { path: `${path}/${scrape.job}` },
  };
};
