import type { Call, Expr, VectorSelector } from '../ast';
import type { LabelEnv } from '../label-flow';
import { reasonsFor } from '../label-reasons';
import { presence } from '../labels';
import { metricOf, selectorsOf, withoutParens } from '../walk';
import { type FaultCheck, fault } from './look';

/** `histogram_quantile` over buckets that lost their `le`, or over series that never had it. */
export const quantileWithoutLe: FaultCheck = function* ({ expr, flow, env }) {
  if (expr.kind !== 'call') return;
  const buckets = bucketsOf(expr);
  if (buckets === undefined || presence(flow.of(buckets), 'le') !== 'never') return;
  // The buckets of VictoriaMetrics have this label in its place.
  if (JSON.stringify(buckets).includes('"vmrange"')) return;
  // A native histogram has no `le` and needs none.
  if (!selectorsOf(buckets).some((selector) => isClassic(selector, env))) return;
  yield fault('histogram-quantile', buckets.span, `${expr.func} needs the label \`le\` of the buckets, which no series has here`, {
    hint: 'keep it when aggregating: `sum by (le, ...)`',
    because: reasonsFor(buckets, 'le', flow, env),
  });
};

function bucketsOf({ func, args }: Call): Expr | undefined {
  switch (func) {
    case 'histogram_quantile':
      return args[1];
    case 'histogram_fraction':
      return args[2];
    case 'histogram_quantiles':
      return args[0];
    default:
      return undefined;
  }
}

function isClassic(selector: VectorSelector, env: LabelEnv): boolean {
  if (metricOf(selector)?.endsWith('_bucket') === true || selector.matchers.some(({ name }) => name === 'le')) return true;
  const series = env(selector);
  return series.kind === 'known' && (series.always.has('le') || series.type === 'counter' || series.type === 'gauge');
}

/** A quantile that is no fraction: `histogram_quantile(99, ...)` is always infinite. */
export const quantileOutOfRange: FaultCheck = function* ({ expr }) {
  for (const quantile of quantilesOf(expr).map(withoutParens)) {
    if (quantile.kind !== 'number' || (quantile.value >= 0 && quantile.value <= 1)) continue;
    const { value, span } = quantile;
    const result = value > 1 ? '+Inf' : value < 0 ? '-Inf' : 'NaN';
    const hint = value > 1 && value <= 100 ? `write ${value / 100}` : 'write a share from 0 to 1, such as 0.95';
    yield fault('histogram-quantile', span, `the quantile ${value} is not from 0 to 1, so the result is ${result}`, { hint });
  }
};

function quantilesOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'aggregation') return expr.op === 'quantile' && expr.parameter !== undefined ? [expr.parameter] : [];
  if (expr.kind !== 'call') return [];
  if (expr.func === 'histogram_quantile' || expr.func === 'quantile_over_time') return expr.args.slice(0, 1);
  return expr.func === 'histogram_quantiles' ? expr.args.slice(2) : [];
}
