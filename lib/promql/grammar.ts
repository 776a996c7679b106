import type { Aggregation, Binary, BinaryOperator, Call, Expr, Span, VectorMatching } from './ast';
import { at, current, expect, following, nested, note, spanOf, spanSince, take, takeIf, unexpected, Unreadable, type Cursor } from './cursor';
import { isNumberToken, numberToken, offsetDuration, rangeDuration, milliseconds } from './durations';
import { aggregations, functions, isAggregation } from './functions';
import { endOfInput } from './lexer';
import { braces } from './selectors';
import { isWellFormed, quote, unquote } from './strings';
import { nearest } from './nearest';

/** The whole query: one expression. */
export function query(c: Cursor): Expr {
  if (at(c, endOfInput)) throw new Unreadable({ kind: 'syntax', message: 'the query is empty', span: { from: 0, to: c.text.length } });
  const expr = expression(c, 1);
  if (!at(c, endOfInput)) unexpected(c, 'an operator or the end of the query', hintAfterExpression(c, expr));
  return expr;
}

function hintAfterExpression(c: Cursor, expr: Expr): string | undefined {
  if (at(c, '=')) return 'a comparison is written `==`';
  if (at(c, '(') && expr.kind === 'selector') return 'this name is no function';
  return undefined;
}

/** Binding strength, as in generated_parser.y; all bind to the left but `^`. */
const precedence: Readonly<Record<string, number>> = {
  or: 1, and: 2, unless: 2,
  '==': 3, '!=': 3, '>': 3, '<': 3, '>=': 3, '<=': 3, '</': 3, '>/': 3,
  '+': 4, '-': 4, '*': 5, '/': 5, '%': 5, atan2: 5, '^': 6,
};
export const precedenceOf = (op: BinaryOperator): number => precedence[op] ?? 0;
/** A sign binds as `*` does: `-a ^ b` is `-(a ^ b)`, `-a * b` is `(-a) * b`. */
export const signPrecedence = 5;

export function expression(c: Cursor, lowest: number): Expr {
  return nested(c, () => {
    let left = withSuffixes(c, operand(c));
    // A chain of operators makes the tree as deep as it is long.
    const { depth } = c;
    for (;;) {
      const binding = precedence[current(c).kind];
      if (binding === undefined || binding < lowest) break;
      left = binary(c, left, binding);
      c.depth++;
    }
    c.depth = depth;
    return left;
  });
}

function binary(c: Cursor, left: Expr, binding: number): Binary {
  const op = take(c).kind as BinaryOperator;
  const bool = takeIf(c, 'bool');
  const matching = vectorMatching(c);
  const right = expression(c, op === '^' ? binding : binding + 1);
  return { kind: 'binary', op, left, right, bool, ...(matching === undefined ? {} : { matching }), span: { from: left.span.from, to: right.span.to } };
}

function vectorMatching(c: Cursor): VectorMatching | undefined {
  const { from } = current(c);
  const mode = takeIf(c, 'on') ? 'on' : takeIf(c, 'ignoring') ? 'ignoring' : undefined;
  const labels = mode === undefined ? [] : labelList(c);
  let group: VectorMatching['group'];
  if (mode !== undefined && (at(c, 'group_left') || at(c, 'group_right'))) {
    const side = take(c).kind === 'group_left' ? 'left' : 'right';
    group = { side, include: at(c, '(') ? labelList(c) : [] };
  }
  const fill = fillValues(c);
  // `ignoring ()` says nothing, unless a group clause needs it.
  const said = mode === 'on' || labels.length > 0 || group !== undefined;
  if (!said && fill === undefined) return undefined;
  return { ...(said ? { mode } : {}), labels, ...(group === undefined ? {} : { group }), ...(fill === undefined ? {} : { fill }), span: spanSince(c, from) };
}

function fillValues(c: Cursor): VectorMatching['fill'] {
  if (takeIf(c, 'fill')) {
    const value = fillValue(c);
    return { left: value, right: value };
  }
  let fill: VectorMatching['fill'];
  for (const side of at(c, 'fill_left') ? (['left', 'right'] as const) : (['right', 'left'] as const)) {
    if (takeIf(c, `fill_${side}`)) fill = { ...fill, [side]: fillValue(c) };
  }
  return fill;
}

function fillValue(c: Cursor): number {
  expect(c, '(', 'after `fill`');
  const negative = at(c, '-');
  if (negative || at(c, '+')) take(c);
  if (!isNumberToken(current(c).kind)) unexpected(c, 'a number');
  const { value } = numberToken(c);
  expect(c, ')', 'after the fill value');
  return negative ? -value : value;
}

