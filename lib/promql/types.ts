import type { Aggregation, Binary, Call, Diagnostic, Expr, Span, ValueType, VectorSelector } from './ast';
import { aggregations, functions } from './functions';
import { isComparison, isSetOperator } from './operators';
import { regexpMatches } from './regexp';

/** The type of an expression's value; of an unknown function, the one that most have. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
    case 'aggregation':
      return 'vector';
    case 'matrix':
    case 'subquery':
      return 'matrix';
    case 'call':
      return functions[expr.func]?.returns ?? 'vector';
    case 'paren':
    case 'unary':
      return typeOf(expr.expr);
    case 'binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar' ? 'scalar' : 'vector';
  }
}

const words: Readonly<Record<ValueType, string>> = {
  scalar: 'a scalar',
  string: 'a string',
  vector: 'an instant vector',
  matrix: 'a range vector',
};

/** What Prometheus refuses of an expression whose syntax is right (promql/parser/parse.go, `checkAST`). */
export function typeCheck(expr: Expr): Diagnostic[] {
  const found: Diagnostic[] = [];
  check(expr, found);
  return found;
}

function fault(found: Diagnostic[], span: Span, message: string, hint?: string): void {
  found.push({ kind: 'type', message, hint, span });
}

/** Checks the expression and all below it, and returns its type. */
function check(expr: Expr, found: Diagnostic[]): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      checkSelector(expr, found);
      return 'vector';
    case 'matrix':
      checkSelector(expr.selector, found);
      return 'matrix';
    case 'subquery': {
      const type = check(expr.expr, found);
      if (type !== 'vector') {
        fault(found, expr.expr.span, `a subquery needs an instant vector, and this is ${words[type]}`, matrixHint(type));
      }
      return 'matrix';
    }
    case 'paren':
      return check(expr.expr, found);
    case 'unary': {
      const type = check(expr.expr, found);
      if (type !== 'scalar' && type !== 'vector') fault(found, expr.span, `a sign cannot stand before ${words[type]}`);
      return type;
    }
    case 'aggregation':
      return checkAggregation(expr, found);
    case 'call':
      return checkCall(expr, found);
    case 'binary':
      return checkBinary(expr, found);
  }
}

const matrixHint = (type: ValueType): string | undefined =>
  type === 'matrix' ? 'take a value of the range first, for example with rate or avg_over_time' : undefined;

function checkSelector(selector: VectorSelector, found: Diagnostic[], emptyAllowed = false): void {
  const { metric, matchers, span } = selector;
  if (metric !== undefined) {
    const again = matchers.find((matcher) => matcher.name === '__name__');
    if (again !== undefined) fault(found, again.span, `the metric's name is given twice: \`${metric}\` and \`${again.value}\``);
    return;
  }
  if (emptyAllowed || matchers.some((matcher) => !matchesEmpty(matcher))) return;
  fault(found, span, 'the selector takes every series', 'name a metric, or add a matcher that does not match the empty string');
}

function matchesEmpty({ op, value }: VectorSelector['matchers'][number]): boolean {
  switch (op) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return regexpMatches(value, '');
    case '!~':
      return !regexpMatches(value, '');
  }
}

function checkAggregation(expr: Aggregation, found: Diagnostic[]): ValueType {
  const type = check(expr.expr, found);
  const wanted = aggregations[expr.op]?.parameter;
  const given = expr.parameter && check(expr.parameter, found);
  const swapped = given === 'vector' && type === wanted ? `the parameter comes first: ${expr.op}(..., vector)` : undefined;
  if (type !== 'vector') {
    fault(found, expr.expr.span, `${expr.op} aggregates an instant vector, and this is ${words[type]}`, swapped ?? matrixHint(type));
  }
  if (wanted !== undefined && expr.parameter !== undefined && given !== undefined && given !== wanted) {
    fault(found, expr.parameter.span, `the parameter of ${expr.op} must be ${words[wanted]}, and this is ${words[given]}`, swapped);
  }
  return 'vector';
}

/** An argument, as a signature names it. */
const brief: Readonly<Record<ValueType, string>> = { scalar: 'number', string: '"text"', vector: 'vector', matrix: 'range[5m]' };

const plural = (count: number): string => `${count} argument${count === 1 ? '' : 's'}`;

