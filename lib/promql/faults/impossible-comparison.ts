import type { Binary, Expr } from '../ast';
import { isComparison } from '../operators';
import { typeOf } from '../types';
import { type ValueRange, valueRange } from '../value-range';
import { metricOf, withoutParens } from '../walk';
import { type FaultCheck, fault } from './look';

/** A comparison that is never true, or always, whatever the series are: `count(x) == 0`, `up > 1`, `hour() < 24`. */
export const findImpossibleComparison: FaultCheck = function* ({ expr, env }) {
  if (expr.kind !== 'binary' || !isComparison(expr.op) || expr.matching?.fill !== undefined) return;
  const { span } = expr;
  if (isNaNLiteral(expr.left) || isNaNLiteral(expr.right)) {
    const hint = 'to drop NaN, compare with what the values can be: `x >= 0`';
    if (expr.op === '!=')
      yield fault('impossible-comparison', span, 'this is always true: NaN differs even from itself', { hint, returns: 'everything' });
    else
      yield fault('impossible-comparison', span, 'this is never true: nothing is equal to NaN, above or below it', {
        hint,
        returns: 'nothing',
      });
    return;
  }
  const left = valueRange(expr.left, env);
  const right = valueRange(expr.right, env);
  if (neverTrue(expr, left, right)) {
    yield fault('impossible-comparison', span, `this is never true: ${inWords(expr, left, right)}`, {
      hint: hintOn(expr),
      returns: 'nothing',
    });
  } else if (alwaysTrue(expr, left, right) && !asksForExistence(expr, left, right)) {
    yield fault('impossible-comparison', span, `this is always true: ${inWords(expr, left, right)}`, {
      hint: 'compare with a number that only some values reach, or leave the comparison out',
      returns: 'everything',
    });
  }
};

function isNaNLiteral(expr: Expr): boolean {
  const inner = withoutParens(expr);
  return inner.kind === 'number' && Number.isNaN(inner.value);
}

function neverTrue({ op }: Binary, l: ValueRange, r: ValueRange): boolean {
  switch (op) {
    case '==':
      return l.high < r.low || l.low > r.high;
    case '!=':
      return isOne(l) && isOne(r) && l.low === r.low;
    case '>':
      return l.high <= r.low;
    case '>=':
      return l.high < r.low;
    case '<':
      return l.low >= r.high;
    case '<=':
      return l.low > r.high;
    default:
      return false;
  }
}

const isOne = ({ low, high, nan }: ValueRange): boolean => low === high && !nan;

function alwaysTrue({ op }: Binary, l: ValueRange, r: ValueRange): boolean {
  if (l.nan || r.nan) return op === '!=' && (l.high < r.low || l.low > r.high);
  switch (op) {
    case '==':
      return isOne(l) && isOne(r) && l.low === r.low;
    case '!=':
      return l.high < r.low || l.low > r.high;
    case '>':
      return l.low > r.high;
    case '>=':
      return l.low >= r.high;
    case '<':
      return l.high < r.low;
    case '<=':
      return l.high <= r.low;
    default:
      return false;
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

const inWords = ({ left, right }: Binary, l: ValueRange, r: ValueRange): string =>
  [describe(left, l), describe(right, r)].filter((part) => part !== undefined).join(', and ') || 'both sides are numbers';

/** `count is at least 1`; undefined for a number, which says so itself. */
function describe(expr: Expr, range: ValueRange): string | undefined {
  const inner = withoutParens(expr);
  switch (inner.kind) {
    case 'number':
      return undefined;
    case 'aggregation':
      return `${inner.op} ${bounds(range)}`;
    case 'call':
      return `${inner.func} ${bounds(range)}`;
    case 'selector':
      return `${metricOf(inner) ?? 'the series'} ${bounds(range)}`;
    case 'string':
    case 'matrix':
    case 'subquery':
    case 'paren':
    case 'unary':
    case 'binary':
      return `one side ${bounds(range)}`;
  }
}

function bounds({ low, high }: ValueRange): string {
  if (low === high) return `is ${low}`;
  if (high === Infinity) return `is at least ${low}`;
  return low === -Infinity ? `is at most ${high}` : `is from ${low} to ${high}`;
}

function hintOn({ left, right }: Binary): string {
  const sides = [left, right].map(withoutParens);
  if (sides.some((side) => side.kind === 'aggregation' && side.op === 'count')) {
    return 'ask with absent(...), or write `(count(...) or vector(0))`: count returns nothing where there is nothing to count';
  }
  const absent = sides.some((side) => side.kind === 'call' && side.func.startsWith('absent'));
  return absent
    ? 'leave the comparison out: absent returns nothing where there is something'
    : 'compare with a number that the values can have, or turn the comparison round';
}
