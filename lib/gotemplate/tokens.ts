import type { Span } from '../promql/ast';

export type TokenKind =
  | 'text'
  | '{{'
  | '}}'
  | 'space'
  | '('
  | ')'
  | '|'
  | '='
  | ':='
  | 'character'
  | 'string'
  | 'rune'
  | 'number'
  | 'complex'
  | 'bool'
  | 'dot'
  | 'field'
  | 'variable'
  | 'identifier'
  | Keyword
  | 'end of text'
  | 'problem';

export type Keyword = 'block' | 'break' | 'continue' | 'define' | 'else' | 'end' | 'if' | 'nil' | 'range' | 'template' | 'with';

/** The text of a `problem` is its message. */
export interface TemplateToken extends Span {
  readonly kind: TokenKind;
  readonly text: string;
  /** What to do about a `problem`. */
  readonly hint?: string;
}
