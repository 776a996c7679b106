import type { Binary, Expr } from '../ast';
import { typeOf } from '../types';
import { metricOf, withoutParens } from '../walk';
import { rawCounter } from './counters';
import { type FaultCheck, fault } from './look';

/** A counter compared with a number: once it is above, it stays there until its program starts again. */
export const findCounterWithoutRate: FaultCheck = function* ({ expr, parents, env }) {
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
