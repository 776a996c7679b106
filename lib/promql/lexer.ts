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
  'and', 'or', 'unless', 'atan2',
  'sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar', 'topk', 'bottomk', 'count_values', 'quantile', 'limitk',
  'limit_ratio',
  'offset', 'smoothed', 'anchored', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right',
  'fill', 'fill_left', 'fill_right', 'bool',
  'start', 'end', 'step', 'range', 'max_of', 'min_of',
]);
const fillKeywords: ReadonlySet<string> = new Set(['fill', 'fill_left', 'fill_right']);
const durationKeywords: ReadonlySet<string> = new Set(['step', 'range', 'max_of', 'min_of']);

/** The end of the input, as a character code. */
const END = -1;

export const isSpace = (c: number): boolean => c === 32 || c === 9 || c === 10 || c === 13;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isAlpha = (c: number): boolean => c === 95 || (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
const isAlphaNumeric = (c: number): boolean => isAlpha(c) || isDigit(c);

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

  const peek = (ahead = 0): number => (pos + ahead < text.length ? text.charCodeAt(pos + ahead) : END);
  const emit = (kind: string, length: number): void => {
    tokens.push({ kind, text: text.slice(pos, pos + length), from: pos, to: pos + length });
    pos += length;
  };
  const fail = (span: Span, message: string, hint?: string): void => {
    fault = { kind: 'syntax', message, hint, span };
    tokens.push({ kind: 'fault', text: '', ...span });
  };
  const unexpected = (hint?: string): void => {
    const character = String.fromCodePoint(text.codePointAt(pos) ?? 0);
    fail({ from: pos, to: pos + character.length }, `unexpected \`${character}\``, hint);
  };
  const word = (isPart: (c: number) => boolean): string => {
    let end = pos;
    while (end < text.length && isPart(text.charCodeAt(end))) end++;
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
    while (pos < text.length && peek() !== 10 && peek() !== 13) pos++;
  };
  const durationKeyword = (): boolean => {
    const name = word(isAlpha);
    if (!durationKeywords.has(name.toLowerCase())) return false;
    emit(name.toLowerCase(), name.length);
    return true;
  };
  const string = (quote: number): void => {
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

  const lexBraces = (c: number): void => {
    const next = peek(1);
    if (c === 35) comment();
    else if (c === END) fail({ from: openBrace, to: openBrace + 1 }, 'unclosed brace', 'add `}`');
    else if (isSpace(c)) pos++;
    else if (isAlpha(c)) emit('identifier', word(isAlphaNumeric).length);
    else if (c === 44) emit(',', 1);
    else if (c === 34 || c === 39 || c === 96) string(c);
    else if (c === 61) emit(next === 126 ? '=~' : '=', next === 126 ? 2 : 1);
    else if (c === 33 && next === 126) emit('!~', 2);
    else if (c === 33 && next === 61) emit('!=', 2);
    else if (c === 125) {
      emit('}', 1);
      inBraces = false;
    } else unexpected();
  };

  const lexDuration = (c: number): void => {
    if (c === END) fail({ from: openBracket, to: openBracket + 1 }, 'unclosed bracket', 'add `]`');
    else if (c === 93) {
      emit(']', 1);
      inBrackets = beforeDuration = gotColon = false;
    } else if (c === 58) {
      if (!gotDuration || gotColon) return unexpected();
      emit(':', 1);
      gotColon = true;
    } else if (c === 40) openParen();
    else if (c === 41) closeParen();
    else if (isSpace(c)) pos++;
    else if (c === 43 || c === 45 || c === 42 || c === 47 || c === 37 || c === 94 || c === 44) emit(text.charAt(pos), 1);
    else if (isDigit(c) || (c === 46 && isDigit(peek(1)))) {
      gotDuration = true;
      beforeDuration = false;
      numberOrDuration();
    } else if (!isAlpha(c) || !durationKeyword()) unexpected('a range is a duration, like [5m]');
  };

  const lexWord = (): void => {
    const name = word((c) => isAlphaNumeric(c) || c === 58);
    const lower = name.toLowerCase();
    if (lower === 'inf' || lower === 'nan') emit('number', name.length);
    else if (fillKeywords.has(lower) && !parenFollows(text, pos + name.length)) emit('identifier', name.length);
    else if (keywords.has(lower)) emit(lower, name.length);
    else emit(name.includes(':') ? 'metric' : 'identifier', name.length);
  };

  const lexStatement = (c: number): void => {
    const next = peek(1);
    if (c === 35) comment();
    else if (c === END) {
      const open = openParens.pop();
      if (open !== undefined) fail({ from: open, to: open + 1 }, 'unclosed parenthesis', 'add `)`');
      else if (inBrackets) fail({ from: openBracket, to: openBracket + 1 }, 'unclosed bracket', 'add `]`');
      else emit(endOfInput, 0);
    } else if (isSpace(c)) pos++;
    else if (c === 44 || c === 42 || c === 47 || c === 37 || c === 43 || c === 45 || c === 94 || c === 64) emit(text.charAt(pos), 1);
    else if (c === 61) {
      if (next === 61) emit('==', 2);
      else if (next === 126) unexpected('a regular expression is matched inside braces: up{job=~"a.*"}');
      else emit('=', 1);
    } else if (c === 33) {
      if (next === 61) emit('!=', 2);
      else unexpected(next === 126 ? 'a regular expression is matched inside braces: up{job!~"a.*"}' : undefined);
    } else if (c === 60 || c === 62) {
      const two = next === 61 || next === 47;
      emit(text.slice(pos, pos + (two ? 2 : 1)), two ? 2 : 1);
    } else if (isDigit(c) || (c === 46 && isDigit(next))) numberOrDuration();
    else if (c === 34 || c === 39 || c === 96) string(c);
    else if (isAlpha(c) || c === 58) {
      if (!inBrackets) return lexWord();
      if (c === 58 && !gotColon) {
        emit(':', 1);
        gotColon = true;
      } else if (c === 58 || !durationKeyword()) unexpected();
    } else if (c === 40) openParen();
    else if (c === 41) closeParen();
    else if (c === 123) {
      openBrace = pos;
      emit('{', 1);
      inBraces = true;
    } else if (c === 91) {
      if (inBrackets) return unexpected();
      openBracket = pos;
      emit('[', 1);
      gotColon = false;
      inBrackets = beforeDuration = true;
    } else if (c === 93 && inBrackets) {
      emit(']', 1);
      inBrackets = false;
    } else unexpected(hintOn(text.charAt(pos)));
  };

  while (fault === undefined && tokens[tokens.length - 1]?.kind !== endOfInput) {
    const c = peek();
    if (beforeDuration) lexDuration(c);
    else if (inBraces) lexBraces(c);
    else lexStatement(c);
  }
  return fault === undefined ? { tokens } : { tokens, fault };
}

function hintOn(character: string): string | undefined {
  switch (character) {
    case '&': return 'the operator is `and`';
    case '|': return 'the operator is `or`';
    case '$': return 'PromQL has no variables; Grafana puts in its own before it asks Prometheus';
    case '}': return 'no brace is open here';
    case ']': return 'no bracket is open here';
    default: return undefined;
  }
}

/** `fill` is a keyword only before a parenthesis, so that a metric may have that name. */
function parenFollows(text: string, from: number): boolean {
  let pos = from;
  while (pos < text.length && isSpace(text.charCodeAt(pos))) pos++;
  return text.charCodeAt(pos) === 40;
}

interface StringFault { readonly message: string; readonly hint?: string; readonly span: Span }

/** The offset after the string that starts at `from`, or what is wrong with it. */
function scanString(text: string, from: number, quote: number): number | StringFault {
  const raw = quote === 96;
  for (let pos = from + 1; pos < text.length; pos++) {
    const c = text.charCodeAt(pos);
    if (c === quote) return pos + 1;
    if (c === 0xfffd || isLoneSurrogate(text, pos)) return { message: 'invalid UTF-8 in a string', span: { from: pos, to: pos + 1 } };
    if (c >= 0xd800 && c < 0xdc00) pos++;
    if (raw) continue;
    if (c === 10) break;
    if (c === 92) {
      const length = escapeLength(text, pos, quote);
      if (length === 0) {
        const span = { from: pos, to: Math.min(text.length, pos + 2) };
        const message = `\`${text.slice(span.from, span.to)}\` is no escape of PromQL strings`;
        return { message, hint: 'a backslash itself is written `\\\\`', span };
      }
      pos += length - 1;
    }
  }
  return { message: 'unclosed string', hint: `add \`${String.fromCharCode(quote)}\``, span: { from, to: from + 1 } };
}

function isLoneSurrogate(text: string, pos: number): boolean {
  const c = text.charCodeAt(pos);
  if (c < 0xd800 || c > 0xdfff) return false;
  const next = text.charCodeAt(pos + 1);
  return c >= 0xdc00 || !(next >= 0xdc00 && next <= 0xdfff);
}

const escapes: readonly (readonly [RegExp, number])[] = [
  [/[0-7]{3}/y, 8], [/x[0-9a-fA-F]{2}/y, 16], [/u[0-9a-fA-F]{4}/y, 16], [/U[0-9a-fA-F]{8}/y, 16],
];

/** How long the escape sequence at `pos` is, its backslash included; 0 where there is none (Go's rules). */
function escapeLength(text: string, pos: number, quote: number): number {
  const c = text.charCodeAt(pos + 1);
  if (c === quote || 'abfnrtv\\'.includes(text.charAt(pos + 1)) && pos + 1 < text.length) return 2;
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
