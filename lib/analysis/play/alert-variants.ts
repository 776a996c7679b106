import { secondsOf } from '../../model/duration';
import type { Expr } from '../../promql/ast';
import { formatDuration } from '../../promql/numbers';
import { print } from '../../promql/print';
import type { PlayableRule } from './playable';
import { withComparisonsTurned, withThresholdsTimes } from './thresholds';

/** An alert as a slip would leave it. */
export interface AlertVariant {
  readonly kind: 'threshold' | 'comparison' | 'for';
  /** What is other than in the alert: `with ten times its threshold`. */
  readonly title: string;
  readonly rule: PlayableRule;
}

/** The slips that the rehearsals of an alert are to notice; those that change nothing are left out. */
export function variantsOf(rule: PlayableRule): readonly AlertVariant[] {
  const { expr, text } = rule.query;
  if (expr === undefined) return [];
  const before = print(expr);
  const compared = (
    [
      ['threshold', 'with ten times its threshold', (node: Expr) => withThresholdsTimes(node, 10)],
      ['threshold', 'with a tenth of its threshold', (node: Expr) => withThresholdsTimes(node, 0.1)],
      ['comparison', 'with its comparison turned', withComparisonsTurned],
    ] as const
  ).flatMap(([kind, title, change]): AlertVariant[] => {
    const changed = change(expr);
    return print(changed) === before ? [] : [{ kind, title, rule: { ...rule, query: { text, expr: changed, diagnostics: [] } } }];
  });
  const pending = rule.for === undefined ? 0 : secondsOf(rule.for);
  if (pending === 0) return compared;
  const doubled = formatDuration(pending * 2000);
  return [...compared, { kind: 'for', title: `with \`for: ${doubled}\``, rule: { ...rule, for: doubled as PlayableRule['for'] } }];
}
