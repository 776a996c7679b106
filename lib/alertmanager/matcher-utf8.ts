import type { MatchOperator } from '../promql/ast';
import { type AlertMatcher, reserved, spaces } from './matcher';
import { checked, MatcherError } from './matcher-error';

type Token = { readonly kind: '{' | '}' | ',' | 'operator' | 'text' | 'end'; readonly value: string };

const tokenPattern = new RegExp(
  `[${spaces}]*(?:(?<brace>[{},])|(?<operator>=~|=|!=|!~)|(?<quoted>"(?:[^"\\\\]|\\\\[\\s\\S])*")|(?<bare>[^${reserved}]+)|(?<end>$))`,
  'y',
);

/** The tokens up to the first problem; the last one is `end`, or a refusal is thrown when the parser gets there. */
function* tokensOf(text: string): Generator<Token, never> {
  for (let at = 0; ; ) {
    tokenPattern.lastIndex = at;
    const found = tokenPattern.exec(text);
    if (found === null) {
      throw new MatcherError(`unexpected ${JSON.stringify(text.slice(at).trimStart().slice(0, 1))} at column ${at + 1}`);
    }
    at += found[0].length;
    const { brace, operator, quoted, bare } = found.groups!;
    if (brace !== undefined) yield { kind: brace as '{', value: brace };
    else if (operator !== undefined) yield { kind: 'operator', value: operator };
    else if (quoted !== undefined) yield { kind: 'text', value: quoted };
    else if (bare !== undefined) yield { kind: 'text', value: bare };
    else yield { kind: 'end', value: '' };
  }
}

/** Alertmanager's UTF-8 parser (matcher/parse). Throws a Refusal. */
export function parseUtf8(text: string): readonly AlertMatcher[] {
  const tokens = tokensOf(text);
  const matchers: AlertMatcher[] = [];
  let token = tokens.next().value;
  const take = (kind: Token['kind'], what: string): Token => {
    if (token.kind !== kind) {
      throw new MatcherError(token.kind === 'end' ? `${what} is missing at the end` : `expected ${what}, not ${token.value}`);
    }
    const taken = token;
    token = tokens.next().value;
    return taken;
  };
  const braced = token.kind === '{';
  if (braced) take('{', '{');
  while (token.kind !== 'end' && token.kind !== '}') {
    const name = unquote(take('text', 'a label name').value);
    const op = take('operator', 'an operator (=, !=, =~, !~)').value as MatchOperator;
    matchers.push(checked(name, op, unquote(take('text', 'a value').value)));
    if (token.kind !== ',') break;
    take(',', ',');
  }
  if (braced) take('}', '}');
  if (token.kind !== 'end') throw new MatcherError(`unexpected ${token.value}`);
  return matchers;
}

const simpleEscapes: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, '"': 34 };
const escape = /\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|[^\\\n]+/y;

/** Go's strconv.Unquote for a text in double quotes; a text without is itself. \x and \ooo are bytes of UTF-8. */
function unquote(token: string): string {
  if (!token.startsWith('"')) return token;
  const text = token.slice(1, -1);
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (let at = 0; at < text.length; at = escape.lastIndex) {
    escape.lastIndex = at;
    const found = escape.exec(text);
    if (found === null) throw new MatcherError(`${token} has an escape that Go's strings do not have`);
    const [plain, simple, hex, octal, short, long = short] = found;
    if (simple !== undefined) bytes.push(simpleEscapes[simple]!);
    else if (hex !== undefined) bytes.push(parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(byte(token, parseInt(octal, 8)));
    else if (long !== undefined) bytes.push(...encoder.encode(character(token, parseInt(long, 16))));
    else bytes.push(...encoder.encode(plain));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    throw new MatcherError(`${token} is not valid UTF-8 once its escapes are read`);
  }
}

function byte(token: string, code: number): number {
  if (code > 255) throw new MatcherError(`${token} has an octal escape over \\377`);
  return code;
}

function character(token: string, code: number): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new MatcherError(`${token} names a character that Unicode does not have`);
  }
  return String.fromCodePoint(code);
}
