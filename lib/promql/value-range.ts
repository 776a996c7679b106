import type { Aggregation, Binary, Call, Expr } from './ast';
import type { LabelEnv } from './label-flow';
import { isPartOfWhole } from './part-of-whole';
import { typeOf } from './types';
import { metricOf, withoutParens } from './walk';

/** The values that an expression can have, bounds included; `nan` says that it can be NaN too. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  readonly nan: boolean;
}

const anyValue: ValueRange = { low: -Infinity, high: Infinity, nan: true };
const within = (low: number, high: number): ValueRange => ({ low, high, nan: false });
const one = within(1, 1);
const zeroOrOne = within(0, 1);
const atLeast = (low: number): ValueRange => within(low, Infinity);
const orNaN = (range: ValueRange): ValueRange => ({ ...range, nan: true });

/** What is sure of the values of an expression: of a scalar, of the samples of a vector or of a range. */
export function valueRange(expr: Expr, env: LabelEnv): ValueRange {
  const of = (inner: Expr): ValueRange => valueRange(inner, env);
  switch (expr.kind) {
    case 'string':
      return anyValue;
    case 'number':
      return Number.isNaN(expr.value) ? anyValue : within(expr.value, expr.value);
    case 'paren':
    case 'subquery':
      return of(expr.expr);
    case 'matrix':
      return of(expr.selector);
    case 'unary':
      return expr.op === '-' ? negated(of(expr.expr)) : of(expr.expr);
    case 'selector': {
      const metric = metricOf(expr);
      // Prometheus writes these itself.
      if (metric === 'up') return zeroOrOne;
      if (metric === 'ALERTS') return one;
      const series = env(expr);
      return series.kind === 'known' && series.type === 'counter' ? orNaN(atLeast(0)) : anyValue;
    }
    case 'aggregation':
      return ofAggregation(expr, of);
    case 'call':
      return ofCall(expr, of);
    case 'binary':
      return ofBinary(expr, of);
  }
}

const negated = ({ low, high, nan }: ValueRange): ValueRange => ({ low: -high, high: -low, nan });

/** A sum of at least one value. */
const summed = ({ low, high, nan }: ValueRange): ValueRange => ({
  low: low >= 0 ? low : -Infinity,
  high: high <= 0 ? high : Infinity,
  nan: nan || !Number.isFinite(low),
});

function ofAggregation({ op, expr, parameter }: Aggregation, of: (inner: Expr) => ValueRange): ValueRange {
  switch (op) {
    case 'count':
    case 'count_values':
      return atLeast(1);
    case 'group':
      return one;
    case 'sum':
      return summed(of(expr));
    case 'min':
    case 'max':
    case 'avg':
    case 'topk':
    case 'bottomk':
    case 'limitk':
    case 'limit_ratio':
      return of(expr);
    case 'quantile':
      return isQuantile(parameter) ? of(expr) : anyValue;
    case 'stddev':
    case 'stdvar':
      return orNaN(atLeast(0));
    default:
      return anyValue;
  }
}

/** Whether a parameter is a number from 0 to 1. */
function isQuantile(parameter: Expr | undefined): boolean {
  const inner = parameter && withoutParens(parameter);
  return inner?.kind === 'number' && inner.value >= 0 && inner.value <= 1;
}

/** Functions whose values are the same whatever they are given (docs/querying/functions.md). */
const fixed: ReadonlyMap<string, ValueRange> = new Map(
  Object.entries({
    absent: one,
    absent_over_time: one,
    present_over_time: one,
    count_over_time: atLeast(1),
    changes: atLeast(0),
    resets: atLeast(0),
    time: atLeast(0),
    pi: within(Math.PI, Math.PI),
    minute: within(0, 59),
    hour: within(0, 23),
    day_of_week: within(0, 6),
    day_of_month: within(1, 31),
    days_in_month: within(28, 31),
    day_of_year: within(1, 366),
    month: within(1, 12),
    abs: orNaN(atLeast(0)),
    exp: orNaN(atLeast(0)),
    sqrt: orNaN(atLeast(0)),
    sgn: orNaN(within(-1, 1)),
    stddev_over_time: orNaN(atLeast(0)),
    stdvar_over_time: orNaN(atLeast(0)),
    histogram_fraction: orNaN(within(0, 1)),
  }),
);

