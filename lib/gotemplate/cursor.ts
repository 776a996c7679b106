import type { Span } from '../promql/ast';
import type { Node, TemplateProblem } from './syntax';
import type { TemplateToken, TokenKind } from './tokens';

/** What a template may name: its functions, and the variables that are there before it begins. */
export interface KnownNames {
  readonly functions: { has(name: string): boolean; keys(): Iterable<string> };
  readonly variables: readonly string[];
}

/** Where the parser stands, and what is known there. */
export interface TemplateCursor {
  readonly text: string;
  readonly tokens: readonly TemplateToken[];
  readonly functions: KnownNames['functions'];
  readonly definitions: Map<string, readonly Node[]>;
  index: number;
  variables: string[];
  /** How many `range` are open. */
  ranges: number;
}

export class TemplateSyntaxError extends Error {
  constructor(readonly problem: TemplateProblem) {
    super(problem.message);
  }
}

export const peek = ({ tokens, index }: TemplateCursor): TemplateToken => tokens[index]!;

/** The token at an index, or the one after a blank. */
export function afterSpace({ tokens }: TemplateCursor, at: number): TemplateToken {
  const token = tokens[at]!;
  return token.kind === 'space' ? tokens[at + 1]! : token;
}

export function skipSpace(c: TemplateCursor): TemplateToken {
  if (peek(c).kind === 'space') c.index++;
  return peek(c);
}

export function takeToken(c: TemplateCursor): TemplateToken {
  const token = skipSpace(c);
  if (token.kind !== 'end of text' && token.kind !== 'problem') c.index++;
  return token;
}

export function failAt({ from, to }: Span, message: string, hint?: string): never {
  throw new TemplateSyntaxError({ code: 'syntax', message, ...(hint && { hint }), span: { from, to } });
}

export function unexpectedToken(token: TemplateToken, where: string): never {
  if (token.kind === 'problem') failAt(token, token.text, token.hint);
  if (token.kind === 'end of text') {
    failAt(token, `the template ends in ${where}`, 'Close every `if`, `with`, `range`, `define` and `block` with `{{ end }}`.');
  }
  if (token.text === '}') failAt(token, 'one `}` does not close an action', 'Write `}}`.');
  return failAt(token, `\`${token.text}\` cannot stand in ${where}`);
}

export function expectToken(c: TemplateCursor, kind: TokenKind, where: string): TemplateToken {
  const token = takeToken(c);
  return token.kind === kind ? token : unexpectedToken(token, where);
}

export const badString = ({ text }: TemplateToken): string => `${text} has an escape that Go does not know`;