/** Words that may stand for a label in `by (...)`: all names, and the keywords but `without` (generated_parser.y, `maybe_label`). */
const isLabelToken = (kind: string): boolean => kind === 'identifier' || kind === 'metric' || (/^[a-z]/.test(kind) && !notLabels.has(kind));
const notLabels: ReadonlySet<string> = new Set(['without', 'number', 'duration', 'string', 'fault', endOfInput]);

function labelList(c: Cursor): readonly string[] {
  expect(c, '(', 'before the label names');
  const labels: string[] = [];
  while (!at(c, ')')) {
    labels.push(labelName(c));
    if (!takeIf(c, ',') && !at(c, ')')) unexpected(c, '`,` or `)` after the label name');
  }
  take(c);
  return labels;
}

function labelName(c: Cursor): string {
  const token = current(c);
  if (token.kind === 'string') {
    take(c);
    const name = unquote(token.text);
    if (name === '' || !isWellFormed(name)) note(c, spanOf(token), `${quote(name)} is no label name`);
    return name;
  }
  if (!isLabelToken(token.kind)) unexpected(c, 'a label name');
  return take(c).text;
}

/** Words that are never a metric's name (generated_parser.y, `metric_identifier`). */
const notMetrics: ReadonlySet<string> = new Set(['bool', 'on', 'ignoring', 'group_left', 'group_right', 'atan2', ...notLabels].filter((word) => word !== 'without'));

function operand(c: Cursor): Expr {
  const token = current(c);
  const { kind, from } = token;
  if (kind === '+' || kind === '-') return signed(c, kind);
  if (isNumberToken(kind)) {
    const { value, duration, span } = numberToken(c);
    return { kind: 'number', value, text: token.text, ...(duration ? { duration } : {}), span };
  }
  if (kind === 'string') {
    take(c);
    return { kind: 'string', value: unquote(token.text), span: spanOf(token) };
  }
  if (takeIf(c, '(')) {
    if (at(c, ')')) unexpected(c, 'an expression', 'the parentheses are empty');
    const expr = expression(c, 1);
    expect(c, ')', 'after the expression');
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
  if (expr.kind === 'number') return { ...expr, value: op === '-' ? -expr.value : expr.value, text: c.text.slice(from, span.to), span };
  return { kind: 'unary', op, expr, span };
}

function args(c: Cursor, of: string): readonly Expr[] {
  expect(c, '(', `after ${of}`);
  const list: Expr[] = [];
  if (takeIf(c, ')')) return list;
  for (;;) {
    list.push(expression(c, 1));
    if (takeIf(c, ')')) return list;
    if (!at(c, ',')) unexpected(c, `\`,\` or \`)\` in the arguments of ${of}`);
    const comma = take(c);
    if (!at(c, ')')) continue;
    note(c, spanOf(comma), `the arguments of ${of} end in a comma`, 'remove it');
    take(c);
    return list;
  }
}

function call(c: Cursor): Call {
  const name = take(c);
  if (functions[name.text] === undefined) {
    const hint = nearest(name.text, [...Object.keys(functions), ...Object.keys(aggregations)]);
    c.faults.push({
      kind: 'unknown-function', message: `unknown function \`${name.text}\``, span: spanOf(name),
      ...(hint === undefined ? {} : { hint: `did you mean \`${hint}\`?` }),
    });
  }
  const list = args(c, name.text);
  return { kind: 'call', func: name.text, args: list, span: spanSince(c, name.from) };
}

function grouping(c: Cursor): Aggregation['grouping'] {
  const { kind, from } = current(c);
  if (kind !== 'by' && kind !== 'without') return undefined;
  take(c);
  const labels = labelList(c);
  // `by ()` is what an aggregation does without it.
  return kind === 'by' && labels.length === 0 ? undefined : { mode: kind, labels, span: spanSince(c, from) };
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
    return unreadableArguments(span, `${op.kind} takes ${wanted} argument${wanted === 1 ? '' : 's'}, not ${list.length}`, wanted === 2 ? `write ${op.kind}(parameter, expression)` : undefined);
  }
  const parameter = wanted === 2 ? list[0] : undefined;
  return { kind: 'aggregation', op: op.kind, ...(group === undefined ? {} : { grouping: group }), ...(parameter === undefined ? {} : { parameter }), expr, span };
}

function unreadableArguments(span: Span, message: string, hint?: string): never {
  throw new Unreadable({ kind: 'syntax', message, ...(hint === undefined ? {} : { hint }), span });
}

