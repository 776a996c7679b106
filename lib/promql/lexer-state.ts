import type { Diagnostic, Span } from './ast';
import { scanDuration, scanNumber } from './numbers';
import { scanString } from './string-scan';
import type { Token } from './token';

/** What the lexer has read, and which of Prometheus' lexer states it is in. */
export interface LexerState {
  readonly text: string;
  readonly tokens: Token[];
  readonly openParens: number[];
  fault?: Diagnostic;
  pos: number;
  inBraces: boolean;
  openBrace: number;
  inBrackets: boolean;
  openBracket: number;
  gotColon: boolean;
  /** Not reset by the next bracket: Prometheus' lexer does not either. */
  gotDuration: boolean;
  /** Between `[` and the first number: no comment, string or name is read there. */
  beforeDuration: boolean;
}

export const lexerState = (text: string): LexerState => ({
  text,
  tokens: [],
  openParens: [],
  pos: 0,
  inBraces: false,
  openBrace: 0,
  inBrackets: false,
  openBracket: 0,
  gotColon: false,
  gotDuration: false,
  beforeDuration: false,
});

export const isSpace = (c: string): boolean => c === ' ' || c === '\t' || c === '\n' || c === '\r';
export const isDigit = (c: string): boolean => c >= '0' && c <= '9';
export const isAlpha = (c: string): boolean => c === '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
export const isNamePart = (c: string): boolean => isAlpha(c) || isDigit(c);
export const isQuote = (c: string): boolean => c === '"' || c === "'" || c === '`';

const durationKeywords: ReadonlySet<string> = new Set(['step', 'range', 'max_of', 'min_of']);

export function emit(l: LexerState, kind: string, length: number): void {
  l.tokens.push({ kind, text: l.text.slice(l.pos, l.pos + length), from: l.pos, to: l.pos + length });
  l.pos += length;
}

export const emitItself = (l: LexerState, length: number): void => emit(l, l.text.slice(l.pos, l.pos + length), length);

function stopAt(l: LexerState, span: Span, message: string, hint?: string): void {
  l.fault = { kind: 'syntax', message, hint, span };
  l.tokens.push({ kind: 'fault', text: '', ...span });
}

export function unexpectedCharacter(l: LexerState, hint?: string): void {
  const character = String.fromCodePoint(l.text.codePointAt(l.pos) ?? 0);
  stopAt(l, { from: l.pos, to: l.pos + character.length }, `unexpected \`${character}\``, hint);
}

export const unclosed = (l: LexerState, what: string, at: number, close: string): void =>
  stopAt(l, { from: at, to: at + 1 }, `unclosed ${what}`, `add \`${close}\``);

/** The characters from here on that are part of a word. */
export function wordAt({ text, pos }: LexerState, isPart: (c: string) => boolean): string {
  let end = pos;
  while (isPart(text.charAt(end))) end++;
  return text.slice(pos, end);
}

export function numberOrDuration(l: LexerState): void {
  const number = scanNumber(l.text, l.pos);
  if (number.ok) return emit(l, 'number', number.end - l.pos);
  const duration = scanDuration(l.text, number.end);
  if (duration.ok) return emit(l, 'duration', duration.end - l.pos);
  const end = Math.max(l.pos + 1, duration.end);
  const message = `\`${l.text.slice(l.pos, end)}\` is neither a number nor a duration`;
  stopAt(l, { from: l.pos, to: end }, message, 'a duration is written like 5m or 1h30m');
}

/** Reads a keyword of durations; false where there is none. */
export function durationKeyword(l: LexerState): boolean {
  const name = wordAt(l, isAlpha);
  if (!durationKeywords.has(name.toLowerCase())) return false;
  emit(l, name.toLowerCase(), name.length);
  return true;
}

export function comment(l: LexerState): void {
  while (l.pos < l.text.length && !/[\r\n]/.test(l.text.charAt(l.pos))) l.pos++;
}

export function quotedText(l: LexerState, quote: string): void {
  const end = scanString(l.text, l.pos, quote);
  if (typeof end === 'number') return emit(l, 'string', end - l.pos);
  stopAt(l, end.span, end.message, end.hint);
}

export function openParen(l: LexerState): void {
  l.openParens.push(l.pos);
  emit(l, '(', 1);
}

export function closeParen(l: LexerState): void {
  if (l.openParens.length === 0) return unexpectedCharacter(l, 'no parenthesis is open here');
  l.openParens.pop();
  emit(l, ')', 1);
}
