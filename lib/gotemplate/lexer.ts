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

type Keyword = 'block' | 'break' | 'continue' | 'define' | 'else' | 'end' | 'if' | 'nil' | 'range' | 'template' | 'with';

/** The text of a `problem` is its message. */
export interface TemplateToken extends Span {
  readonly kind: TokenKind;
  readonly text: string;
}

const keywords: ReadonlySet<string> = new Set<Keyword>([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
]);

const simple: Readonly<Record<string, TokenKind>> = { '=': '=', '|': '|' };

// Sticky, so that each is tried where the lexer stands.
const blanks = /[ \t\r\n]+/y;
const word = /[\p{L}\p{Nd}_]+/uy;
const afterWord = /[ \t\r\n.,|:()]|\}\}|$/y;
const quotedString = /"(?:[^"\\\n]|\\[^\n])*"/uy;
const rawString = /`[^`]*`/y;
const rune = /'(?:[^'\\\n]|\\[^\n])*'/uy;
const number = new RegExp(
  `[+-]?(?:${[
    /0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?/,
    /0[oO][0-7_]*(?:\.[0-7_]*)?/,
    /0[bB][01_]*(?:\.[01_]*)?/,
    /[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?/,
  ]
    .map(({ source }) => source)
    .join('|')})i?`,
  'y',
);

/** The tokens of a template as text/template/parse/lex.go (Go 1.26) cuts them; after a problem there are no more. */
export function tokenizeTemplate(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  const add = (kind: TokenKind, from: number, to: number): void => void tokens.push({ kind, text: text.slice(from, to), from, to });
  const problem = (message: string, from: number, to: number): readonly TemplateToken[] => [
    ...tokens,
    { kind: 'problem', text: message, from, to },
  ];
  const match = (pattern: RegExp, at: number): number => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };

  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('{{', at);
    const until = open === -1 ? text.length : open;
    const trims = open !== -1 && /^-[ \t\r\n]/.test(text.slice(open + 2, open + 4));
    const end = trims ? at + text.slice(at, until).replace(/[ \t\r\n]+$/, '').length : until;
    if (end > at) add('text', at, end);
    if (open === -1) break;
    at = open + (trims ? 4 : 2);
    if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      if (close === -1) return problem('the comment is not closed', open, text.length);
      const delimiter = closing(text, close + 2);
      if (delimiter === undefined) return problem('after the comment something follows before `}}`', close + 2, close + 3);
      at = delimiter;
      continue;
    }
    add('{{', open, at);
    const inside = action(at, open);
    if (typeof inside !== 'number') return inside;
    at = inside;
  }
  add('end of text', text.length, text.length);
  return tokens;

  /** Reads on to the end of an action; gives the offset after it, or all tokens with a problem at their end. */
  function action(start: number, open: number): number | readonly TemplateToken[] {
    let depth = 0;
    for (let at = start; ; ) {
      const close = closing(text, at);
      if (close !== undefined) {
        if (depth > 0) return problem('a `(` is not closed', open, at);
        const from = text.indexOf('}}', at);
        add('}}', from, from + 2);
        return close;
      }
      if (at >= text.length) return problem('the action is not closed: `}}` is missing', open, text.length);
      const next = token(at);
      if (next.kind === 'problem') return [...tokens, next];
      if (next.kind === '(') depth++;
      if (next.kind === ')' && --depth < 0) return problem('there is a `)` too many', next.from, next.to);
      tokens.push(next);
      at = next.to;
    }
  }

  function token(at: number): TemplateToken {
    const is = (kind: TokenKind, to: number): TemplateToken => ({ kind, text: text.slice(at, to), from: at, to });
    const wrong = (message: string, to: number): TemplateToken => ({ kind: 'problem', text: message, from: at, to });
    const character = String.fromCodePoint(text.codePointAt(at)!);
    const after = at + character.length;
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
      case '\n': {
        const end = match(blanks, at);
        // The last blank of `x   -}}` belongs to the delimiter.
        return is('space', end - at > 1 && text.startsWith('-}}', end) ? end - 1 : end);
      }
      case '=':
      case '|':
        return is(simple[character]!, after);
      case ':':
        return text[after] === '=' ? is(':=', after + 1) : wrong('`:` stands alone: a declaration is written `:=`', after);
      case '"':
        return literal('string', quotedString, 'the string is not closed on its line');
      case '`':
        return literal('string', rawString, 'the raw string is not closed');
      case "'":
        return literal('rune', rune, 'the character constant is not closed');
      case '$':
        return named('variable', after);
      case '(':
        return is('(', after);
      case ')':
        return is(')', after);
    }
    if (character === '.' && !/[0-9]/.test(text[after] ?? '')) return after < text.length ? named('field', after) : is('dot', after);
    if (/[.+\-0-9]/.test(character)) return numeral();
    if (/[\p{L}\p{Nd}_]/u.test(character)) return identifier();
    if (/[ -~]/.test(character)) return is('character', after);
    return wrong(`\`${character}\` cannot stand in an action`, after);

    function literal(kind: TokenKind, pattern: RegExp, message: string): TemplateToken {
      const end = match(pattern, at);
      return end === -1 ? wrong(message, text.length) : is(kind, end);
    }
    /** A name up to a blank or one of `.,|:()`, as Go wants it. */
    function ended(kind: TokenKind, end: number): TemplateToken {
      if (match(afterWord, end) !== -1) return is(kind, end);
      const follows = String.fromCodePoint(text.codePointAt(end)!);
      return { kind: 'problem', text: `\`${follows}\` cannot follow \`${text.slice(at, end)}\``, from: at, to: end + follows.length };
    }
    function named(kind: 'field' | 'variable', start: number): TemplateToken {
      const end = match(word, start);
      if (end === -1 && match(afterWord, start) !== -1) return is(kind === 'field' ? 'dot' : kind, start);
      return ended(kind, end === -1 ? start : end);
    }
    function identifier(): TemplateToken {
      const end = match(word, at);
      const name = text.slice(at, end);
      return ended(keywords.has(name) ? (name as Keyword) : name === 'true' || name === 'false' ? 'bool' : 'identifier', end);
    }
    function numeral(): TemplateToken {
      let end = match(number, at);
      let kind: TokenKind = 'number';
      if (/[+-]/.test(text[end] ?? '')) {
        end = match(number, end);
        kind = 'complex';
      }
      const bad = match(word, end) !== -1 || (kind === 'complex' && text[end - 1] !== 'i');
      const until = Math.max(end, match(word, end));
      return bad ? wrong(`\`${text.slice(at, until)}\` is no number`, until) : is(kind, end);
    }
  }
}

/** The offset after `}}` and the text that its trim marker takes; undefined where there is no end of an action. */
function closing(text: string, at: number): number | undefined {
  if (text.startsWith('}}', at)) return at + 2;
  if (!/^[ \t\r\n]-\}\}/.test(text.slice(at, at + 4))) return undefined;
  const end = at + 4;
  blanks.lastIndex = end;
  return blanks.test(text) ? blanks.lastIndex : end;
}
