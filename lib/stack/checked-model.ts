import type { Monitoring } from '../backends/backend';
import { resourcesOf } from '../backends/resources';
import { checks } from '../checks';
import { exposureOf } from '../checks/exposure';
import type { JudgedDashboard, JudgedRule, Model } from '../checks/model';
import type { Dashboard } from '../model/dashboard';
import type { Finding } from '../model/finding';
import type { Rule } from '../model/rule';
import type { Scrape } from '../model/watch';
import { compileAlertmanager } from '../render/alertmanager';
import { staticLabels } from '../render/rules';
import type { CompiledStack } from './compile';

/** What the backend and the checks say of a stack; `path` is its construct path. */
export function findingsOf(path: string, stack: CompiledStack): readonly Finding[] {
  const model = modelOf(path, stack);
  return [...stack.rejections, ...checks.flatMap((check) => [...check.judge(model)])];
}

/** A stack as the checks see it. */
function modelOf(path: string, { monitoring, objects, ownJobs }: CompiledStack): Model {
  const { groups, scrapes, scrapeInterval, context, routing } = monitoring;
  const rules = groups.flatMap(({ name, rules: members }) => members.map((rule) => judgedRule(rule, `${path}/${name}/${rule.name}`)));
  const recorded = new Set(rules.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  return {
    rules,
    dashboards: context.dashboards.map((dashboard) => judgedDashboard(dashboard, `${path}/${dashboard.uid}`)),
    scrapes: scrapes.map((scrape) => judgedScrape(scrape, path, ownJobs)),
    scrapeInterval,
    objects: objects.map((object) => ({ object, place: { path } })),
    ...(routing && { routing: { config: alertmanagerConfig(monitoring), place: { path: `${path}/routing` } } }),
    exposure: exposureOf(scrapes, recorded),
  };
}

function judgedRule(rule: Rule, path: string): JudgedRule {
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

function judgedDashboard({ uid, title, panels, variables = [] }: Dashboard, path: string): JudgedDashboard {
  return {
    uid,
    title,
    place: { path },
    queries: [
      ...variables.map(({ name, from }) => ({ title: `variable ${name}`, query: from, place: { path: `${path}/${name}` } })),
      ...panels.flatMap((panel) => panel.queries.map(({ expr, legend }) =>
        ({ title: `panel ${panel.title}`, query: expr, ...(legend && { legend }), place: { path: `${path}/${panel.title}` } }))),
    ],
  };
}

const judgedScrape = (scrape: Scrape, path: string, ownJobs: ReadonlySet<string>) =>
  ({ ...scrape, mustSelect: ownJobs.has(scrape.job), place: { path: `${path}/${scrape.job}` } });

function alertmanagerConfig(monitoring: Monitoring): object {
  // Only Alertmanager's objects are asked for: the others are many.
  const { alertmanager, alertmanagerConfig: routing } = resourcesOf({ ...monitoring, groups: [], scrapes: [] });
  return compileAlertmanager({ alertmanager: alertmanager!, objects: [routing!] }).config;
}
