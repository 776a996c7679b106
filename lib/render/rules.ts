import type { Labels } from '../model/labels';
import type { Alert, Recording, Rule } from '../model/rule';
import type { RuleGroup } from '../model/rule-group';
import type { Query } from '../promql/ast';
import { format } from '../promql/format';

/** What a rendered alert says beside its expression; the stack knows what the alert does not say itself. */
export interface RuleContext {
  /** Where a component's runbooks are, without a slash at the end. @default - an alert names a page only where it has an annotation of its own */
  readonly runbooks?: string;
}

/** The groups of a rule file, as Prometheus reads them and as a PrometheusRule has them in its spec. */
export function ruleGroups(groups: readonly RuleGroup[], context: RuleContext = {}) {
  return groups.map(({ name, interval, limit, queryOffset, labels, rules }) => ({
    name,
    ...(interval && { interval }),
    ...(queryOffset && { query_offset: queryOffset }),
    ...(limit !== undefined && { limit }),
    ...(labels && { labels }),
    rules: rules.map((rule) => ruleOf(rule, context)),
  }));
}

function ruleOf(rule: Rule, context: RuleContext) {
  switch (rule.kind) {
    case 'alert':
      return alertingRule(rule, context);
    case 'recording':
      return recordingRule(rule);
  }
}

/** Rules are written for Prometheus, for the operator and for rehearsals; a query is laid out once for all of them. */
const formatted = new WeakMap<Query, string>();

function expression({ expr: query, source }: Rule): string {
  if (source !== undefined) return query.text;
  const known = formatted.get(query);
  if (known !== undefined) return known;
  const text = query.expr === undefined ? query.text : format(query.expr);
  formatted.set(query, text);
  return text;
}

/** The labels that the rule itself gives its alerts. */
export const staticLabels = ({ severity, component, labels, source }: Alert): Labels => ({
  ...(source === undefined ? { severity, ...(component && { component }) } : source.labels),
  ...(labels as Labels | undefined),
});

/** The annotations of an alert; they are templates. */
export function alertAnnotations({ name, summary, description, annotations, source }: Alert, { runbooks }: RuleContext): Labels {
  if (source !== undefined) return source.annotations;
  return {
    summary,
    ...(description && { description }),
    ...(runbooks !== undefined && { runbook_url: `${runbooks}/${name}.md` }),
    ...annotations,
  };
}

function alertingRule(rule: Alert, context: RuleContext) {
  const { name, for: pending, keepFiringFor } = rule;
  return {
    alert: name,
    expr: expression(rule),
    ...(pending && { for: pending }),
    ...(keepFiringFor && { keep_firing_for: keepFiringFor }),
    ...filled('labels', staticLabels(rule)),
    ...filled('annotations', alertAnnotations(rule, context)),
  };
}

/** What an alert of a file does not have is not written. */
const filled = (field: 'labels' | 'annotations', values: Labels) => (Object.keys(values).length === 0 ? {} : { [field]: values });

function recordingRule(rule: Recording) {
  return { record: rule.name, expr: expression(rule), ...(rule.labels && { labels: rule.labels }) };
}
