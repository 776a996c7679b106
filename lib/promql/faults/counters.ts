import type { Binary, Call, Expr, VectorSelector } from '../ast';
import type { LabelEnv, SeriesType } from '../label-flow';
import { typeOf } from '../types';
import { metricOf, withoutParens } from '../walk';
import { type FaultCheck, fault } from './look';

/** Functions of counters, and what is wanted instead of a gauge. */
const ofCounters: ReadonlyMap<string, string> = new Map([
  ['rate', 'deriv(...) is how fast a gauge changes'],
  ['irate', 'idelta(...) is the last change of a gauge'],
  ['increase', 'delta(...) is by how much a gauge changed'],
]);

/** Functions of gauges, and what is wanted instead of a counter. */
const ofGauges: ReadonlyMap<string, string> = new Map([
  ['delta', 'increase(...) is by how much a counter grew'],
  ['idelta', 'irate(...) is how fast a counter grew last'],
  ['deriv', 'rate(...) is how fast a counter grows'],
  ['predict_linear', 'take it of a rate(...), through a subquery'],
]);

/** Names that say counter, whatever the type says: exporters are known to declare such metrics as gauges. */
const countsByName = /_(total|count|sum|bucket)$/;

const typeIn = (selector: VectorSelector, env: LabelEnv): SeriesType | undefined => {
  const series = env(selector);
  return series.kind === 'known' ? series.type : undefined;
};

/** The first argument of a call, which for these functions is the range. */
const rangeOf = ({ args: [range] }: Call): Expr | undefined => range && withoutParens(range);

/** `rate` and its like over a gauge, `delta` and its like over a counter. */
export const wrongFunctions: FaultCheck = function* ({ expr, env }) {
  const range = expr.kind === 'call' ? rangeOf(expr) : undefined;
  if (expr.kind !== 'call' || range?.kind !== 'matrix') return;
  const { func, span } = expr;
  const type = typeIn(range.selector, env);
  const metric = metricOf(range.selector) ?? 'this';
  const forGauge = ofCounters.get(func);
  if (type === 'gauge' && forGauge !== undefined && !countsByName.test(metric)) {
    yield fault('counter-function-of-gauge', span, `${func} is for counters, and ${metric} is a gauge`, { hint: forGauge });
  }
  const forCounter = ofGauges.get(func);
  if (type === 'counter' && forCounter !== undefined) {
    const message = `${func} is for gauges, and ${metric} is a counter: the result is wrong whenever its program starts again`;
    yield fault('gauge-function-of-counter', span, message, { hint: forCounter });
  }
};

/** A counter compared with a number: once it is above, it stays there until its program starts again. */
export const counterWithoutRate: FaultCheck = function* ({ expr, parents, env }) {
  if (expr.kind !== 'binary') return;
  const sides = aboveNumber(expr);
  // Beside another condition it may only ask whether there is enough to judge by.
  const condition = parents.some((parent) => parent.kind === 'binary' && (parent.op === 'and' || parent.op === 'unless'));
  if (sides === undefined || sides.limit <= 0 || condition) return;
  const counter = rawCounter(sides.vector, env);
  if (counter === undefined) return;
  const metric = metricOf(counter) ?? 'the counter';
  const message = `${metric} is a counter: once it is above ${sides.limit} it stays there until its program starts again`;
  yield fault('counter-without-rate', expr.span, message, {
    hint: `compare how much it grows: increase(${metric}[1h]) or rate(${metric}[5m])`,
    because: [{ message: `${metric} only grows`, span: counter.span }],
  });
};

/** The sides of `vector > number`, `>=`, or the same turned round. */
function aboveNumber({ op, left, right }: Binary): { readonly vector: Expr; readonly limit: number } | undefined {
  const turned = op === '<' || op === '<=';
  if (!turned && op !== '>' && op !== '>=') return undefined;
  const [vector, number] = turned ? [right, left] : [left, right];
  const limit = withoutParens(number);
  return limit.kind === 'number' && typeOf(vector) === 'vector' ? { vector, limit: limit.value } : undefined;
}

/** The counter whose value an expression returns, if only as a sum, the smallest or the largest. */
function rawCounter(expr: Expr, env: LabelEnv): VectorSelector | undefined {
  const inner = withoutParens(expr);
  if (inner.kind === 'selector') return typeIn(inner, env) === 'counter' ? inner : undefined;
  if (inner.kind !== 'aggregation' || !/^(sum|min|max)$/.test(inner.op)) return undefined;
  return rawCounter(inner.expr, env);
}

/** `rate(sum(x)[5m:])`: the sum falls whenever one of its programs starts again, and rate takes that for a reset of all. */
export const rateAfterSum: FaultCheck = function* ({ expr, env }) {
  const range = expr.kind === 'call' && ofCounters.has(expr.func) ? rangeOf(expr) : undefined;
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
