import type { MatchOperator } from '../../promql/ast';
import { classicName, type Matcher, patternFault, printMatcher } from './matcher';

/** What a text says as matchers; `matchers` is undefined where Alertmanager refuses the text. */
export interface ParsedMatchers {
  readonly matchers?: readonly Matcher[];
  /** Why Alertmanager refuses the text, and what to write. */
  readonly fault?: string;
  /** Accepted, but not as it looks: what the two parsers of Alertmanager disagree about, and what to write. */
  readonly warning?: string;
}

/** What a text says as exactly one matcher. */
export interface ParsedMatcher extends Omit<ParsedMatchers, 'matchers'> { readonly matcher?: Matcher }

/**
 * Parses an entry of `matchers`, which may hold several: `a="b"`, `{a="b",c=~"d|e"}`. As Alertmanager 0.34 does without feature flags
 * (matcher/compat): the UTF-8 parser, then the classic one where the first refuses or where the two disagree.
 */
export function parseMatchers(text: string): ParsedMatchers {
  return fallback(text, attempt(parseUtf8, text), attempt(parseClassic, text));
}

/** Parses one matcher, `a="b"`, without braces. */
export function parseMatcher(text: string): ParsedMatcher {
  if (text.startsWith('{') || text.endsWith('}')) return { fault: `matcher ${text} is in braces: write it without them` };
  const one = (parse: (input: string) => readonly Matcher[]) => attempt((input) => exactlyOne(parse(input)), text);
  const { matchers, ...rest } = fallback(text, one(parseUtf8), attempt((input) => [parseClassicMatcher(input)], text));
  return matchers === undefined ? rest : { matcher: matchers[0], ...rest };
}

class Refusal extends Error {}

type Attempt = { readonly matchers: readonly Matcher[] } | { readonly reason: string };

function attempt(parse: (text: string) => readonly Matcher[], text: string): Attempt {
  try {
    return { matchers: parse(text) };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message };
    throw error;
  }
}

function fallback(text: string, utf8: Attempt, classic: Attempt): ParsedMatchers {
  if ('reason' in utf8) {
    if ('reason' in classic) return { fault: `matcher ${text}: ${utf8.reason}; write it as name="value", name!="value", name=~"regex" or name!~"regex"` };
    const matchers = classic.matchers;
    return { matchers, warning: `matcher ${text} is understood only by Alertmanager's classic parser, which is going away (${utf8.reason}): write ${print(matchers)}` };
  }
  if ('matchers' in classic && print(classic.matchers) !== print(utf8.matchers)) {
    return {
      matchers: classic.matchers,
      warning: `Alertmanager's two parsers disagree about matcher ${text}: it takes ${print(classic.matchers)}, later versions will take ${print(utf8.matchers)}: write the one that you mean`,
    };
  }
  return { matchers: utf8.matchers };
}

const print = (matchers: readonly Matcher[]) => matchers.map(printMatcher).join(',');

function exactlyOne(matchers: readonly Matcher[]): readonly Matcher[] {
  if (matchers.length !== 1) throw new Refusal(`expected one matcher, found ${matchers.length}`);
  return matchers;
}

function matcher(name: string, op: MatchOperator, value: string): Matcher {
  const fault = op === '=~' || op === '!~' ? patternFault(value) : undefined;
  if (fault !== undefined) throw new Refusal(fault);
  return { name, op, value };
}

// --- the UTF-8 parser (matcher/parse) ---

type Token = { readonly kind: '{' | '}' | ',' | 'operator' | 'text' | 'end'; readonly value: string; readonly at: number };

// Go's unicode.IsSpace; JavaScript's \s has U+FEFF besides, and lacks U+0085.
const space = '\\t\\n\\v\\f\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const tokenPattern = new RegExp(
  `[${space}]*(?:(?<brace>[{},])|(?<operator>=~|=|!=|!~)|(?<quoted>"(?:[^"\\\\]|\\\\[\\s\\S])*")|(?<bare>[^${space}{}!=~,\\\\"'\`]+)|(?<end>$))`, 'y');

/** The tokens up to the first fault; the last one is `end`, or a refusal is thrown when the parser gets there. */
function* tokensOf(text: string): Generator<Token, never> {
  tokenPattern.lastIndex = 0;
  for (let at = 0; ;) {
    tokenPattern.lastIndex = at;
    const found = tokenPattern.exec(text);
    if (found === null) throw new Refusal(`unexpected ${JSON.stringify(text.slice(at).trimStart().slice(0, 1))} at column ${at + 1}`);
    at += found[0].length;
    const { brace, operator, quoted, bare } = found.groups!;
    if (brace !== undefined) yield { kind: brace as '{', value: brace, at };
    else if (operator !== undefined) yield { kind: 'operator', value: operator, at };
    else if (quoted !== undefined) yield { kind: 'text', value: quoted, at };
    else if (bare !== undefined) yield { kind: 'text', value: bare, at };
    else yield { kind: 'end', value: '', at };
  }
}