/** `[5m]`, `[1h:1m]`, `offset 5m`, `@ 1700000000`, `anchored`, `smoothed`: they bind tighter than any operator. */
function withSuffixes(c: Cursor, first: Expr): Expr {
  let expr = first;
  for (;;) {
    const { kind } = current(c);
    if (kind === '[') expr = ranged(c, expr);
    else if (kind === 'offset') expr = shifted(c, expr);
    else if (kind === '@') expr = pinned(c, expr);
    else if (kind === 'anchored' || kind === 'smoothed') expr = extended(c, expr, kind);
    else return expr;
  }
}

function ranged(c: Cursor, expr: Expr): Expr {
  const bracket = take(c);
  const range = rangeDuration(c);
  const { from } = expr.span;
  if (takeIf(c, ':')) {
    const step = at(c, ']') ? undefined : rangeDuration(c);
    expect(c, ']', 'after the step');
    return {
      kind: 'subquery', expr, range: milliseconds(range), rangeText: range.text,
      ...(step === undefined ? {} : { step: milliseconds(step) }), stepText: step?.text ?? '', span: spanSince(c, from),
    };
  }
  expect(c, ']', 'or `:` after the range');
  const brackets = spanSince(c, bracket.from);
  if (expr.kind !== 'selector') {
    note(c, brackets, 'a range follows a selector only', 'put it behind the metric, or write a subquery: `[5m:]`');
    return expr;
  }
  if (expr.offset !== undefined || expr.offsetText !== undefined) note(c, brackets, 'the range stands before `offset`', 'write `x[5m] offset 1h`');
  else if (expr.at !== undefined) note(c, brackets, 'the range stands before `@`', 'write `x[5m] @ 1700000000`');
  return { kind: 'matrix', selector: expr, range: milliseconds(range), rangeText: range.text, span: spanSince(c, from) };
}

function shifted(c: Cursor, expr: Expr): Expr {
  const keyword = take(c);
  const duration = offsetDuration(c);
  const target = expr.kind === 'matrix' ? expr.selector : expr;
  if (target.kind !== 'selector' && target.kind !== 'subquery') {
    note(c, spanOf(keyword), '`offset` follows a selector or a subquery only', 'put it behind the metric: `rate(x[5m] offset 1h)`');
    return expr;
  }
  if (target.offset !== undefined || target.offsetText !== undefined) note(c, spanOf(keyword), '`offset` is given twice');
  const offset = milliseconds(duration);
  // `offset 0s` shifts nothing, and Prometheus takes a second one after it.
  if (duration.literal && offset === 0) return { ...expr, span: spanSince(c, expr.span.from) };
  return onTarget(c, expr, { ...(offset === undefined ? {} : { offset }), ...(duration.literal ? {} : { offsetText: duration.text }) });
}

/** The expression with more said of its selector, or of itself if it is a subquery. */
function onTarget(c: Cursor, expr: Expr, more: object): Expr {
  const span = spanSince(c, expr.span.from);
  return expr.kind === 'matrix' ? { ...expr, selector: { ...expr.selector, ...more }, span } : { ...expr, ...more, span };
}

function pinned(c: Cursor, expr: Expr): Expr {
  const keyword = take(c);
  const target = expr.kind === 'matrix' ? expr.selector : expr;
  const time = pinnedTime(c);
  if (target.kind !== 'selector' && target.kind !== 'subquery') {
    note(c, spanOf(keyword), '`@` follows a selector or a subquery only', 'put it behind the metric: `rate(x[5m] @ end())`');
    return expr;
  }
  if (target.at !== undefined) note(c, spanOf(keyword), '`@` is given twice');
  return onTarget(c, expr, { at: time });
}

function pinnedTime(c: Cursor): number | 'start' | 'end' {
  const { from, kind } = current(c);
  if (kind === 'start' || kind === 'end') {
    take(c);
    expect(c, '(', `after \`@ ${kind}\``);
    expect(c, ')', `after \`@ ${kind}(\``);
    return kind;
  }
  if (kind === '+' || kind === '-') take(c);
  if (!isNumberToken(current(c).kind)) unexpected(c, 'a Unix time, `start()` or `end()` after `@`');
  const { value } = numberToken(c);
  const time = kind === '-' ? -value : value;
  if (!(Math.abs(time) < 2 ** 63)) note(c, spanSince(c, from), 'the time after `@` is out of bounds');
  return Math.round(time * 1000) / 1000;
}

function extended(c: Cursor, expr: Expr, modifier: 'anchored' | 'smoothed'): Expr {
  const keyword = take(c);
  const target = expr.kind === 'matrix' ? expr.selector : expr;
  if (target.kind !== 'selector') {
    note(c, spanOf(keyword), `\`${modifier}\` follows a selector only`);
    return expr;
  }
  if (target.modifier !== undefined && target.modifier !== modifier) note(c, spanOf(keyword), '`anchored` and `smoothed` exclude each other');
  return onTarget(c, expr, { modifier });
}
