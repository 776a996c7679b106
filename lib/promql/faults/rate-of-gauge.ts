import { metricOf } from '../walk';
import { counterFunctions, rangeArgument, typeIn } from './counters';
import { type FaultCheck, fault } from './look';

/** Names that say counter, whatever the type says: exporters are known to declare such metrics as gauges. */
const countsByName = /_(total|count|sum|bucket)$/;

/** `rate` and its like over a gauge. */
export const findRateOfGauge: FaultCheck = function* ({ expr, env }) {
  const remedy = expr.kind === 'call' ? counterFunctions.get(expr.func) : undefined;
  if (expr.kind !== 'call' || remedy === undefined) return;
  const range = rangeArgument(expr);
  if (range?.kind !== 'matrix' || typeIn(range.selector, env) !== 'gauge') return;
  const metric = metricOf(range.selector) ?? 'this';
  if (countsByName.test(metric)) return;
  yield fault('rate-of-gauge', expr.span, `${expr.func} is for counters, and ${metric} is a gauge`, { hint: remedy });
};
