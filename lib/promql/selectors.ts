import type { Matcher, MatchOperator } from './ast';
import { at, type Cursor, current, note, spanOf, spanSince, take, takeIf, unexpected } from './cursor';
import { regexpFault } from './regexp';
import { unquote } from './strings';

const operators: ReadonlySet<string> = new Set(['=', '!=', '=~', '!~']);

/** `{a="b", "my.label"!~"c"}`, or the name of a metric in quotes: `{"my.metric"}`, which is a matcher of `__name__`. */
export function braces(c: Cursor): readonly Matcher[] {
  take(c);
  const matchers: Matcher[] = [];
  while (!at(c, '}')) {
    matchers.push(matcher(c));
    if (!takeIf(c, ',') && !at(c, '}')) unexpected(c, '`,` or `}` after the matcher');
  }
  take(c);
  return matchers;
}

function matcher(c: Cursor): Matcher {
  const name = current(c);
  if (name.kind !== 'identifier' && name.kind !== 'string') unexpected(c, 'a label name or `}`');
  take(c);
  const label = name.kind === 'string' ? unquote(name.text) : name.text;
  const op = current(c).kind;
  if (!operators.has(op)) {
    if (name.kind === 'string') return { name: '__name__', op: '=', value: label, quoted: true, span: spanOf(name) };
    unexpected(c, '`=`, `!=`, `=~` or `!~` after the label name');
  }
  take(c);
  if (!at(c, 'string')) unexpected(c, 'the label value in quotes');
  const literal = take(c);
  const value = unquote(literal.text);
  const fault = op === '=~' || op === '!~' ? regexpFault(value) : undefined;
  if (fault !== undefined) {
    const hint = 'Prometheus uses RE2 syntax: no look-around, no back-references';
    note(c, spanOf(literal), `${literal.text} is no regular expression: ${fault}`, hint);
  }
  const quoted = name.kind === 'string' ? true : undefined;
  return { name: label, op: op as MatchOperator, value, quoted, span: spanSince(c, name.from) };
}