function parseUtf8(text: string): readonly Matcher[] {
  const tokens = tokensOf(text);
  const matchers: Matcher[] = [];
  let token = tokens.next().value;
  const take = (kind: Token['kind'], what: string): Token => {
    if (token.kind !== kind) throw new Refusal(token.kind === 'end' ? `${what} is missing at the end` : `expected ${what}, not ${token.value}`);
    const taken = token;
    token = tokens.next().value;
    return taken;
  };
  const braced = token.kind === '{';
  if (braced) take('{', '{');
  while (token.kind !== 'end' && token.kind !== '}') {
    const name = unquote(take('text', 'a label name').value);
    const op = take('operator', 'an operator (=, !=, =~, !~)').value as MatchOperator;
    matchers.push(matcher(name, op, unquote(take('text', 'a value').value)));
    if (token.kind !== ',') break;
    take(',', ',');
  }
  if (braced) take('}', '}');
  if (token.kind !== 'end') throw new Refusal(`unexpected ${token.value}`);
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
    if (found === null) throw new Refusal(`${token} has an escape that Go's strings do not have`);
    const [plain, simple, hex, octal, short, long] = found;
    if (simple !== undefined) bytes.push(simpleEscapes[simple]!);
    else if (hex !== undefined) bytes.push(parseInt(hex, 16));
    else if (octal !== undefined && parseInt(octal, 8) < 256) bytes.push(parseInt(octal, 8));
    else if (short !== undefined || long !== undefined) bytes.push(...encoder.encode(character(token, parseInt((short ?? long)!, 16))));
    else if (octal === undefined) bytes.push(...encoder.encode(plain));
    else throw new Refusal(`${token} has an octal escape over \\377`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    throw new Refusal(`${token} is not valid UTF-8 once its escapes are read`);
  }
}

function character(token: string, code: number): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new Refusal(`${token} names a character that Unicode does not have`);
  return String.fromCodePoint(code);
}

// --- the classic parser (pkg/labels) ---

function parseClassic(text: string): readonly Matcher[] {
  return splitClassic(text.replace(/^\{/, '').replace(/\}$/, '')).map(parseClassicMatcher);
}

/** Splits at commas outside quotes; a trailing comma is allowed, an empty entry elsewhere is not. */
function splitClassic(text: string): readonly string[] {
  const entries: string[] = [];
  let entry = '';
  let inQuotes = false;
  let escaped = false;
  for (const character of text) {
    if (character === ',' && !inQuotes) {
      entries.push(entry);
      entry = '';
      continue;
    }
    if (character === '"') {
      if (!escaped) inQuotes = !inQuotes;
      escaped = false;
    } else if (character === '\\') escaped = !escaped;
    // A comma inside quotes leaves the state alone, as it does in Alertmanager.
    else if (character !== ',') escaped = false;
    entry += character;
  }
  const last = entry.replace(new RegExp(`^[${space}]+|[${space}]+$`, 'g'), '');
  return last === '' ? entries : [...entries, last];
}

const classicMatcher = /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*([\s\S]*?)[\t\n\f\r ]*$/;

function parseClassicMatcher(text: string): Matcher {
  const found = classicMatcher.exec(text);
  if (found === null) throw new Refusal(classicName.test(text.trim()) ? 'it has no operator' : 'it is not a name, an operator and a value');
  const [, name, op, raw] = found;
  return matcher(name!, op as MatchOperator, unescapeClassic(raw!));
}

/** Only \n, \" and \\ are escapes; any other backslash is itself, and so is one at the end. Quotes are optional, but come in pairs. */
function unescapeClassic(raw: string): string {
  const quoted = raw.startsWith('"');
  const body = quoted ? raw.slice(1) : raw;
  let value = '';
  let closed = false;
  for (let i = 0; i < body.length; i++) {
    const character = body[i]!;
    const last = i === body.length - 1;
    if (character === '\\' && !last) {
      const next = body[++i]!;
      value += next === 'n' ? '\n' : next === '"' || next === '\\' ? next : `\\${next}`;
    } else if (character === '"') {
      if (!quoted || !last) throw new Refusal('its value contains a double quote that is not escaped');
      closed = true;
    } else value += character;
  }
  if (quoted && !closed) throw new Refusal('its value lacks the closing double quote');
  return value;
}
