import type { Diagnostic, Span } from './ast';
import { tokenize } from './lexer';
import { endOfInput, type Token } from './token';

/** Where the parser stands in the tokens of a query, and the faults that it found so far without having to stop. */
export interface Cursor {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly lexFault?: Diagnostic;
  readonly faults: Diagnostic[];
  index: number;
  depth: number;
}

/** Thrown where a query cannot be read any further; `parse` catches it. */
export class Unreadable {
  constructor(readonly diagnostic: Diagnostic) {}
}

/** Operators in a row, or twice the levels of nesting: more than any person writes, and no recursive walk runs out of stack. */
const deepest = 1000;

export function cursorOver(text: string): Cursor {
  const { tokens, fault } = tokenize(text);
  return { text, tokens, lexFault: fault, faults: [], index: 0, depth: 0 };
}

const nothing: Token = { kind: endOfInput, text: '', from: 0, to: 0 };

export const current = (c: Cursor): Token => c.tokens[c.index] ?? c.tokens[c.tokens.length - 1] ?? nothing;
export const following = (c: Cursor): Token => c.tokens[c.index + 1] ?? current(c);
export const at = (c: Cursor, kind: string): boolean => current(c).kind === kind;
export const spanOf = (token: Token): Span => ({ from: token.from, to: token.to });
/** The span from an offset to the end of the last token read. */
export const spanSince = (c: Cursor, from: number): Span => ({ from, to: c.tokens[c.index - 1]?.to ?? from });

export function take(c: Cursor): Token {
  const token = current(c);
  c.index++;
  return token;
}

/** Takes a token of this kind if it stands here. */
export function takeIf(c: Cursor, kind: string): boolean {
  const found = at(c, kind);
  if (found) c.index++;
  return found;
}

export function expect(c: Cursor, kind: string, where: string): Token {
  return at(c, kind) ? take(c) : unexpected(c, `\`${kind}\` ${where}`, `add \`${kind}\``);
}

/** A fault after which parsing goes on. */
export function note(c: Cursor, span: Span, message: string, hint?: string): void {
  c.faults.push({ kind: 'syntax', message, hint, span });
}

/** Stops: the token here fits nothing. */
export function unexpected(c: Cursor, expected: string, hint?: string): never {
  const token = current(c);
  if (token.kind === 'fault' && c.lexFault !== undefined) throw new Unreadable(c.lexFault);
  const message = `unexpected ${describe(token)}, expected ${expected}`;
  throw new Unreadable({ kind: 'syntax', message, hint, span: spanOf(token) });
}

function describe(token: Token): string {
  if (token.kind === endOfInput) return 'end of the query';
  if (token.kind === 'string') return `string ${token.text}`;
  return `\`${token.text}\``;
}

/** Notes that the tree gets deeper here, so that a query of a million parentheses is a fault and no crash. */
export function deepen(c: Cursor, by: number): void {
  c.depth += by;
  if (c.depth <= deepest) return;
  const message = `the query is too deep: more than ${deepest / 2} levels, or ${deepest} operators in a row`;
  throw new Unreadable({ kind: 'syntax', message, span: spanOf(current(c)) });
}

/** Reads something one level further down. */
export function nested<T>(c: Cursor, read: (c: Cursor) => T): T {
  const { depth } = c;
  deepen(c, 2);
  const result = read(c);
  c.depth = depth;
  return result;
}
