import type { CheckInput, DashboardInput, RoutingInput, RuleInput, ScrapeInput } from '../analysis/check-input';
import { seriesLabelsOf } from '../analysis/series-labels';
import { seriesSourcesOf } from '../analysis/series-sources';
import { type ScrapeJob, targetLabels } from '../analysis/target-labels';
import type { Monitoring } from '../backends/backend';
import { prometheusConfigOf, resourcesOf } from '../backends/resources';
import { compileRouting } from '../backends/routing';
import { checks } from '../checks';
import type { KubernetesObject } from '../model/custom-resource';
import type { Dashboard } from '../model/dashboard';
import { type PromDuration, secondsOf } from '../model/duration';
import type { Finding } from '../model/finding';
import type { Rule } from '../model/rule';
import type { Scrape } from '../model/watch';
import { dashboardModel } from '../render/dashboard/dashboard';
import { prometheusDatasource } from '../render/dashboard/datasource';
import { dashboardQueries } from '../render/dashboard/queries';
import { staticLabels } from '../render/rules';
import type { CompiledStack } from './compile';

/** What the backend and the checks say of a stack; `path` is its construct path. */
export function findingsOf(path: string, stack: CompiledStack): readonly Finding[] {
  const model = modelOf(path, stack);
  return [...stack.rejections, ...checks.flatMap((check) => [...check.judge(model)])];
}

/** A stack as the checks see it. */
function modelOf(path: string, { monitoring, objects, ownJobs }: CompiledStack): CheckInput {
  const { groups, scrapes, scrapeInterval, externalLabels, context, routing } = monitoring;
  const rules = groups.flatMap(({ name, rules: members }) => members.map((rule) => judgedRule(rule, `${path}/${name}/${rule.name}`)));
  const recorded = new Set(rules.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  const labels = labelsByMonitor(monitoring);
  const judged = scrapes.map((scrape) => judgedScrape(scrape, path, ownJobs, labels));
  const exposure = seriesSourcesOf(judged, recorded);
  return {
    rules,
    dashboards: context.dashboards.map((dashboard) => judgedDashboard(dashboard, `${path}/${dashboard.uid}`)),
    scrapes: judged,
    externalLabels,
    datasources: [prometheusDatasource],
    objects: objects.map((object) => ({ object, place: { path } })),
    routing: routing ? routingModel(monitoring, `${path}/routing`) : 'nobody',
    exposure,
    knowledge: seriesLabelsOf(exposure, rules, secondsOf(scrapeInterval) * 1000),
  };
}

function routingModel(monitoring: Monitoring, path: string): RoutingInput {
  const { config, rejected } = compileRouting(resourcesOf(monitoring));
  return { config, ...(rejected.length > 0 && { rejected }), place: { path } };
}

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
  };
}

const judgedDashboard = (dashboard: Dashboard, path: string): DashboardInput => ({
  uid: dashboard.uid,
  title: dashboard.title,
  json: dashboardModel(dashboard),
  provisioned: true,
  place: { path },
  queries: dashboardQueries(dashboard).map(({ name, ...query }) => ({ ...query, place: { path: `${path}/${name}` } })),
});

const judgedScrape = (scrape: Scrape, path: string, ownJobs: ReadonlySet<string>, labels: ReadonlyMap<string, ScrapeJob>): ScrapeInput => {
  const job = labels.get(keyOf(scrape.monitor));
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

const keyOf = ({ kind, metadata }: KubernetesObject) =>
  `${kind.slice(0, 1).toLowerCase()}${kind.slice(1)}/${metadata.namespace}/${metadata.name}`;

/** The compiled job of each monitor; its relabeling says which labels its series have. A monitor of ours has one endpoint. */
function labelsByMonitor(monitoring: Monitoring): ReadonlyMap<string, ScrapeJob> {
  const jobs = prometheusConfigOf(monitoring).config.scrape_configs as readonly (ScrapeJob & { readonly job_name: string })[];
  return new Map(jobs.map((job) => [job.job_name.split('/').slice(0, 3).join('/'), job]));
}
