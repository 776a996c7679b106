import {
  closeParen,
  comment,
  durationKeyword,
  emit,
  emitItself,
  isAlpha,
  isDigit,
  isNamePart,
  isQuote,
  isSpace,
  type LexerState,
  lexerState,
  numberOrDuration,
  openParen,
  quotedText,
  unclosed,
  unexpectedCharacter,
  wordAt,
} from './lexer-state';
import { endOfInput, type Tokens } from './token';

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

/** What was meant by characters that PromQL does not have there. */
const hints: ReadonlyMap<string, string> = new Map([
  ['&', 'the operator is `and`'],
  ['|', 'the operator is `or`'],
  ['$', 'PromQL has no variables; Grafana puts in its own before it asks Prometheus'],
  ['}', 'no brace is open here'],
  [']', 'no bracket is open here'],
]);

/**
 * Reads PromQL as Prometheus' own lexer does, its states included: inside brackets only durations are read, inside braces
 * keywords are plain names. Stops at the first character that starts no token.
 */
export function tokenize(text: string): Tokens {
  const l = lexerState(text);
  while (l.fault === undefined && l.tokens[l.tokens.length - 1]?.kind !== endOfInput) {
    const c = text.charAt(l.pos);
    const next = text.charAt(l.pos + 1);
    if (l.beforeDuration) lexDuration(l, c, next);
    else if (l.inBraces) lexBraces(l, c, next);
    else lexStatement(l, c, next);
  }
  return { tokens: l.tokens, fault: l.fault };
}

function lexBraces(l: LexerState, c: string, next: string): void {
  if (c === '#') comment(l);
  else if (c === '') unclosed(l, 'brace', l.openBrace, '}');
  else if (isSpace(c)) l.pos++;
  else if (isAlpha(c)) emit(l, 'identifier', wordAt(l, isNamePart).length);
  else if (isQuote(c)) quotedText(l, c);
  else if (c === ',') emit(l, ',', 1);
  else if (c === '=') emitItself(l, next === '~' ? 2 : 1);
  else if (c === '!' && (next === '~' || next === '=')) emitItself(l, 2);
  else if (c === '}') {
    emit(l, '}', 1);
    l.inBraces = false;
  } else unexpectedCharacter(l, c === ':' || c === ';' ? 'matchers are written {a="b", c="d"}' : hints.get(c));
}

function lexDuration(l: LexerState, c: string, next: string): void {
  if (c === '') unclosed(l, 'bracket', l.openBracket, ']');
  else if (c === ']') {
    emit(l, ']', 1);
    l.inBrackets = l.beforeDuration = l.gotColon = false;
  } else if (c === ':') {
    if (!l.gotDuration || l.gotColon) return unexpectedCharacter(l);
    emit(l, ':', 1);
    l.gotColon = true;
  } else if (c === '(') openParen(l);
  else if (c === ')') closeParen(l);
  else if (isSpace(c)) l.pos++;
  else if ('+-*/%^,'.includes(c)) emit(l, c, 1);
  else if (isDigit(c) || (c === '.' && isDigit(next))) {
    l.gotDuration = true;
    l.beforeDuration = false;
    numberOrDuration(l);
  } else if (!isAlpha(c) || !durationKeyword(l)) unexpectedCharacter(l, hints.get(c) ?? 'a range is a duration, like [5m]');
}

function lexWord(l: LexerState): void {
  const name = wordAt(l, (c) => isNamePart(c) || c === ':');
  const lower = name.toLowerCase();
  if (lower === 'inf' || lower === 'nan') emit(l, 'number', name.length);
  else if (fillKeywords.has(lower) && !parenFollows(l.text, l.pos + name.length)) emit(l, 'identifier', name.length);
  else if (keywords.has(lower)) emit(l, lower, name.length);
  else emit(l, name.includes(':') ? 'metric' : 'identifier', name.length);
}

function lexStatement(l: LexerState, c: string, next: string): void {
  if (c === '#') comment(l);
  else if (c === '') {
    const open = l.openParens.pop();
    if (open !== undefined) unclosed(l, 'parenthesis', open, ')');
    else if (l.inBrackets) unclosed(l, 'bracket', l.openBracket, ']');
    else emit(l, endOfInput, 0);
  } else if (isSpace(c)) l.pos++;
  else if (',*/%+-^@'.includes(c)) emit(l, c, 1);
  else if ((c === '=' || c === '!') && next === '~') unexpectedCharacter(l, `this stands inside braces: up{job${c}~"a.*"}`);
  else if (c === '=') emitItself(l, next === '=' ? 2 : 1);
  else if (c === '!' && next === '=') emitItself(l, 2);
  else if (c === '<' || c === '>') emitItself(l, next === '=' || next === '/' ? 2 : 1);
  else if (isDigit(c) || (c === '.' && isDigit(next))) numberOrDuration(l);
  else if (isQuote(c)) quotedText(l, c);
  else if (c === ':' && l.inBrackets) {
    if (l.gotColon) return unexpectedCharacter(l);
    emit(l, ':', 1);
    l.gotColon = true;
  } else if (isAlpha(c) && l.inBrackets) {
    if (!durationKeyword(l)) unexpectedCharacter(l);
  } else if (isAlpha(c) || c === ':') lexWord(l);
  else if (c === '(') openParen(l);
  else if (c === ')') closeParen(l);
  else if (c === '{') {
    l.openBrace = l.pos;
    emit(l, '{', 1);
    l.inBraces = true;
  } else if (c === '[' && !l.inBrackets) {
    l.openBracket = l.pos;
    emit(l, '[', 1);
    l.gotColon = false;
    l.inBrackets = l.beforeDuration = true;
  } else if (c === ']' && l.inBrackets) {
    emit(l, ']', 1);
    l.inBrackets = false;
  } else unexpectedCharacter(l, hints.get(c));
}

/** `fill` is a keyword only before a parenthesis, so that a metric may have that name. */
function parenFollows(text: string, from: number): boolean {
  let pos = from;
  while (isSpace(text.charAt(pos))) pos++;
  return text.charAt(pos) === '(';
}
