import type { Call, Expr } from '../ast';
import type { LabelEnv } from '../label-flow';
import { whyNever } from '../label-reasons';
import { presence } from '../labels';
import { metricOf, selectorsOf, withoutParens } from '../walk';
import type { FaultCheck } from './look';

/** `histogram_quantile` over buckets that lost their `le`, or over series that never had it. */
export const quantileWithoutLe: FaultCheck = function* ({ expr, flow, env }) {
  const buckets = expr.kind === 'call' ? bucketsOf(expr) : undefined;
  if (expr.kind !== 'call' || buckets === undefined || presence(flow.of(buckets), 'le') !== 'never') return;
  // A native histogram has no `le` and needs none.
  if (!selectorsOf(buckets).some((selector) => isClassic(selector, env))) return;
  yield {
    kind: 'quantile-without-le', message: `${expr.func} needs the label \`le\` of the buckets, which no series has here`,
    hint: 'keep it when aggregating: `sum by (le, ...)`', span: buckets.span, because: whyNever(buckets, 'le', flow, env),
  };
};

function bucketsOf({ func, args }: Call): Expr | undefined {
  if (func === 'histogram_quantile') return args[1];
  if (func === 'histogram_fraction') return args[2];
  return func === 'histogram_quantiles' ? args[0] : undefined;
}

function isClassic(selector: Parameters<LabelEnv>[0], env: LabelEnv): boolean {
  if (metricOf(selector)?.endsWith('_bucket') === true || selector.matchers.some(({ name }) => name === 'le')) return true;
  const series = env(selector);
  if (series.kind === 'unknown') return false;
  return series.always.has('le') || series.type === 'counter' || series.type === 'gauge';
}

/** A quantile that is no fraction: `histogram_quantile(99, ...)` is always infinite. */
export const quantileOutOfRange: FaultCheck = function* ({ expr }) {
  for (const quantile of quantilesOf(expr)) {
    const { value } = quantile.kind === 'number' ? quantile : { value: 0 };
    if (value >= 0 && value <= 1) continue;
    yield {
      kind: 'quantile-out-of-range', message: `the quantile ${value} is not between 0 and 1, so the result is ${value > 1 ? '+Inf' : value < 0 ? '-Inf' : 'NaN'}`,
      hint: value > 1 && value <= 100 ? `write ${value / 100}` : undefined, span: quantile.span, because: [],
    };
  }
};

function quantilesOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'aggregation') return expr.op === 'quantile' && expr.parameter !== undefined ? [withoutParens(expr.parameter)] : [];
  if (expr.kind !== 'call') return [];
  if (expr.func === 'histogram_quantile' || expr.func === 'quantile_over_time') return expr.args.slice(0, 1).map(withoutParens);
  return expr.func === 'histogram_quantiles' ? expr.args.slice(2).map(withoutParens) : [];
}
