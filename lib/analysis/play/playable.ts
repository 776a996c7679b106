import type { AnyDuration } from '../../model/duration';
import type { Labels } from '../../model/labels';
import type { Rule } from '../../model/rule';
import type { Query } from '../../promql/ast';
import { alertAnnotations, staticLabels } from '../../render/rules';
import { memoize } from '../../text/memoize';
import type { RuleInput } from '../check-input';

/** A rule as Prometheus evaluates it, whoever wrote it. */
export interface PlayableRule {
  readonly kind: 'alert' | 'recording';
  readonly name: string;
  readonly query: Query;
  readonly for?: AnyDuration;
  readonly keepFiringFor?: AnyDuration;
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** Rules that are evaluated one after the other. */
export interface PlayableGroup {
  /** How many alerts or series a rule may have at once: with more, its evaluation fails. @default - any number */
  readonly limit?: number;
  readonly rules: readonly PlayableRule[];
}

export function playableRule(rule: Rule): PlayableRule {
  switch (rule.kind) {
    case 'alert': {
      const { name, expr, for: pending, keepFiringFor } = rule;
      return {
        kind: 'alert',
        name,
        query: expr,
        for: pending,
        keepFiringFor,
        labels: staticLabels(rule),
        annotations: alertAnnotations(rule, {}),
      };
    }
    case 'recording':
      return { kind: 'recording', name: rule.name, query: rule.expr, labels: rule.labels ?? {}, annotations: {} };
  }
}

/** A rule that the checks look at. A duration that is none is told by a check of its own, and a RangeError where it is played. */
export const playableInput = memoize(
  (rule: RuleInput): PlayableRule => ({
    ...rule,
    for: rule.for as AnyDuration | undefined,
    keepFiringFor: rule.keepFiringFor as AnyDuration | undefined,
  }),
);
