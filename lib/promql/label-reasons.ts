import type { Aggregation, Binary, Call, Expr, Span } from './ast';
import { isSelection, seriesArgument, textOf, type LabelEnv, type LabelFlow } from './label-flow';
import { presence } from './labels';
import { typeOf } from './types';
import { metricOf } from './walk';

/** One step of an explanation, and the part of the query that it speaks of. */
export interface Reason { readonly message: string; readonly span: Span }

/** Why no series of the expression has a label: what drops it, or where it never was. Empty where a series may have it. */
export function whyNever(expr: Expr, label: string, flow: LabelFlow, env: LabelEnv): Reason[] {
  if (presence(flow.of(expr), label) !== 'never') return [];
  const below = (inner: Expr): Reason[] => whyNever(inner, label, flow, env);
  switch (expr.kind) {
    case 'number':
    case 'string': return [];
    case 'matrix': return below(expr.selector);
    case 'subquery':
    case 'paren':
    case 'unary': return below(expr.expr);
    case 'selector': {
      const matcher = expr.matchers.find(({ name }) => name === label);
      if (matcher !== undefined) return [{ message: `the matcher takes only series without \`${label}\``, span: matcher.span }];
      return [{ message: `${metricOf(expr) ?? 'the selected series'} ${labelsInWords(env, expr, label)}`, span: expr.span }];
    }
    case 'aggregation': return isSelection(expr.op) ? below(expr.expr) : whyAggregated(expr, label, below);
    case 'call': return whyCalled(expr, label, below);
    case 'binary': return whyMatched(expr, label, flow, below);
  }
}

function labelsInWords(env: LabelEnv, selector: Parameters<LabelEnv>[0], label: string): string {
  const series = env(selector);
  const has = series.kind === 'known' && series.possible !== 'any' ? [...series.possible].sort() : [];
  return has.length === 0 ? `has no label \`${label}\`` : `has no label \`${label}\`, only ${has.join(', ')}`;
}

function whyAggregated({ op, grouping, expr, span }: Aggregation, label: string, below: (inner: Expr) => Reason[]): Reason[] {
  if (grouping === undefined) return [{ message: `${op} without \`by\` drops every label`, span }];
  const listed = grouping.labels.includes(label);
  if (grouping.mode === 'without') return listed ? [{ message: `\`without\` drops \`${label}\``, span: grouping.span }] : below(expr);
  if (listed) return below(expr);
  return [{ message: grouping.labels.length === 1 ? `${op} keeps only ${grouping.labels[0]}` : `${op} keeps only ${grouping.labels.join(', ')}`, span: grouping.span }];
}

function whyCalled(call: Call, label: string, below: (inner: Expr) => Reason[]): Reason[] {
  const { func, span } = call;
  if (func === 'absent' || func === 'absent_over_time') return [{ message: `${func} returns only the labels of the \`=\` matchers of its selector`, span }];
  const argument = seriesArgument(call);
  if (argument === undefined) return [{ message: `${func} returns no labels`, span }];
  if (func.startsWith('histogram_') && label === 'le') return [{ message: `${func} takes the buckets together and drops \`le\``, span }];
  const reasons = below(argument);
  if (reasons.length > 0) return reasons;
  return textOf(call.args[1]) === label ? [{ message: `${func} makes \`${label}\` empty`, span }] : [];
}

function whyMatched(expr: Binary, label: string, flow: LabelFlow, below: (inner: Expr) => Reason[]): Reason[] {
  const { left, right, matching, op } = expr;
  const vectors = [left, right].filter((side) => typeOf(side) === 'vector');
  const oneToOne = vectors.length === 2 && matching?.group === undefined && op !== 'and' && op !== 'or' && op !== 'unless';
  const listed = matching?.labels.includes(label) === true;
  if (oneToOne && matching?.mode === 'on' && !listed) return [{ message: `a match on (${matching.labels.join(', ')}) keeps only these labels`, span: matching.span }];
  if (oneToOne && matching?.mode === 'ignoring' && listed) return [{ message: `\`ignoring\` drops \`${label}\``, span: matching.span }];
  if (op === 'or') return vectors.flatMap(below);
  const included = matching?.group?.include.includes(label) === true;
  const one = matching?.group?.side === 'left' ? right : left;
  const order = included ? [one] : matching?.group?.side === 'right' ? [right, left] : [left, right];
  for (const side of order) if (presence(flow.of(side), label) === 'never' && typeOf(side) === 'vector') return below(side);
  return [];
}
