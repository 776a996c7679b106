import type { Aggregation, Binary, Call, Expr, Span, VectorSelector } from './ast';
import { isSelection, knownLabels, type LabelEnv, type LabelFlow, labelFlow, seriesArgument, textOf } from './label-flow';
import { presence } from './labels';
import { isSetOperator } from './operators';
import { typeOf } from './types';
import { metricOf } from './walk';

/** One step of an explanation, and the part of the query that it speaks of. */
export interface Reason {
  readonly message: string;
  readonly span: Span;
}

/** Why no series of the expression has a label: what drops it, or where it never was. Empty where a series may have it. */
export const whyNever = (expr: Expr, label: string, env: LabelEnv): Reason[] => reasonsFor(expr, label, labelFlow(env), env);

/** `whyNever`, with labels that are computed already. */
export function reasonsFor(expr: Expr, label: string, flow: LabelFlow, env: LabelEnv): Reason[] {
  if (presence(flow.of(expr), label) !== 'never') return [];
  const below = (inner: Expr): Reason[] => reasonsFor(inner, label, flow, env);
  switch (expr.kind) {
    case 'number':
    case 'string':
      return [];
    case 'matrix':
      return below(expr.selector);
    case 'subquery':
    case 'paren':
    case 'unary':
      return below(expr.expr);
    case 'selector':
      return [whySelected(expr, label, env)];
    case 'aggregation':
      return isSelection(expr.op) ? below(expr.expr) : whyAggregated(expr, label, below);
    case 'call':
      return whyCalled(expr, label, below);
    case 'binary':
      return whyMatched(expr, label, flow, below);
  }
}

function whySelected(selector: VectorSelector, label: string, env: LabelEnv): Reason {
  const matcher = selector.matchers.find(({ name }) => name === label);
  if (matcher !== undefined) return { message: `the matcher takes only series without \`${label}\``, span: matcher.span };
  const series = env(selector);
  const has = (series.kind === 'known' && knownLabels(series)) || [];
  const others = has.length === 0 ? '' : `, only ${has.join(', ')}`;
  return { message: `${metricOf(selector) ?? 'the selected series'} has no label \`${label}\`${others}`, span: selector.span };
}

function whyAggregated({ op, grouping, expr, span }: Aggregation, label: string, below: (inner: Expr) => Reason[]): Reason[] {
  if (grouping === undefined) return [{ message: `${op} without \`by\` drops every label`, span }];
  const dropped = grouping.labels.includes(label) === (grouping.mode === 'without');
  if (!dropped) return below(expr);
  const message = grouping.mode === 'without' ? `\`without\` drops \`${label}\`` : `${op} keeps only ${grouping.labels.join(', ')}`;
  return [{ message, span: grouping.span }];
}

function whyCalled(call: Call, label: string, below: (inner: Expr) => Reason[]): Reason[] {
  const { func, span } = call;
  const because = (message: string): Reason[] => [{ message: `${func} ${message}`, span }];
  if (func.startsWith('absent')) return because('returns only the labels of the `=` matchers of its selector');
  const argument = seriesArgument(call);
  if (argument === undefined) return because('returns no labels');
  if (func.startsWith('histogram_') && label === 'le') return because('takes the buckets together and drops `le`');
  const reasons = below(argument);
  return reasons.length > 0 || textOf(call.args[1]) !== label ? reasons : because(`makes \`${label}\` empty`);
}

function whyMatched(expr: Binary, label: string, flow: LabelFlow, below: (inner: Expr) => Reason[]): Reason[] {
  const { left, right, matching, op } = expr;
  const vectors = [left, right].filter((side) => typeOf(side) === 'vector');
  if (vectors.length === 2 && matching?.mode !== undefined && matching.group === undefined && !isSetOperator(op)) {
    const { mode, labels, span } = matching;
    const dropped = labels.includes(label) === (mode === 'ignoring');
    const message = mode === 'on' ? `a match on (${labels.join(', ')}) keeps only these labels` : `\`ignoring\` drops \`${label}\``;
    if (dropped) return [{ message, span }];
  }
  if (op === 'or') return vectors.flatMap(below);
  const { side = 'left', include = [] } = matching?.group ?? {};
  const [many, one] = side === 'left' ? [left, right] : [right, left];
  const order = include.includes(label) ? [one] : [many, one];
  const without = order.find((each) => vectors.includes(each) && presence(flow.of(each), label) === 'never');
  return without === undefined ? [] : below(without);
}