function checkCall(expr: Call, found: Diagnostic[]): ValueType {
  const spec = functions[expr.func];
  if (spec === undefined) {
    for (const arg of expr.args) check(arg, found);
    return 'vector';
  }
  const { args, least = args.length, most = args.length } = spec;
  const count = expr.args.length;
  const says = least === most ? 'takes' : count < least ? 'takes at least' : 'takes at most';
  if (count < least || count > most) {
    fault(
      found,
      expr.span,
      `${expr.func} ${says} ${plural(count < least ? least : most)}, not ${count}`,
      `write ${expr.func}(${args.map((type) => brief[type]).join(', ')})`,
    );
  }
  const data = expr.func === 'info' ? expr.args[1] : undefined;
  if (data !== undefined && (data.kind !== 'selector' || data.metric !== undefined)) {
    fault(found, data.span, 'the second argument of info is label matchers in braces, without a metric');
  }
  for (const [index, arg] of expr.args.entries()) {
    const wanted = args[Math.min(index, args.length - 1)];
    if (wanted === undefined || (index >= args.length && most === args.length)) break;
    if (arg === data && arg.kind === 'selector') {
      checkSelector(arg, found, true);
      continue;
    }
    const given = check(arg, found);
    if (given === wanted) continue;
    const hint = areSwapped(expr, args) ? 'the arguments are the other way round' : argumentHint(expr.func, wanted, arg, given);
    fault(found, arg.span, `${expr.func} needs ${words[wanted]} here, and this is ${words[given]}`, hint);
  }
  return spec.returns;
}

function areSwapped({ args: [a, b, ...more] }: Call, [first, second]: readonly ValueType[]): boolean {
  return a !== undefined && b !== undefined && more.length === 0 && first !== second && typeOf(a) === second && typeOf(b) === first;
}

function argumentHint(func: string, wanted: ValueType, arg: Expr, given: ValueType): string | undefined {
  if (wanted === 'matrix' && arg.kind === 'selector') return `add a range: ${func}(${arg.metric ?? '{...}'}[5m])`;
  if (wanted === 'matrix' && given === 'vector') return 'make it a subquery: `(...)[5m:]`';
  if (wanted === 'vector' && arg.kind === 'matrix') return 'remove the range, or take a value of it with rate or avg_over_time';
  if (wanted === 'vector' && given === 'matrix') return matrixHint(given);
  if (wanted === 'scalar' && given === 'vector') return 'scalar(...) makes a scalar of a vector with one series';
  if (wanted === 'vector' && given === 'scalar') return 'vector(...) makes a vector of a scalar';
  return undefined;
}

function checkBinary(expr: Binary, found: Diagnostic[]): ValueType {
  const { op, left, right, bool, matching } = expr;
  const lt = check(left, found);
  const rt = check(right, found);
  const between = { from: left.span.to, to: right.span.from };
  if (bool && !isComparison(op)) fault(found, between, `\`bool\` stands after a comparison only, not after \`${op}\``);
  if (isComparison(op) && !bool && lt === 'scalar' && rt === 'scalar') {
    fault(found, between, `a comparison of two scalars needs \`bool\``, `write \`${op} bool\``);
  }
  const twice = matching?.mode === 'on' ? matching.labels.filter((label) => matching.group?.include.includes(label)) : [];
  for (const label of new Set(twice)) {
    const message = `the label \`${label}\` is in \`on\` and in \`group_${matching?.group?.side}\``;
    fault(found, matching?.span ?? between, message, 'a label that is matched on is there already');
  }
  for (const [side, type] of [
    [left, lt],
    [right, rt],
  ] as const) {
    if (type === 'scalar' || type === 'vector') continue;
    fault(found, side.span, `\`${op}\` takes scalars and instant vectors, and this is ${words[type]}`, matrixHint(type));
  }
  if (lt !== 'vector' || rt !== 'vector') {
    if (matching !== undefined && matching.labels.length > 0) {
      fault(found, matching.span, 'only two instant vectors are matched by labels');
    }
    if (matching?.fill !== undefined) fault(found, matching.span, 'only a match of two instant vectors can be filled');
    if (isSetOperator(op) && (lt === 'scalar' || rt === 'scalar')) {
      fault(found, between, `\`${op}\` takes instant vectors, not scalars`, 'vector(...) makes a vector of a scalar');
    }
  } else if (isSetOperator(op)) {
    if (matching?.group !== undefined) {
      fault(found, matching.span, `\`${op}\` matches many to many: it takes no \`group_${matching.group.side}\``);
    }
    if (matching?.fill !== undefined) fault(found, matching.span, `\`${op}\` has nothing to fill`);
  }
  return lt === 'scalar' && rt === 'scalar' ? 'scalar' : 'vector';
}
