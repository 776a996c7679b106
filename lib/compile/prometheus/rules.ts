import { namespaceOf } from '../../kubernetes/object';
import type { Matcher, VectorSelector } from '../../promql/ast';
import { parse } from '../../promql/parse';
import { print } from '../../promql/print';
import { rewriteSelectors } from '../../promql/walk';
import { toYaml } from '../../yaml/write';
import type { CompileContext } from './context';
import type { PrometheusSpec } from './crd/prometheus';
import type { PrometheusRule, RuleGroupSpec, RuleSpec } from './crd/rules';
import { type ConfigurationFields, nonEmptyText, omitUndefined, sorted } from './fields';
import { excludedFrom } from './relabel';
import { maxRuleBytes } from './rule-config-maps';
import { type FieldProblem, fieldProblem } from './validate/field-problem';
import { queryProblem, rulesProblem } from './validate/rules';

/** A rule file as Prometheus reads it. */
export interface RuleFile {
  readonly groups: readonly ConfigurationFields[];
}

/**
 * The rule file of a PrometheusRule, or why there is none. Where the Prometheus object enforces a namespace label, the rules get it,
 * and read only series that have it.
 */
export function compileRules(
  rule: PrometheusRule,
  context: CompileContext,
): { readonly file: RuleFile } | { readonly problem: FieldProblem } {
  const label = enforcedRuleLabel(context.spec, rule);
  const groups: RuleGroupSpec[] = [];
  for (const [index, group] of (rule.spec.groups ?? []).entries()) {
    const rules: RuleSpec[] = [];
    for (const [ruleIndex, each] of (group.rules ?? []).entries()) {
      const enforced = label ? enforceNamespace(each, label, namespaceOf(rule)) : each;
      if (typeof enforced === 'string') return { problem: fieldProblem(`spec.groups[${index}].rules[${ruleIndex}].expr`, enforced)! };
      rules.push(enforced);
    }
    groups.push({ ...group, rules });
  }
  const wrong = rulesProblem(context, groups);
  if (wrong) return { problem: wrong };
  const file = { groups: groups.map((group) => groupFields(group, context)) };
  const tooLong = lengthProblem(file);
  return tooLong ? { problem: tooLong } : { file };
}

/** A file must fit into a ConfigMap with others (pkg/operator/rules.go, ValidateRule). */
function lengthProblem(file: RuleFile): FieldProblem | undefined {
  // JSON is longer than a third of the YAML that says the same; most files are so short that they need not be written for this.
  if (JSON.stringify(file).length < maxRuleBytes / 3) return undefined;
  const bytes = Buffer.byteLength(toYaml(file));
  return fieldProblem(
    'spec.groups',
    bytes > maxRuleBytes
      ? `the length of rendered Prometheus Rule is ${bytes} bytes which is above the maximum limit of ${maxRuleBytes} bytes`
      : undefined,
  );
}

/** A rule that can only read and write series of one namespace; or why it cannot be made so. */
function enforceNamespace(rule: RuleSpec, label: string, namespace: string): RuleSpec | string {
  const query = parse(String(rule.expr ?? ''));
  // The operator's rewriting knows no experimental syntax, whatever the Prometheus object enables; it drops such rules without a word.
  const reason = queryProblem(query, new Set());
  if (reason) return `failed to parse promql expression: ${reason}`;
  const expr = print(rewriteSelectors(query.expr!, (selector) => withMatcher(selector, label, namespace)));
  return { ...rule, expr, labels: { ...rule.labels, [label]: namespace } };
}

/** Whatever the selector said about the label is gone. */
function withMatcher(selector: VectorSelector, name: string, value: string): VectorSelector {
  const matcher: Matcher = { name, op: '=', value, span: selector.span };
  return { ...selector, matchers: [...selector.matchers.filter((other) => other.name !== name), matcher] };
}

/** The label that a Prometheus writes into all selectors and results of a rule, with the namespace of its object. */
export function enforcedRuleLabel(spec: PrometheusSpec, rule: PrometheusRule): string | undefined {
  const { enforcedNamespaceLabel, excludedFromEnforcement = [], prometheusRulesExcludedFromEnforce = [] } = spec;
  const excluded = [
    ...excludedFromEnforcement,
    ...prometheusRulesExcludedFromEnforce.map(({ ruleNamespace, ruleName }) => ({
      resource: 'prometheusrules',
      namespace: ruleNamespace,
      name: ruleName,
    })),
  ];
  return enforcedNamespaceLabel && !excludedFrom(excluded, rule) ? enforcedNamespaceLabel : undefined;
}

/** Empty durations are left out: Prometheus would refuse the file. */
function groupFields(
  { name, interval, query_offset, limit, labels, rules = [] }: RuleGroupSpec,
  { since }: CompileContext,
): ConfigurationFields {
  return omitUndefined({
    name,
    labels: since('rules.group_labels', present(labels)),
    interval: nonEmptyText(interval),
    query_offset: since('rules.query_offset', nonEmptyText(query_offset)),
    rules: rules.length
      ? rules.map((rule) =>
          omitUndefined({
            record: nonEmptyText(rule.record),
            alert: nonEmptyText(rule.alert),
            expr: rule.expr ?? '',
            for: nonEmptyText(rule.for),
            keep_firing_for: since('rules.keep_firing_for', nonEmptyText(rule.keep_firing_for)),
            labels: present(rule.labels),
            annotations: present(rule.annotations),
          }),
        )
      : undefined,
    limit: since('rules.limit', limit),
  });
}

function present(labels: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> | undefined {
  return labels && Object.keys(labels).length ? sorted(labels) : undefined;
}

/** The operator tells files of the same name apart by the object's UID; without one, by a character that no name can hold. */
export function ruleFileName(rule: PrometheusRule): string {
  const { name, uid } = rule.metadata;
  return uid ? `${namespaceOf(rule)}-${name}-${uid}.yaml` : `${namespaceOf(rule)}_${name}.yaml`;
}
