import type { CheckInput, RuleInput } from '../analysis/check-input';
import { type EnforcedLabel, enforcedOn } from '../analysis/enforcement';
import { titleOf } from '../kubernetes/object';

/** Rules as they are evaluated: with the label that every Prometheus which reads them writes into them. */
export function asEnforced(rules: readonly RuleInput[], objects: CheckInput['objects']): readonly RuleInput[] {
  const enforced = new Map<string, EnforcedLabel>();
  for (const judged of objects) {
    const found = judged.object.kind === 'PrometheusRule' ? enforcedOn(judged, { objects }) : undefined;
    if (found !== undefined) enforced.set(keyOf(judged.place.file, titleOf(judged.object)), found);
  }
  if (enforced.size === 0) return rules;
  return rules.map((rule) => {
    const found = enforced.get(keyOf(rule.place.file, rule.place.object));
    return found === undefined ? rule : { ...rule, labels: { ...rule.labels, [found.label]: found.namespace } };
  });
}

const keyOf = (file: string | undefined, title: string | undefined): string => `${file} ${title}`;
