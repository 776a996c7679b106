import type { JudgedDashboard, JudgedRule, Model } from '../../lib/analysis/check-input';
import { knowledgeOf } from '../../lib/analysis/series-labels';
import { exposureOf } from '../../lib/analysis/series-sources';
import type { Check } from '../../lib/checks/check';
import type { Finding } from '../../lib/model/finding';
import { parseWithVariables } from '../../lib/promql/variables';

/** A model of nothing but what is given: of the targets nothing is known, so that every metric may be there. */
export function modelWith(parts: Partial<Model>): Model {
  const { rules = [], scrapes = [] } = parts;
  const recorded = new Set(rules.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  const exposure = parts.exposure ?? exposureOf(scrapes, recorded);
  return {
    rules,
    scrapes,
    dashboards: [],
    objects: [],
    externalLabels: {},
    exposure,
    knowledge: knowledgeOf(exposure, rules, 30_000),
    ...parts,
  };
}

/** What a place answers when it is asked where a value stands: the path and the span, to be looked at by a test. */
const place = (path: string): JudgedRule['place'] => ({
  path,
  locate: (span, at = []) => ({ file: `${path}#${at.join('/')}`, ...(span && { line: 1, column: span.from + 1 }) }),
});

export const alertRule = (name: string, expr: string, more: Partial<JudgedRule> = {}): JudgedRule => ({
  kind: 'alert',
  name,
  query: parseWithVariables(expr),
  labels: { severity: 'warning' },
  annotations: { summary: 'A summary.' },
  place: place(name),
  ...more,
});

export const recordingRule = (name: string, expr: string, more: Partial<JudgedRule> = {}): JudgedRule => ({
  kind: 'recording',
  name,
  query: parseWithVariables(expr),
  labels: {},
  annotations: {},
  place: place(name),
  ...more,
});

export const objectAt = (object: object) => {
  const judged = object as Model['objects'][number]['object'];
  return { object: judged, place: place(`${judged.kind}/${judged.metadata?.name}`) };
};

/** A model of Kubernetes objects. */
export const objectsModel = (...objects: readonly object[]): Model => modelWith({ objects: objects.map(objectAt) });

/** A dashboard of these panels; what it asks stands in its JSON alone. */
export function dashboardOf(json: Record<string, unknown>, more: Partial<JudgedDashboard> = {}): JudgedDashboard {
  const whole = { uid: 'board', title: 'Board', templating: { list: [] }, panels: [], ...json };
  return { uid: String(whole.uid), title: String(whole.title), queries: [], json: whole, place: place('board'), ...more };
}

export const findingsOf = (check: Check, model: Model): readonly Finding[] => [...check.judge(model)];
export const messages = (check: Check, model: Model): readonly string[] => findingsOf(check, model).map(({ message }) => message);
