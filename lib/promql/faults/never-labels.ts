import type { Aggregation, Binary, Expr, Span } from '../ast';
import { isSelection } from '../label-flow';
import { reasonsFor } from '../label-reasons';
import { presence } from '../labels';
import { typeOf } from '../types';
import { hintOnLabel } from './hints';
import { type Fault, type FaultCheck, fault, type Look } from './look';

/** A label that is grouped by, or matched on, or copied, and that no series can have there. */
export const neverLabels: FaultCheck = function* (look) {
  const { expr } = look;
  if (expr.kind === 'aggregation') yield* groupedBy(look, expr);
  if (expr.kind !== 'binary' || typeOf(expr.left) !== 'vector' || typeOf(expr.right) !== 'vector') return;
  yield* matchedOn(look, expr);
  yield* copied(look, expr);
};

function* groupedBy(look: Look, { op, grouping, expr: inner }: Aggregation): Iterable<Fault> {
  if (grouping?.mode !== 'by') return;
  for (const [index, label] of grouping.labels.entries()) {
    if (!isNever(look, inner, label)) continue;
    const span = grouping.labelSpans?.[index] ?? grouping.span;
    yield neverLabel(look, inner, label, span, `${op} groups by \`${label}\`, which no series has here`);
    if (!isSelection(op)) look.flow.correct(look.expr, label);
  }
}

function* matchedOn(look: Look, { op, left, right, matching }: Binary): Iterable<Fault> {
  if (matching?.mode !== 'on') return;
  for (const [index, label] of matching.labels.entries()) {
    if (!isNever(look, left, label) || !isNever(look, right, label)) continue;
    const span = matching.labelSpans?.[index] ?? matching.span;
    yield neverLabel(look, left, label, span, `\`${op}\` matches on \`${label}\`, which no series has on either side`);
    look.flow.correct(look.expr, label);
  }
}

function* copied(look: Look, { left, right, matching }: Binary): Iterable<Fault> {
  if (matching?.group === undefined) return;
  const { side, include, includeSpans } = matching.group;
  const [one, where] = side === 'left' ? [right, 'right'] : [left, 'left'];
  for (const [index, label] of include.entries()) {
    if (!isNever(look, one, label)) continue;
    const span = includeSpans?.[index] ?? matching.span;
    yield neverLabel(look, one, label, span, `group_${side} copies \`${label}\` from the ${where} side, where no series has it`);
    look.flow.correct(look.expr, label);
  }
}

const isNever = ({ flow }: Look, expr: Expr, label: string): boolean => presence(flow.of(expr), label) === 'never';

function neverLabel({ flow, env }: Look, inside: Expr, label: string, span: Span, message: string): Fault {
  return fault('never-label', span, message, { hint: hintOnLabel(label, flow.of(inside)), because: reasonsFor(inside, label, flow, env) });
}
