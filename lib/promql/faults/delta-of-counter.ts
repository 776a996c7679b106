import { metricOf } from '../walk';
import { rangeArgument, typeIn } from './counters';
import { type FaultCheck, fault } from './look';

/** Functions of gauges, and what is wanted instead of a counter. */
const gaugeFunctions: ReadonlyMap<string, string> = new Map([
  ['delta', 'use increase(...), which is by how much a counter grew'],
  ['idelta', 'use irate(...), which is how fast a counter grew last'],
  ['deriv', 'use rate(...), which is how fast a counter grows'],
  ['predict_linear', 'use it on a rate(...), through a subquery'],
]);

/** `delta` and its like over a counter. */
export const findDeltaOfCounter: FaultCheck = function* ({ expr, env }) {
  const remedy = expr.kind === 'call' ? gaugeFunctions.get(expr.func) : undefined;
  if (expr.kind !== 'call' || remedy === undefined) return;
  const range = rangeArgument(expr);
  if (range?.kind !== 'matrix' || typeIn(range.selector, env) !== 'counter') return;
  const metric = metricOf(range.selector) ?? 'this';
  const message = `${expr.func} is for gauges, and ${metric} is a counter: the result is wrong whenever its program restarts`;
  yield fault('delta-of-counter', expr.span, message, { hint: remedy });
};
