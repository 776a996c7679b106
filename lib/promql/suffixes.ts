import type { Expr } from './ast';
import { at, type Cursor, current, deepen, expect, note, spanOf, spanSince, take, takeIf, unexpected } from './cursor';
import { isNumberToken, milliseconds, numberToken, offsetDuration, rangeDuration } from './durations';

/** `[5m]`, `[1h:1m]`, `offset 5m`, `@ 1700000000`, `anchored`, `smoothed`: they bind tighter than any operator. */
export function withSuffixes(c: Cursor, first: Expr): Expr {
  let expr = first;
  for (;;) {
    const { kind } = current(c);
    if (kind === '[') expr = ranged(c, expr);
    else if (kind === 'offset') expr = shifted(c, expr);
    else if (kind === '@') expr = pinned(c, expr);
    else if (kind === 'anchored' || kind === 'smoothed') expr = extended(c, expr, kind);
    else return expr;
    deepen(c, 1);
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
      kind: 'subquery',
      expr,
      range: milliseconds(range),
      rangeText: range.text,
      step: step && milliseconds(step),
      stepText: step?.text ?? '',
      span: spanSince(c, from),
    };
  }
  expect(c, ']', 'or `:` after the range');
  const brackets = spanSince(c, bracket.from);
  if (expr.kind !== 'selector') {
    note(c, brackets, 'a range follows a selector only', 'put it behind the metric, or write a subquery: `[5m:]`');
    return expr;
  }
  if (expr.offset !== undefined || expr.offsetText !== undefined) {
    note(c, brackets, 'the range stands before `offset`', 'write `x[5m] offset 1h`');
  } else if (expr.at !== undefined) note(c, brackets, 'the range stands before `@`', 'write `x[5m] @ 1700000000`');
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
  return onTarget(c, expr, { offset, offsetText: duration.literal ? undefined : duration.text });
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
  if (target.modifier !== undefined && target.modifier !== modifier) {
    note(c, spanOf(keyword), '`anchored` and `smoothed` exclude each other');
  }
  return onTarget(c, expr, { modifier });
}
