import type { Diagnostic, Span } from './ast';
import { scanDuration, scanNumber } from './numbers';

/**
 * A token of PromQL. `kind` is the keyword in lower case, the punctuation itself, or one of `identifier`, `metric` (an
 * identifier with a colon), `number`, `duration`, `string`, `end of input`, and `fault`, where no token can be read.
 */
export interface Token {
  readonly kind: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** What is wrong where the last token is a `fault`. */
  readonly fault?: Diagnostic;
}

/** The words that Prometheus reads as keywords, in any case (promql/parser/lex.go, `key`). */
const keywords: ReadonlySet<string> = new Set([
  'and',
  'or',
  'unless',
  'atan2',
  'sum',
  'avg',
  'count',
  'min',
  'max',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'count_values',
  'quantile',
  'limitk',
  'limit_ratio',
  'offset',
  'smoothed',
  'anchored',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'fill',
  'fill_left',
  'fill_right',
  'bool',
  'start',
  'end',
  'step',
  'range',
  'max_of',
  'min_of',
]);
const fillKeywords: ReadonlySet<string> = new Set(['fill', 'fill_left', 'fill_right']);
const durationKeywords: ReadonlySet<string> = new Set(['step', 'range', 'max_of', 'min_of']);

const isSpace = (c: string): boolean => c === ' ' || c === '\t' || c === '\n' || c === '\r';
const isDigit = (c: string): boolean => c >= '0' && c <= '9';
const isAlpha = (c: string): boolean => c === '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
const isNamePart = (c: string): boolean => isAlpha(c) || isDigit(c);
const isQuote = (c: string): boolean => c === '"' || c === "'" || c === '`';

/** The kind of the last token; `end` alone is a keyword. */
export const endOfInput = 'end of input';

/**
 * Reads PromQL as Prometheus' own lexer does, its states included: inside brackets only durations are read, inside braces
 * keywords are plain names. Stops at the first character that starts no token.
 */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  const openParens: number[] = [];
  let fault: Diagnostic | undefined;
  let pos = 0;
  let inBraces = false;
  let openBrace = 0;
  let inBrackets = false;
  let openBracket = 0;
  let gotColon = false;
  // Not reset by the next bracket: Prometheus' lexer does not either.
  let gotDuration = false;
  /** Between `[` and the first number: no comment, string or name is read there. */
  let beforeDuration = false;

  const emit = (kind: string, length: number): void => {
    tokens.push({ kind, text: text.slice(pos, pos + length), from: pos, to: pos + length });
    pos += length;
  };
  const emitItself = (length: number): void => emit(text.slice(pos, pos + length), length);
  const fail = (span: Span, message: string, hint?: string): void => {
    fault = { kind: 'syntax', message, hint, span };
    tokens.push({ kind: 'fault', text: '', ...span });
  };
  const unexpected = (hint?: string): void => {
    const character = String.fromCodePoint(text.codePointAt(pos) ?? 0);
    fail({ from: pos, to: pos + character.length }, `unexpected \`${character}\``, hint);
  };
  const unclosed = (what: string, at: number, close: string): void =>
    fail({ from: at, to: at + 1 }, `unclosed ${what}`, `add \`${close}\``);
  const word = (isPart: (c: string) => boolean): string => {
    let end = pos;
    while (isPart(text.charAt(end))) end++;
    return text.slice(pos, end);
  };

  const numberOrDuration = (): void => {
    const number = scanNumber(text, pos);
    if (number.ok) return emit('number', number.end - pos);
    const duration = scanDuration(text, number.end);
    if (duration.ok) return emit('duration', duration.end - pos);
    const end = Math.max(pos + 1, duration.end);
    const message = `\`${text.slice(pos, end)}\` is neither a number nor a duration`;
    fail({ from: pos, to: end }, message, 'a duration is written like 5m or 1h30m');
  };
  const comment = (): void => {
    while (pos < text.length && !/[\r\n]/.test(text.charAt(pos))) pos++;
  };
  const durationKeyword = (): boolean => {
    const name = word(isAlpha);
    if (!durationKeywords.has(name.toLowerCase())) return false;
    emit(name.toLowerCase(), name.length);
    return true;
  };
  const string = (quote: string): void => {
    const end = scanString(text, pos, quote);
    if (typeof end === 'number') return emit('string', end - pos);
    fail(end.span, end.message, end.hint);
  };
  const closeParen = (): void => {
    if (openParens.length === 0) return unexpected('no parenthesis is open here');
    openParens.pop();
    emit(')', 1);
  };
  const openParen = (): void => {
    openParens.push(pos);
    emit('(', 1);
  };

  const lexBraces = (c: string, next: string): void => {
    if (c === '#') comment();
    else if (c === '') unclosed('brace', openBrace, '}');
    else if (isSpace(c)) pos++;
    else if (isAlpha(c)) emit('identifier', word(isNamePart).length);
    else if (isQuote(c)) string(c);
    else if (c === ',') emit(',', 1);
    else if (c === '=') emitItself(next === '~' ? 2 : 1);
    else if (c === '!' && (next === '~' || next === '=')) emitItself(2);
    else if (c === '}') {
      emit('}', 1);
      inBraces = false;
    } else unexpected(c === ':' || c === ';' ? 'matchers are written {a="b", c="d"}' : hints.get(c));
  };

  const lexDuration = (c: string, next: string): void => {
    if (c === '') unclosed('bracket', openBracket, ']');
    else if (c === ']') {
      emit(']', 1);
      inBrackets = beforeDuration = gotColon = false;
    } else if (c === ':') {
      if (!gotDuration || gotColon) return unexpected();
      emit(':', 1);
      gotColon = true;
    } else if (c === '(') openParen();
    else if (c === ')') closeParen();
    else if (isSpace(c)) pos++;
    else if ('+-*/%^,'.includes(c)) emit(c, 1);
    else if (isDigit(c) || (c === '.' && isDigit(next))) {
      gotDuration = true;
      beforeDuration = false;
      numberOrDuration();
    } else if (!isAlpha(c) || !durationKeyword()) unexpected(hints.get(c) ?? 'a range is a duration, like [5m]');
  };

  const lexWord = (): void => {
    const name = word((c) => isNamePart(c) || c === ':');
    const lower = name.toLowerCase();
    if (lower === 'inf' || lower === 'nan') emit('number', name.length);
    else if (fillKeywords.has(lower) && !parenFollows(text, pos + name.length)) emit('identifier', name.length);
    else if (keywords.has(lower)) emit(lower, name.length);
    else emit(name.includes(':') ? 'metric' : 'identifier', name.length);
  };

  const lexStatement = (c: string, next: string): void => {
    if (c === '#') comment();
    else if (c === '') {
      const open = openParens.pop();
      if (open !== undefined) unclosed('parenthesis', open, ')');
      else if (inBrackets) unclosed('bracket', openBracket, ']');
      else emit(endOfInput, 0);
    } else if (isSpace(c)) pos++;
    else if (',*/%+-^@'.includes(c)) emit(c, 1);
    else if ((c === '=' || c === '!') && next === '~') unexpected(`this stands inside braces: up{job${c}~"a.*"}`);
    else if (c === '=') emitItself(next === '=' ? 2 : 1);
    else if (c === '!' && next === '=') emitItself(2);
    else if (c === '<' || c === '>') emitItself(next === '=' || next === '/' ? 2 : 1);
    else if (isDigit(c) || (c === '.' && isDigit(next))) numberOrDuration();
    else if (isQuote(c)) string(c);
    else if (c === ':' && inBrackets) {
      if (gotColon) return unexpected();
      emit(':', 1);
      gotColon = true;
    } else if (isAlpha(c) && inBrackets) {
      if (!durationKeyword()) unexpected();
    } else if (isAlpha(c) || c === ':') lexWord();
    else if (c === '(') openParen();
    else if (c === ')') closeParen();
    else if (c === '{') {
      openBrace = pos;
      emit('{', 1);
      inBraces = true;
    } else if (c === '[' && !inBrackets) {
      openBracket = pos;
      emit('[', 1);
      gotColon = false;
      inBrackets = beforeDuration = true;
    } else if (c === ']' && inBrackets) {
      emit(']', 1);
      inBrackets = false;
    } else unexpected(hints.get(c));
  };

  while (fault === undefined && tokens[tokens.length - 1]?.kind !== endOfInput) {
    const c = text.charAt(pos);
    const next = text.charAt(pos + 1);
    if (beforeDuration) lexDuration(c, next);
    else if (inBraces) lexBraces(c, next);
    else lexStatement(c, next);
  }
  return { tokens, fault };
}

