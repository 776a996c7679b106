import type { Expr, Span } from '../ast';
import { isSelection } from '../label-flow';
import { whyNever } from '../label-reasons';
import { presence } from '../labels';
import { isSetOperator } from '../operators';
import { typeOf } from '../types';
import type { Fault, FaultCheck, Look } from './look';

/** A label that is grouped by, or matched on, or copied, and that no series can have there. */
export const neverLabels: FaultCheck = function* (look) {
  const { expr, flow } = look;
  if (expr.kind === 'aggregation' && expr.grouping?.mode === 'by') {
    for (const [index, label] of expr.grouping.labels.entries()) {
      if (presence(flow.of(expr.expr), label) !== 'never') continue;
      yield neverLabel(look, expr.expr, label, expr.grouping.labelSpans?.[index] ?? expr.grouping.span, `${expr.op} groups by \`${label}\`, which no series has here`);
      if (!isSelection(expr.op)) flow.correct(expr, label);
    }
  }
  if (expr.kind !== 'binary' || expr.matching === undefined || typeOf(expr.left) !== 'vector' || typeOf(expr.right) !== 'vector') return;
  const { left, right, matching, op } = expr;
  for (const [index, label] of matching.labels.entries()) {
    if (matching.mode !== 'on' || presence(flow.of(left), label) !== 'never' || presence(flow.of(right), label) !== 'never') continue;
    yield neverLabel(look, left, label, matching.labelSpans?.[index] ?? matching.span, `\`${op}\` matches on \`${label}\`, which no series has on either side`);
    flow.correct(expr, label);
  }
  if (matching.group === undefined || isSetOperator(op)) return;
  const { side, include, includeSpans } = matching.group;
  const one = side === 'left' ? right : left;
  for (const [index, label] of include.entries()) {
    if (presence(flow.of(one), label) !== 'never') continue;
    const where = side === 'left' ? 'right' : 'left';
    yield neverLabel(look, one, label, includeSpans?.[index] ?? matching.span, `group_${side} copies \`${label}\` from the ${where} side, where no series has it`);
    flow.correct(expr, label);
  }
};

function neverLabel({ flow, env }: Look, inside: Expr, label: string, span: Span, message: string): Fault {
  return { kind: 'never-label', message, span, because: whyNever(inside, label, flow, env) };
}
