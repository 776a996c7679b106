import { metricOf, withoutParens } from '../walk';
import { counterFunctions, rangeArgument, rawCounter } from './counters';
import { type FaultCheck, fault } from './look';

/** `rate(sum(x)[5m:])`: the sum falls whenever one of its programs starts again, and rate takes that for a reset of all. */
export const findRateAfterSum: FaultCheck = function* ({ expr, env }) {
  const range = expr.kind === 'call' && counterFunctions.has(expr.func) ? rangeArgument(expr) : undefined;
  if (expr.kind !== 'call' || range?.kind !== 'subquery') return;
  const sum = withoutParens(range.expr);
  // Grouped by what starts again as one, a sum is sound.
  if (sum.kind !== 'aggregation' || sum.op !== 'sum' || sum.grouping !== undefined) return;
  const counter = rawCounter(sum.expr, env);
  if (counter === undefined) return;
  const metric = metricOf(counter) ?? 'x';
  const message = `the sum falls whenever one of its counters starts again, and ${expr.func} takes that for a start of all`;
  yield fault('rate-after-sum', expr.span, message, {
    hint: `sum the rates: sum(${expr.func}(${metric}[${range.rangeText}]))`,
    because: [{ message: `${metric} is a counter`, span: counter.span }],
  });
};
