import { nearest } from '../../text/nearest';
import type { Aggregation, Binary, Expr, Span } from '../ast';
import { isSelection, knownLabels, needsValue } from '../label-flow';
import { reasonsFor } from '../label-reasons';
import { presence } from '../labels';
import { typeOf } from '../types';
import { metricOf } from '../walk';
import { hintOnLabel } from './hints';
import { type Fault, type FaultCheck, fault, type Look } from './look';

/** A label that is grouped by, or matched on, or copied, and that no series can have there. */
export const findUnknownLabel: FaultCheck = function* (look) {
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
    yield unknownLabelFault(look, inner, label, span, `${op} groups by \`${label}\`, which no series has here`);
    if (!isSelection(op)) look.flow.correct(look.expr, label);
  }
}

function* matchedOn(look: Look, { op, left, right, matching }: Binary): Iterable<Fault> {
  if (matching?.mode !== 'on') return;
  for (const [index, label] of matching.labels.entries()) {
    if (!isNever(look, left, label) || !isNever(look, right, label)) continue;
    const span = matching.labelSpans?.[index] ?? matching.span;
    yield unknownLabelFault(look, left, label, span, `\`${op}\` matches on \`${label}\`, which no series has on either side`);
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
    yield unknownLabelFault(look, one, label, span, `group_${side} copies \`${label}\` from the ${where} side, where no series has it`);
    look.flow.correct(look.expr, label);
  }
}

const isNever = ({ flow }: Look, expr: Expr, label: string): boolean => presence(flow.of(expr), label) === 'never';

function unknownLabelFault({ flow, env }: Look, inside: Expr, label: string, span: Span, message: string): Fault {
  return fault('unknown-label', span, message, {
    hint: hintOnLabel(label, flow.of(inside)),
    because: reasonsFor(inside, label, flow, env),
  });
}

/** A matcher that needs a label which the series of its selector cannot have. */
export const unknownLabelInMatcher: FaultCheck = function* ({ expr: selector, env, flow }) {
  if (selector.kind !== 'selector') return;
  const series = env(selector);
  if (series.kind === 'unknown' || series.possible === 'any') return;
  const { always, possible } = series;
  const before = { always, possible, never: new Set<string>(), values: new Map<string, string>() };
  const matcher = selector.matchers.find((each) => needsValue(each) && presence(before, each.name) === 'never');
  if (matcher === undefined) return;
  const metric = metricOf(selector) ?? 'the selected series';
  const message = `${metric} has no label \`${matcher.name}\`, so this takes no series`;
  const labels = knownLabels(series) ?? [];
  const similar = nearest(matcher.name, labels);
  const all = labels.length === 0 ? 'it has no labels: drop the matcher' : `its labels are ${labels.join(', ')}`;
  const hint = similar === undefined ? all : `did you mean ${similar}? ${all}`;
  flow.giveUp(selector);
  yield fault('unknown-label', matcher.span, message, { hint, returns: 'nothing' });
};
