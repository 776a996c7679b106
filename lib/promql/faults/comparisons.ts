import type { Binary, Expr } from '../ast';
import { isComparison } from '../operators';
import { typeOf } from '../types';
import { valueRange, type ValueRange } from '../value-range';
import { withoutParens } from '../walk';
import type { FaultCheck } from './look';

/** A comparison that is never true, or always, whatever the series are: `count(x) == 0`, `up > 1`, `hour() < 24`. */
export const pointlessComparisons: FaultCheck = function* ({ expr, env }) {
  if (expr.kind !== 'binary' || !isComparison(expr.op) || expr.matching?.fill !== undefined) return;
  const { span } = expr;
  if (isNaNLiteral(expr.left) || isNaNLiteral(expr.right)) {
    const never = expr.op !== '!=';
    const message = never ? 'this is never true: nothing is equal to NaN, above it or below it' : 'this is always true: NaN differs even from itself';
    yield { kind: never ? 'never-true' : 'always-true', message, hint: 'to drop NaN, compare with what x can be: `x >= 0`', span, because: [] };
    return;
  }
  const left = valueRange(expr.left, env);
  const right = valueRange(expr.right, env);
  if (neverTrue(expr, left, right)) {
    yield { kind: 'never-true', message: `this is never true: ${inWords(expr, left, right)}`, hint: hintOn(expr), span, because: [] };
  } else if (alwaysTrue(expr, left, right) && !asksForExistence(expr, left, right)) {
    yield { kind: 'always-true', message: `this is always true: ${inWords(expr, left, right)}`, span, because: [] };
  }
};

function isNaNLiteral(expr: Expr): boolean {
  const inner = withoutParens(expr);
  return inner.kind === 'number' && Number.isNaN(inner.value);
}

function neverTrue({ op }: Binary, l: ValueRange, r: ValueRange): boolean {
  switch (op) {
    case '==': return l.high < r.low || l.low > r.high;
    case '!=': return isOne(l) && isOne(r) && l.low === r.low;
    case '>': return l.high <= r.low;
    case '>=': return l.high < r.low;
    case '<': return l.low >= r.high;
    case '<=': return l.low > r.high;
    default: return false;
  }
}

const isOne = ({ low, high, nan }: ValueRange): boolean => low === high && !nan;

function alwaysTrue({ op }: Binary, l: ValueRange, r: ValueRange): boolean {
  if (l.nan || r.nan) return op === '!=' && (l.high < r.low || l.low > r.high);
  switch (op) {
    case '==': return isOne(l) && isOne(r) && l.low === r.low;
    case '!=': return l.high < r.low || l.low > r.high;
    case '>': return l.low > r.high;
    case '>=': return l.low >= r.high;
    case '<': return l.high < r.low;
    case '<=': return l.high <= r.low;
    default: return false;
  }
}

/** `count(x) > 0`, `absent(x) == 1`, `x >= 0`: true of all there is, and meant so. */
function asksForExistence(expr: Binary, l: ValueRange, r: ValueRange): boolean {
  const [vector, range, number] = typeOf(expr.left) === 'vector' ? [expr.left, l, r] : [expr.right, r, l];
  return typeOf(vector) !== 'vector' || alwaysPositive(vector) || number.low === range.low || number.high === range.high;
}

function alwaysPositive(expr: Expr): boolean {
  const inner = withoutParens(expr);
  if (inner.kind === 'aggregation') return inner.op === 'count' || inner.op === 'group' || inner.op === 'count_values';
  return inner.kind === 'call' && /^(absent|absent_over_time|present_over_time|count_over_time|vector)$/.test(inner.func);
}

const describe = (expr: Expr, { low, high }: ValueRange): string | undefined => {
  const inner = withoutParens(expr);
  if (inner.kind === 'number') return undefined;
  const subject = inner.kind === 'aggregation' ? inner.op : inner.kind === 'call' ? inner.func : inner.kind === 'selector' ? inner.metric ?? 'the series' : undefined;
  const bounds = low === high ? `is ${low}` : high === Infinity ? `is at least ${low}` : low === -Infinity ? `is at most ${high}` : `is between ${low} and ${high}`;
  return `${subject ?? 'one side'} ${bounds}`;
};

const inWords = ({ left, right }: Binary, l: ValueRange, r: ValueRange): string =>
  [describe(left, l), describe(right, r)].filter((part) => part !== undefined).join(', and ') || 'both sides are numbers';

function hintOn({ left, right }: Binary): string | undefined {
  const sides = [left, right].map(withoutParens);
  const counted = sides.some((side) => side.kind === 'aggregation' && side.op === 'count');
  if (counted) return 'count returns nothing where there is nothing to count: ask with absent(...), or add `or vector(0)` to the count';
  const absent = sides.some((side) => side.kind === 'call' && side.func.startsWith('absent'));
  return absent ? 'absent returns nothing where there is something: leave the comparison out' : undefined;
}