function ofCall(call: Call, of: (inner: Expr) => ValueRange): ValueRange {
  const known = fixed.get(call.func);
  if (known !== undefined) return known;
  const [first, second, third] = call.args;
  if (first === undefined) return anyValue;
  switch (call.func) {
    case 'rate':
    case 'increase':
    case 'irate':
      return of(first).low >= 0 ? orNaN(atLeast(0)) : anyValue;
    case 'sum_over_time':
      return summed(of(first));
    case 'avg_over_time':
    case 'min_over_time':
    case 'max_over_time':
    case 'last_over_time':
    case 'first_over_time':
    case 'sort':
    case 'sort_desc':
    case 'sort_by_label':
    case 'sort_by_label_desc':
    case 'label_replace':
    case 'label_join':
    case 'info':
    case 'vector':
      return of(first);
    case 'scalar':
      return orNaN(of(first));
    case 'quantile_over_time':
      return second !== undefined && isQuantile(first) ? of(second) : anyValue;
    case 'clamp_min':
      return second === undefined ? anyValue : clamped(of(first), of(second), within(Infinity, Infinity));
    case 'clamp_max':
      return second === undefined ? anyValue : clamped(of(first), within(-Infinity, -Infinity), of(second));
    case 'clamp':
      return second === undefined || third === undefined ? anyValue : clamped(of(first), of(second), of(third));
    default:
      return anyValue;
  }
}

/** Values moved between bounds, each of which is known to lie in a range. */
function clamped(range: ValueRange, least: ValueRange, most: ValueRange): ValueRange {
  if (least.nan || most.nan || least.high > most.low) return anyValue;
  const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
  return { low: clamp(range.low, least.low, most.low), high: clamp(range.high, least.high, most.high), nan: range.nan };
}

function ofBinary(expr: Binary, of: (inner: Expr) => ValueRange): ValueRange {
  const { op, left, right, bool, matching } = expr;
  if (bool) return zeroOrOne;
  if (isPartOfWhole(expr)) return orNaN(zeroOrOne);
  const dividend = withoutParens(left);
  // `100 * a / b` is read as `(100 * a) / b`.
  if (op === '/' && dividend.kind === 'binary' && dividend.op === '*' && withoutParens(dividend.left).kind === 'number') {
    if (isPartOfWhole({ ...expr, left: dividend.right })) return multiplied(of(dividend.left), zeroOrOne);
  }
  const l = of(left);
  const r = of(right);
  const filled = matching?.fill !== undefined;
  switch (op) {
    case 'and':
    case 'unless':
      return l;
    case 'or':
      return { low: Math.min(l.low, r.low), high: Math.max(l.high, r.high), nan: l.nan || r.nan };
    case '==':
    case '>':
    case '>=':
    case '<':
    case '<=':
    case '!=':
      return filled ? anyValue : filtered(expr, l, r);
    case '+':
      return filled ? anyValue : added(l, r);
    case '-':
      return filled ? anyValue : added(l, negated(r));
    case '*':
      return filled ? anyValue : multiplied(l, r);
    case '/':
      return !filled && r.low > 0 ? multiplied(l, { low: 1 / r.high, high: 1 / r.low, nan: r.nan }) : anyValue;
    case '%':
    case '^':
    case 'atan2':
    case '</':
    case '>/':
      return anyValue;
  }
}

function added(l: ValueRange, r: ValueRange): ValueRange {
  const low = l.low + r.low;
  const high = l.high + r.high;
  return { low: Number.isNaN(low) ? -Infinity : low, high: Number.isNaN(high) ? Infinity : high, nan: true };
}

function multiplied(l: ValueRange, r: ValueRange): ValueRange {
  const bounds = [l.low * r.low, l.low * r.high, l.high * r.low, l.high * r.high];
  // 0 * Inf, of bounds that are not reached.
  const products = bounds.map((value) => (Number.isNaN(value) ? 0 : value));
  return { low: Math.min(...products), high: Math.max(...products), nan: true };
}

/** What a filtering comparison lets through: values of its vector, within the bounds that it sets. */
function filtered({ op, left, right }: Binary, l: ValueRange, r: ValueRange): ValueRange {
  const scalarFirst = typeOf(left) !== 'vector' && typeOf(right) === 'vector';
  const [kept, other] = scalarFirst ? [r, l] : [l, r];
  // `5 < x` keeps what `x > 5` keeps.
  const greater = scalarFirst ? op === '<' || op === '<=' : op === '>' || op === '>=';
  if (op === '!=') return kept;
  const low = greater || op === '==' ? Math.max(kept.low, other.low) : kept.low;
  const high = greater && op !== '==' ? kept.high : Math.min(kept.high, other.high);
  // Nothing comes through; of nothing, anything may be said.
  return low > high ? anyValue : within(low, high);
}
