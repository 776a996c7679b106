import type { Expr, Grouping, VectorSelector } from '../ast';
import type { LabelEnv } from '../label-flow';
import { metricOf, withoutParens } from '../walk';
import { counterFunctions, rangeArgument, rawCounter } from './counters';
import { type FaultCheck, fault } from './look';

/** `rate(sum(x)[5m:])`: the sum falls whenever one of its programs starts again, and rate takes that for a reset of all. */
export const findRateAfterSum: FaultCheck = function* ({ expr, env }) {
  const range = expr.kind === 'call' && counterFunctions.has(expr.func) ? rangeArgument(expr) : undefined;
  if (expr.kind !== 'call' || range?.kind !== 'subquery') return;
  const sum = withoutParens(range.expr);
  if (sum.kind !== 'aggregation' || sum.op !== 'sum' || mayStartAsOne(sum.grouping)) return;
  const counter = rawCounter(sum.expr, env) ?? counterByName(sum.expr, env);
  if (counter === undefined) return;
  const metric = metricOf(counter) ?? 'x';
  const message = `the sum falls whenever one of its counters starts again, and ${expr.func} takes that for a start of all`;
  yield fault('rate-after-sum', expr.span, message, {
    hint: `sum the rates: sum${by(sum.grouping)}(${expr.func}(${metric}[${range.rangeText}]))`,
    because: [{ message: `${metric} is a counter`, span: counter.span }],
  });
};

/** Labels that tell apart what starts again as one; a job often has one instance. */
const programs: ReadonlySet<string> = new Set([
  'job',
  'instance',
  'exported_instance',
  'pod',
  'exported_pod',
  'pod_name',
  'container',
  'container_name',
  'id',
  'uid',
  'name',
  'node',
  'nodename',
  'host',
  'hostname',
  'server',
  'machine',
  'vm',
  'ip',
  'address',
]);

/** Grouped by what starts again as one, a sum is sound. */
const mayStartAsOne = (grouping: Grouping | undefined): boolean =>
  grouping !== undefined && (grouping.mode === 'without' || grouping.labels.some((label) => programs.has(label)));

const by = (grouping: Grouping | undefined): string => (grouping === undefined ? '' : ` by (${grouping.labels.join(', ')}) `);

/** A metric of which nothing is known, and that is called as counters are. */
function counterByName(expr: Expr, env: LabelEnv): VectorSelector | undefined {
  const inner = withoutParens(expr);
  return inner.kind === 'selector' && env(inner).kind === 'unknown' && /_total$/.test(metricOf(inner) ?? '') ? inner : undefined;
}
