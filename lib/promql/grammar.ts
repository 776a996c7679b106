import { nearest } from '../text/nearest';
import type { Binary, BinaryOperator, Call, Expr } from './ast';
import { grouping, vectorMatching } from './clauses';
import {
  at,
  type Cursor,
  current,
  deepen,
  expect,
  following,
  nested,
  note,
  spanOf,
  spanSince,
  take,
  takeIf,
  Unreadable,
  unexpected,
} from './cursor';
import { isNumberToken, numberToken } from './durations';
import { aggregations, functions, isAggregation } from './functions';
import { precedence, signPrecedence } from './operators';
import { braces } from './selectors';
import { unquote } from './strings';
import { withSuffixes } from './suffixes';
import { endOfInput } from './token';
import { typeOf } from './types';

/** The whole query: one expression. */
export function query(c: Cursor): Expr {
  if (at(c, endOfInput)) unexpected(c, 'an expression', 'the query is empty');
  const expr = expression(c, 1);
  if (!at(c, endOfInput)) unexpected(c, 'an operator or the end of the query', hintAfterExpression(c, expr));
  return expr;
}

function hintAfterExpression(c: Cursor, expr: Expr): string | undefined {
  if (at(c, '=')) return 'a comparison is written `==`';
  if (at(c, '(') && expr.kind === 'selector') return 'this name is no function';
  return hintOnGrouping(c) ?? hintOnOperand(c);
}

export function expression(c: Cursor, lowest: number): Expr {
  return nested(c, () => {
    let left = withSuffixes(c, operand(c));
    for (;;) {
      const binding = precedence[current(c).kind];
      if (binding === undefined || binding < lowest) return left;
      left = binary(c, left, binding);
      // A chain of operators makes the tree as deep as it is long.
      deepen(c, 1);
    }
  });
}

function binary(c: Cursor, left: Expr, binding: number): Binary {
  const op = take(c).kind as BinaryOperator;
  const bool = takeIf(c, 'bool');
  const clause = vectorMatching(c);
  const right = expression(c, op === '^' ? binding : binding + 1);
  // Beside a scalar an empty `on ()` says nothing: Prometheus drops it too.
  const says = clause === undefined || clause.labels.length > 0 || clause.fill !== undefined;
  const matching = says || (typeOf(left) === 'vector' && typeOf(right) === 'vector') ? clause : undefined;
  return { kind: 'binary', op, left, right, bool, matching, span: { from: left.span.from, to: right.span.to } };
}

/** Words that are never a metric's name (generated_parser.y, `metric_identifier`). */
const notMetrics: ReadonlySet<string> = new Set([
  'bool',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'atan2',
  'number',
  'duration',
  'string',
  'fault',
  endOfInput,
]);

function operand(c: Cursor): Expr {
  const token = current(c);
  const { kind, from } = token;
  if (kind === '+' || kind === '-') return signed(c, kind);
  if (isNumberToken(kind)) {
    const { value, duration, span } = numberToken(c);
    return { kind: 'number', value, text: token.text, duration, span };
  }
  if (kind === 'string') {
    take(c);
    return { kind: 'string', value: unquote(token.text), span: spanOf(token) };
  }
  if (takeIf(c, '(')) {
    if (at(c, ')')) unexpected(c, 'an expression', 'the parentheses are empty');
    const expr = expression(c, 1);
    if (!takeIf(c, ')')) unexpected(c, '`)` after the expression', hintAfterExpression(c, expr) ?? 'add `)`');
    return { kind: 'paren', expr, span: spanSince(c, from) };
  }
  if (kind === '{') return { kind: 'selector', matchers: braces(c), span: spanSince(c, from) };
  const next = following(c).kind;
  if (isAggregation(kind) && (next === '(' || next === 'by' || next === 'without')) return aggregation(c);
  if (next === '(' && (kind === 'identifier' || namesOfFunctions.has(kind))) return call(c);
  if (/^[a-z]/.test(kind) && !notMetrics.has(kind)) {
    take(c);
    const matchers = at(c, '{') ? braces(c) : [];
    return { kind: 'selector', metric: token.text, matchers, span: spanSince(c, from) };
  }
  return unexpected(c, 'an expression', kind === '=' ? 'a comparison is written `==`' : undefined);
}

