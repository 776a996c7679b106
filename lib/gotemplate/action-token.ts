import type { Keyword, TemplateToken, TokenKind } from './tokens';

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

// Sticky, so that each is tried where the lexer stands.
export const blanks = /[ \t\r\n]+/y;
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

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** What is read, and from where. */
interface Place {
  readonly text: string;
  readonly at: number;
}

const token = ({ text, at }: Place, kind: TokenKind, to: number): TemplateToken => ({ kind, text: text.slice(at, to), from: at, to });
const problem = ({ at }: Place, message: string, to: number, hint?: string): TemplateToken => ({
  kind: 'problem',
  text: message,
  ...(hint && { hint }),
  from: at,
  to,
});

/** The token of an action that begins at an offset. */
export function actionToken(text: string, at: number): TemplateToken {
  const place = { text, at };
  const character = String.fromCodePoint(text.codePointAt(at)!);
  const after = at + character.length;
  switch (character) {
    case ' ':
    case '\t':
    case '\r':
    case '\n': {
      const end = match(blanks, text, at);
      // The last blank of `x   -}}` belongs to the delimiter.
      return token(place, 'space', end - at > 1 && text.startsWith('-}}', end) ? end - 1 : end);
    }
    case '=':
    case '|':
    case '(':
    case ')':
      return token(place, character, after);
    case ':':
      return text[after] === '='
        ? token(place, ':=', after + 1)
        : problem(place, 'a `:` without `=`', after, 'Write `:=` to declare a variable.');
    case '"':
      return literal(place, 'string', quotedString, 'the string is not closed on its line');
    case '`':
      return literal(place, 'string', rawString, 'the raw string is not closed');
    case "'":
      return literal(place, 'rune', rune, 'the character constant is not closed');
    case '$':
      return named(place, 'variable', after);
  }
  if (character === '.' && !/[0-9]/.test(text[after] ?? '')) {
    return after < text.length ? named(place, 'field', after) : token(place, 'dot', after);
  }
  if (/[.+\-0-9]/.test(character)) return numeral(place);
  if (/[\p{L}\p{Nd}_]/u.test(character)) return identifier(place);
  if (/[ -~]/.test(character)) return token(place, 'character', after);
  return problem(place, `\`${character}\` cannot stand in an action`, after);
}

function literal(place: Place, kind: TokenKind, pattern: RegExp, message: string): TemplateToken {
  const end = match(pattern, place.text, place.at);
  return end === -1 ? problem(place, message, place.text.length) : token(place, kind, end);
}

/** A name up to a blank or one of `.,|:()`, as Go wants it. */
function ended(place: Place, kind: TokenKind, end: number): TemplateToken {
  const { text, at } = place;
  if (match(afterWord, text, end) !== -1) return token(place, kind, end);
  const before = text.slice(at, end);
  const follows = String.fromCodePoint(text.codePointAt(end)!);
  // `{{ $labels.my-label }}` is read as a subtraction would be, and templates have none.
  const isLabel = /^[-/]/.test(follows) && (/^\$?\w*labels\./i.test(before) || before.startsWith('.'));
  const hint = isLabel ? 'Read a label with such a name by `index $labels "the-name"`.' : undefined;
  return problem(place, `\`${follows}\` cannot follow \`${before}\``, end + follows.length, hint);
}

function named(place: Place, kind: 'field' | 'variable', start: number): TemplateToken {
  const end = match(word, place.text, start);
  if (end === -1 && match(afterWord, place.text, start) !== -1) return token(place, kind === 'field' ? 'dot' : kind, start);
  return ended(place, kind, end === -1 ? start : end);
}

function identifier(place: Place): TemplateToken {
  const end = match(word, place.text, place.at);
  const name = place.text.slice(place.at, end);
  return ended(place, keywords.has(name) ? (name as Keyword) : name === 'true' || name === 'false' ? 'bool' : 'identifier', end);
}

function numeral(place: Place): TemplateToken {
  const { text, at } = place;
  let end = match(number, text, at);
  let kind: TokenKind = 'number';
  if (/[+-]/.test(text[end] ?? '')) {
    end = match(number, text, end);
    kind = 'complex';
  }
  const bad = match(word, text, end) !== -1 || (kind === 'complex' && text[end - 1] !== 'i');
  const until = Math.max(end, match(word, text, end));
  return bad ? problem(place, `\`${text.slice(at, until)}\` is not a number`, until) : token(place, kind, end);
}
