import type { AlertmanagerConfiguration } from '../../lib/alertmanager/configuration';
import type { CheckInput, DashboardInput, RuleInput } from '../../lib/analysis/check-input';
import { seriesLabelsOf } from '../../lib/analysis/series-labels';
import { seriesSourcesOf } from '../../lib/analysis/series-sources';
import type { Check } from '../../lib/checks/check';
import type { Finding } from '../../lib/model/finding';
import { parseWithVariables } from '../../lib/promql/variables';

/** A model of nothing but what is given: of the targets nothing is known, so that every metric may be there. */
export function modelWith(parts: Partial<CheckInput>): CheckInput {
  const { rules = [], scrapes = [] } = parts;
  const recorded = new Set(rules.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  const exposure = parts.exposure ?? seriesSourcesOf(scrapes, recorded);
  return {
    origin: 'declared',
    rules,
    scrapes,
    dashboards: [],
    objects: [],
    externalLabels: {},
    exposure,
    knowledge: seriesLabelsOf(exposure, rules, 30_000),
    ...parts,
  };
}

/** What a place answers when it is asked where a value stands: the path and the span, to be looked at by a test. */
const place = (path: string): RuleInput['place'] => ({
  path,
  locate: (span, at = []) => ({ file: `${path}#${at.join('/')}`, ...(span && { line: 1, column: span.from + 1 }) }),
});

export const alertRule = (name: string, expr: string, more: Partial<RuleInput> = {}): RuleInput => ({
  kind: 'alert',
  name,
  query: parseWithVariables(expr),
  labels: { severity: 'warning' },
  annotations: { summary: 'A summary.' },
  place: place(name),
  ...more,
});

export const recordingRule = (name: string, expr: string, more: Partial<RuleInput> = {}): RuleInput => ({
  kind: 'recording',
  name,
  query: parseWithVariables(expr),
  labels: {},
  annotations: {},
  place: place(name),
  ...more,
});

export const objectAt = (object: object) => {
  const judged = object as CheckInput['objects'][number]['object'];
  return { object: judged, place: place(`${judged.kind}/${judged.metadata?.name}`) };
};

/** A model of Kubernetes objects. */
export const objectsModel = (...objects: readonly object[]): CheckInput => modelWith({ objects: objects.map(objectAt) });

/** A dashboard of these panels; what it asks stands in its JSON alone. */
export function dashboardOf(json: Record<string, unknown>, more: Partial<DashboardInput> = {}): DashboardInput {
  const whole = { uid: 'board', title: 'Board', templating: { list: [] }, panels: [], ...json };
  return { uid: String(whole.uid), title: String(whole.title), queries: [], json: whole, place: place('board'), ...more };
}

export const findingsOf = (check: Check, model: CheckInput): readonly Finding[] => [...check.run(model)];
export const messages = (check: Check, model: CheckInput): readonly string[] => findingsOf(check, model).map(({ message }) => message);

/** A model of Alertmanager's configuration and of all alerts that it gets. */
export const routingModel = (config: AlertmanagerConfiguration, ...rules: readonly RuleInput[]): CheckInput =>
  modelWith({ routing: { config, place: place('routing') }, rules, hasAllAlerts: true });