/** What was meant by characters that PromQL does not have there. */
const hints: ReadonlyMap<string, string> = new Map([
  ['&', 'the operator is `and`'],
  ['|', 'the operator is `or`'],
  ['$', 'PromQL has no variables; Grafana puts in its own before it asks Prometheus'],
  ['}', 'no brace is open here'],
  [']', 'no bracket is open here'],
]);

/** `fill` is a keyword only before a parenthesis, so that a metric may have that name. */
function parenFollows(text: string, from: number): boolean {
  let pos = from;
  while (isSpace(text.charAt(pos))) pos++;
  return text.charAt(pos) === '(';
}

interface StringFault {
  readonly message: string;
  readonly hint?: string;
  readonly span: Span;
}

/** The offset after the string that starts at `from`, or what is wrong with it. */
function scanString(text: string, from: number, quote: string): number | StringFault {
  for (let pos = from + 1; pos < text.length; pos++) {
    const c = text.charAt(pos);
    if (c === quote) return pos + 1;
    if (c >= '\ud800') {
      const code = text.codePointAt(pos) ?? 0;
      const lone = code >= 0xd800 && code <= 0xdfff;
      if (lone || code === 0xfffd) return { message: 'invalid UTF-8 in a string', span: { from: pos, to: pos + 1 } };
      if (code > 0xffff) pos++;
    }
    if (quote === '`') continue;
    if (c === '\n') break;
    if (c === '\\') {
      const length = escapeLength(text, pos, quote);
      if (length === 0) {
        const span = { from: pos, to: Math.min(text.length, pos + 2) };
        const message = `\`${text.slice(span.from, span.to)}\` is no escape of PromQL strings`;
        return { message, hint: 'a backslash itself is written `\\\\`', span };
      }
      pos += length - 1;
    }
  }
  return { message: 'unclosed string', hint: `add \`${quote}\``, span: { from, to: from + 1 } };
}

const escapes: readonly (readonly [RegExp, number])[] = [
  [/[0-7]{3}/y, 8],
  [/x[0-9a-fA-F]{2}/y, 16],
  [/u[0-9a-fA-F]{4}/y, 16],
  [/U[0-9a-fA-F]{8}/y, 16],
];

/** How long the escape sequence at `pos` is, its backslash included; 0 where there is none (Go's rules). */
function escapeLength(text: string, pos: number, quote: string): number {
  const c = text.charAt(pos + 1);
  if (c === '') return 0;
  if (c === quote || 'abfnrtv\\'.includes(c)) return 2;
  for (const [pattern, base] of escapes) {
    pattern.lastIndex = pos + 1;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const value = parseInt(base === 8 ? found : found.slice(1), base);
    const limit = found.length === 3 ? 0xff : 0x10ffff;
    return value > limit || (value >= 0xd800 && value < 0xe000) ? 0 : found.length + 1;
  }
  return 0;
}
