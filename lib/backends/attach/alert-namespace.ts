import type { RuleInput } from '../../analysis/check-input';
import { seriesLabelsOf } from '../../analysis/series-labels';
import { metricName, type SeriesSources } from '../../analysis/series-sources';
import type { Labels } from '../../model/labels';
import type { Alert, OtherLabels } from '../../model/rule';
import type { RuleGroup } from '../../model/rule-group';
import { type LabelEnv, labelsOf } from '../../promql/label-flow';
import { presence } from '../../promql/labels';

/**
 * The route of an AlertmanagerConfig gets only alerts with the namespace of its object. An alert of whose namespace its expression leaves
 * nothing, as `sum by (queue) (...)` does, is given that of its stack; another keeps the one that it has.
 */
export function withNamespace(groups: readonly RuleGroup[], namespace: string, recorded: readonly RuleInput[]): readonly RuleGroup[] {
  const env = recordedLabels(groups, recorded);
  return withLabel(groups, namespace, ({ labels, expr: { expr } }) => {
    const isGiven = labels !== undefined && 'namespace' in labels;
    return !isGiven && expr !== undefined && presence(labelsOf(expr, env), 'namespace') === 'never';
  });
}

/** All alerts with the namespace that whoever evaluates them gives them. */
export const inNamespace = (groups: readonly RuleGroup[], namespace: string): readonly RuleGroup[] =>
  withLabel(groups, namespace, () => true);

const withLabel = (groups: readonly RuleGroup[], namespace: string, isMeant: (alert: Alert) => boolean): readonly RuleGroup[] =>
  groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) =>
      rule.kind === 'alert' && isMeant(rule)
        ? { ...rule, labels: { ...(rule.labels as Labels | undefined), namespace } as OtherLabels }
        : rule,
    ),
  }));

/** What is known of labels without looking at targets: those of series that rules record. */
function recordedLabels(groups: readonly RuleGroup[], others: readonly RuleInput[]): LabelEnv {
  const own = groups.flatMap(({ rules }) =>
    rules.flatMap((rule): RuleInput[] =>
      rule.kind === 'recording'
        ? [{ kind: 'recording', name: rule.name, query: rule.expr, labels: rule.labels ?? {}, annotations: {}, place: {} }]
        : [],
    ),
  );
  const rules = [...own, ...others];
  const names = new Set(rules.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  const exposure: SeriesSources = (selector) => ({ kind: names.has(metricName(selector) ?? '') ? 'recorded' : 'unknown' });
  return seriesLabelsOf(exposure, rules);
}
