import type { Span } from './ast';
import { at, type Cursor, current, expect, following, nested, note, spanOf, spanSince, take, takeIf, unexpected } from './cursor';
import { formatDuration, formatNumber, parseDuration, parseNumber } from './numbers';

/**
 * A duration as a query writes it: a number of seconds, or an expression. `literal` is false for an expression, even for one
 * that is constant, because Prometheus judges and prints the two differently.
 */
export interface Duration {
  readonly literal: boolean;
  /** Undefined where it depends on the query's step or range. */
  readonly seconds?: number;
  /** As Prometheus prints it. */
  readonly text: string;
  /** In parentheses: a second pair says nothing and is not printed. */
  readonly wrapped?: boolean;
  readonly span: Span;
}

/** More seconds than this overflow Go's nanoseconds. */
const mostSeconds = 2 ** 63 / 1e9;

/** Milliseconds of a duration; a literal keeps its fraction to the nanosecond, an expression is cut to whole milliseconds. */
export function milliseconds(duration: Duration): number | undefined {
  const { seconds } = duration;
  if (seconds === undefined) return undefined;
  if (!duration.literal) return Math.trunc(seconds * 1000);
  const whole = Math.round(seconds * 1000);
  // Of years and milliseconds, floating point makes 4.9999 ms where 5 ms is written.
  return whole !== 0 && Math.abs(seconds * 1000 - whole) < 1e-3 ? whole : Math.round(seconds * 1e9) / 1e6;
}

/** A number or a duration such as `5m`, without a sign. */
export function numberToken(c: Cursor): { readonly value: number; readonly duration: boolean; readonly span: Span } {
  const token = take(c);
  const span = { from: token.from, to: token.to };
  if (token.kind === 'number') {
    const value = parseNumber(token.text);
    if (value === undefined) note(c, span, `\`${token.text}\` is no number`);
    return { value: value ?? 0, duration: false, span };
  }
  const parsed = parseDuration(token.text);
  if ('fault' in parsed) note(c, span, parsed.fault);
  return { value: 'fault' in parsed ? 0 : parsed.seconds, duration: true, span };
}

export const isNumberToken = (kind: string): boolean => kind === 'number' || kind === 'duration';

/** The range or the step in brackets: more than 0 if it is a literal. */
export function rangeDuration(c: Cursor): Duration {
  const duration = durationExpression(c, 1);
  if (duration.literal && duration.seconds !== undefined && duration.seconds <= 0) {
    note(c, duration.span, 'a range must be longer than 0');
  }
  return duration.literal ? { ...duration, text: printMilliseconds(milliseconds(duration) ?? 0) } : duration;
}

/** Milliseconds as Prometheus prints them, but for fractions, which it drops: they are printed in seconds, and nothing is lost. */
export const printMilliseconds = (ms: number): string => (Number.isInteger(ms) ? formatDuration(ms) : formatNumber(ms / 1000));

/**
 * What follows `offset`. A number or a call ends it (`x offset 5m + 3` adds 3 to x); only an expression that starts with a
 * parenthesis or two signs goes on, as in Prometheus' grammar (`offset_duration_expr`).
 */
export function offsetDuration(c: Cursor): Duration {
  const from = current(c).from;
  const { kind } = current(c);
  const signed = kind === '+' || kind === '-';
  const inner = signed ? following(c).kind : kind;
  if (inner === '+' || inner === '-' || (!signed && inner === '(')) {
    const duration = durationExpression(c, 1);
    // `--5m + 3` is read as a whole; printed with fewer signs it would end at the number.
    const whole = goesOn(duration.text) || !/ [-+*/%^] /.test(duration.text);
    return whole ? duration : { ...duration, text: `(${duration.text})` };
  }
  if (signed) take(c);
  return kind === '-' ? negate(durationPrimary(c), from) : { ...durationPrimary(c), span: spanSince(c, from) };
}

/** Whether an offset that is printed so would take in an operator that follows it. */
export const goesOn = (text: string): boolean => /^(\(|[-+]{2})/.test(text);

const precedence: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 3 };

function durationExpression(c: Cursor, lowest: number): Duration {
  return nested(c, () => {
    const from = current(c).from;
    let left = durationOperand(c);
    for (;;) {
      const op = current(c).kind;
      const binding = precedence[op];
      if (binding === undefined || binding < lowest) return left;
      const sign = take(c);
      const right = durationExpression(c, op === '^' ? binding : binding + 1);
      const divides = op === '/' || op === '%';
      if (divides && right.literal && right.seconds === 0) note(c, spanOf(sign), 'division by zero in a duration');
      const seconds = compute(op, left.seconds, right.seconds);
      left = { literal: false, seconds, text: `${left.text} ${op} ${right.text}`, span: spanSince(c, from) };
    }
  });
}

function durationOperand(c: Cursor): Duration {
  const from = current(c).from;
  const { kind } = current(c);
  if (kind !== '+' && kind !== '-') return durationPrimary(c);
  take(c);
  const operand = durationExpression(c, 3);
  return kind === '-' ? negate(operand, from) : { ...operand, span: spanSince(c, from) };
}

function durationPrimary(c: Cursor): Duration {
  const token = current(c);
  const { from } = token;
  if (isNumberToken(token.kind)) {
    const { value, duration, span } = numberToken(c);
    return literal(c, value, duration, span);
  }
  if (takeIf(c, '(')) {
    const inner = durationExpression(c, 1);
    expect(c, ')', 'after the duration');
    const text = inner.wrapped ? inner.text : `(${inner.text})`;
    return { literal: false, seconds: inner.seconds, text, wrapped: true, span: spanSince(c, from) };
  }
  if (token.kind === 'step' || token.kind === 'range') {
    take(c);
    expect(c, '(', `after \`${token.kind}\``);
    expect(c, ')', `after \`${token.kind}(\``);
    return { literal: false, text: `${token.kind}()`, span: spanSince(c, from) };
  }
  if (token.kind === 'min_of' || token.kind === 'max_of') {
    take(c);
    expect(c, '(', `after \`${token.kind}\``);
    const left = durationExpression(c, 1);
    expect(c, ',', `between the arguments of ${token.kind}`);
    const right = durationExpression(c, 1);
    expect(c, ')', `after the arguments of ${token.kind}`);
    const seconds = compute(token.kind, left.seconds, right.seconds);
    return { literal: false, seconds, text: `${token.kind}(${left.text}, ${right.text})`, span: spanSince(c, from) };
  }
  return unexpected(c, 'a duration, such as `5m`', at(c, 'string') ? 'a duration has no quotes' : undefined);
}

function literal(c: Cursor, seconds: number, isDuration: boolean, span: Span): Duration {
  const tooLong = Math.abs(seconds) > mostSeconds;
  if (tooLong) note(c, span, 'the duration is longer than 292 years');
  const text = isDuration ? formatDuration(seconds * 1000) : formatNumber(seconds);
  return { literal: true, seconds: tooLong ? 0 : seconds, text, span };
}

function negate(duration: Duration, from: number): Duration {
  const seconds = duration.seconds === undefined ? undefined : -duration.seconds;
  const folded = duration.literal && duration.text.startsWith('-');
  const text = folded ? duration.text.slice(1) : duration.text === '0s' ? '0s' : `-${duration.text}`;
  return { ...duration, wrapped: false, seconds, text, span: { from, to: duration.span.to } };
}

/** Undefined where a side depends on the query. */
function compute(op: string, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (op) {
    case 'min_of':
      return Math.min(left, right);
    case 'max_of':
      return Math.max(left, right);
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return left ** right;
  }
}