/** Keywords that are functions too. */
const namesOfFunctions: ReadonlySet<string> = new Set(['start', 'end', 'step', 'range', 'max_of', 'min_of']);

function signed(c: Cursor, op: '+' | '-'): Expr {
  const { from } = take(c);
  const expr = expression(c, signPrecedence + 1);
  const span = { from, to: expr.span.to };
  // A signed number is a number: Prometheus folds it too.
  if (expr.kind === 'number') {
    return { ...expr, value: op === '-' ? -expr.value : expr.value, text: c.text.slice(from, span.to), span };
  }
  return { kind: 'unary', op, expr, span };
}

function args(c: Cursor, of: string): readonly Expr[] {
  expect(c, '(', `after ${of}`);
  const list: Expr[] = [];
  if (takeIf(c, ')')) return list;
  for (;;) {
    list.push(expression(c, 1));
    if (takeIf(c, ')')) return list;
    if (!at(c, ',')) unexpected(c, `\`,\` or \`)\` in the arguments of ${of}`, hintOnGrouping(c) ?? hintOnOperand(c));
    const comma = take(c);
    if (!at(c, ')')) continue;
    note(c, spanOf(comma), `the arguments of ${of} end in a comma`, 'remove it');
    take(c);
    return list;
  }
}

/** What is said of an operand right behind another. */
const hintOnOperand = (c: Cursor): string | undefined =>
  ['(', 'identifier', 'number', 'string'].includes(current(c).kind) ? 'write an operator before it' : undefined;

/** What is said of `by` behind a name that is no aggregation: `summ by (job) (up)`. */
function hintOnGrouping(c: Cursor): string | undefined {
  if (!at(c, 'by') && !at(c, 'without')) return undefined;
  const near = nearest(c.tokens[c.index - 1]?.text ?? '', Object.keys(aggregations));
  return near === undefined ? `\`${current(c).kind}\` belongs to an aggregation: \`sum by (job) (...)\`` : `did you mean \`${near}\`?`;
}

function hintOnFunction(name: string): string | undefined {
  if (name === 'holt_winters') return 'Prometheus 3.0 renamed it to `double_exponential_smoothing`';
  const near = nearest(name, [...Object.keys(functions), ...Object.keys(aggregations)]);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

function call(c: Cursor): Call {
  const name = take(c);
  if (functions[name.text] === undefined) {
    const message = `unknown function \`${name.text}\``;
    c.faults.push({ kind: 'unknown-function', message, hint: hintOnFunction(name.text), span: spanOf(name) });
  }
  const list = args(c, name.text);
  return { kind: 'call', func: name.text, args: list, span: spanSince(c, name.from) };
}

function aggregation(c: Cursor): Expr {
  const op = take(c);
  const before = at(c, 'by') || at(c, 'without');
  let group = grouping(c);
  const list = args(c, op.kind);
  if (!before) group = grouping(c);
  const span = spanSince(c, op.from);
  const wanted = aggregations[op.kind]?.parameter === undefined ? 1 : 2;
  const expr = list[wanted - 1];
  if (list.length !== wanted || expr === undefined) {
    const message = `${op.kind} takes ${wanted} argument${wanted === 1 ? '' : 's'}, not ${list.length}`;
    const hint = wanted === 2 ? `write ${op.kind}(parameter, expression)` : undefined;
    throw new Unreadable({ kind: 'syntax', message, hint, span });
  }
  const parameter = wanted === 2 ? list[0] : undefined;
  return { kind: 'aggregation', op: op.kind, grouping: group, parameter, expr, span };
}
