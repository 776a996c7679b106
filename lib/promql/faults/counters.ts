import type { Call, Expr, VectorSelector } from '../ast';
import type { LabelEnv, SeriesType } from '../label-flow';
import { withoutParens } from '../walk';

/** Functions of counters, and what is wanted instead of a gauge. */
export const counterFunctions: ReadonlyMap<string, string> = new Map([
  ['rate', 'use deriv(...), which is how fast a gauge changes'],
  ['irate', 'use idelta(...), which is the last change of a gauge'],
  ['increase', 'use delta(...), which is by how much a gauge changed'],
]);

export const typeIn = (selector: VectorSelector, env: LabelEnv): SeriesType | undefined => {
  const series = env(selector);
  return series.kind === 'known' ? series.type : undefined;
};

/** The first argument of a call, which for these functions is the range. */
export const rangeArgument = ({ args: [range] }: Call): Expr | undefined => range && withoutParens(range);

/** The counter whose value an expression returns, if only as a sum, the smallest or the largest. */
export function rawCounter(expr: Expr, env: LabelEnv): VectorSelector | undefined {
  const inner = withoutParens(expr);
  if (inner.kind === 'selector') return typeIn(inner, env) === 'counter' ? inner : undefined;
  if (inner.kind !== 'aggregation' || !/^(sum|min|max)$/.test(inner.op)) return undefined;
  return rawCounter(inner.expr, env);
}
