import type { Binary, Expr, VectorSelector } from '../ast';
import type { LabelEnv } from '../label-flow';
import { typeOf } from '../types';
import { metricOf, withoutParens } from '../walk';
import type { FaultCheck } from './look';

const ofCounters: ReadonlySet<string> = new Set(['rate', 'increase', 'irate', 'resets']);
const ofGauges: ReadonlySet<string> = new Set(['delta', 'idelta', 'deriv', 'predict_linear']);

/** Names that say counter, whatever the type says: exporters are known to declare such metrics as gauges. */
const countsByName = /_(total|count|sum|bucket)$/;

/** `rate` and its like over a gauge, `delta` and its like over a counter. */
export const wrongFunctions: FaultCheck = function* ({ expr, env }) {
  if (expr.kind !== 'call') return;
  const range = expr.args[0] && withoutParens(expr.args[0]);
  if (range?.kind !== 'matrix') return;
  const type = typeIn(range.selector, env);
  const metric = metricOf(range.selector) ?? 'this';
  if (type === 'gauge' && ofCounters.has(expr.func) && !countsByName.test(metric)) {
    yield {
      kind: 'counter-function-of-gauge', message: `${expr.func} is for counters, and ${metric} is a gauge`,
      hint: expr.func === 'resets' ? 'changes(...) counts how often a gauge changed' : 'delta(...) or deriv(...) says how a gauge changed', span: expr.span, because: [],
    };
  }
  if (type === 'counter' && ofGauges.has(expr.func)) {
    yield {
      kind: 'gauge-function-of-counter', message: `${expr.func} is for gauges, and ${metric} is a counter: it is wrong whenever the counter starts again`,
      hint: expr.func === 'delta' || expr.func === 'idelta' ? `use ${expr.func === 'delta' ? 'increase' : 'irate'}(...)` : 'use it on a rate(...), through a subquery', span: expr.span, because: [],
    };
  }
};

const typeIn = (selector: VectorSelector, env: LabelEnv): string | undefined => {
  const series = env(selector);
  return series.kind === 'known' ? series.type : undefined;
};

/** A counter compared with a number: once it is above, it stays there until its program starts again. */
export const counterWithoutRate: FaultCheck = function* ({ expr, parents, env }) {
  if (expr.kind !== 'binary') return;
  const sides = againstNumber(expr);
  // Beside another condition it may only ask whether there is enough to judge by.
  const condition = parents.some((parent) => parent.kind === 'binary' && (parent.op === 'and' || parent.op === 'unless'));
  if (sides === undefined || sides.limit <= 0 || condition) return;
  const counter = rawCounter(sides.vector, env);
  if (counter === undefined) return;
  const metric = metricOf(counter) ?? 'the counter';
  yield {
    kind: 'counter-without-rate', message: `${metric} is a counter: once it is above ${sides.limit} it stays there until its program starts again`,
    hint: `compare how much it grows: increase(${metric}[1h]) or rate(${metric}[5m])`, span: expr.span,
    because: [{ message: `${metric} only grows`, span: counter.span }],
  };
};

/** The sides of `vector > number`, `>=`, or the same turned round. */
function againstNumber({ op, left, right }: Binary): { readonly vector: Expr; readonly limit: number } | undefined {
  const [vector, number] = op === '>' || op === '>=' ? [left, right] : op === '<' || op === '<=' ? [right, left] : [undefined, undefined];
  const limit = number && withoutParens(number);
  return vector !== undefined && limit?.kind === 'number' && typeOf(vector) === 'vector' ? { vector, limit: limit.value } : undefined;
}

/** The counter whose value an expression returns, if only as a sum, the largest, or in another unit. */
function rawCounter(expr: Expr, env: LabelEnv): VectorSelector | undefined {
  switch (expr.kind) {
    case 'selector': return typeIn(expr, env) === 'counter' && expr.modifier === undefined ? expr : undefined;
    case 'paren': return rawCounter(expr.expr, env);
    case 'aggregation': return expr.op === 'sum' || expr.op === 'max' || expr.op === 'min' ? rawCounter(expr.expr, env) : undefined;
    default: return undefined;
  }
}

/** `rate(sum(x)[5m:])`: the sum falls whenever one of its programs starts again, and rate takes that for a reset of all. */
export const rateAfterSum: FaultCheck = function* ({ expr, env }) {
  if (expr.kind !== 'call' || !ofCounters.has(expr.func)) return;
  const range = expr.args[0] && withoutParens(expr.args[0]);
  if (range?.kind !== 'subquery') return;
  const sum = withoutParens(range.expr);
  // Grouped by what starts again as one, a sum is sound.
  if (sum.kind !== 'aggregation' || sum.op !== 'sum' || sum.grouping !== undefined) return;
  const counter = rawCounter(sum.expr, env);
  if (counter === undefined) return;
  const metric = metricOf(counter) ?? 'x';
  yield {
    kind: 'rate-after-sum', message: `the sum falls whenever one of its counters starts again, and ${expr.func} takes that for a start of all`,
    hint: `sum the rates: sum(${expr.func}(${metric}[${range.rangeText}]))`, span: expr.span, because: [{ message: `${metric} is a counter`, span: counter.span }],
  };
};
