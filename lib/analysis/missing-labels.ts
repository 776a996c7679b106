import type { Expr } from '../promql/ast';
import { labelFlow } from '../promql/label-flow';
import { reasonsFor } from '../promql/label-reasons';
import { presence } from '../promql/labels';
import type { CheckInput } from './check-input';

/** Why no series of an expression has a label; undefined where one may. */
export function missingLabels({ knowledge }: CheckInput): (expr: Expr, label: string) => string | undefined {
  const flow = labelFlow(knowledge);
  return (expr, label) => {
    if (presence(flow.of(expr), label) !== 'never') return undefined;
    return reasonsFor(expr, label, flow, knowledge)[0]?.message ?? 'the result has no such label';
  };
}
