/** Bytes of a string that are no UTF-8 stand in JavaScript strings as U+DC80 to U+DCFF, so that nothing is lost. */
const rawByte = 0xdc00;

const simpleEscapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The value of a PromQL string literal that the lexer accepted, quotes included (util/strutil/quote.go). */
export function unquote(literal: string): string {
  const body = literal.slice(1, -1);
  if (literal.startsWith('`') || !body.includes('\\')) return body;
  let bytes: number[] = [];
  let out = '';
  const flush = (): void => {
    if (bytes.length > 0) out += decodeUtf8(bytes);
    bytes = [];
  };
  for (const [part, escape] of body.matchAll(/\\([0-7]{3}|x..|u.{4}|U.{8}|.)|[^\\]+/gsu)) {
    if (escape === undefined) {
      flush();
      out += part;
    } else if (/^[0-7]{3}$/.test(escape)) bytes.push(parseInt(escape, 8));
    else if (/^x../.test(escape)) bytes.push(parseInt(escape.slice(1), 16));
    else {
      flush();
      out += /^[uU]./.test(escape) ? String.fromCodePoint(parseInt(escape.slice(1), 16)) : (simpleEscapes[escape] ?? escape);
    }
  }
  flush();
  return out;
}

function decodeUtf8(bytes: readonly number[]): string {
  let out = '';
  for (let i = 0; i < bytes.length; ) {
    const length = utf8Length(bytes, i);
    out += length === 0 ? String.fromCharCode(rawByte + (bytes[i] ?? 0)) : Buffer.from(bytes.slice(i, i + length)).toString('utf8');
    i += length || 1;
  }
  return out;
}

/** How many bytes the UTF-8 character at `start` has, or 0 where there is none. */
function utf8Length(bytes: readonly number[], start: number): number {
  const first = bytes[start] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const text = Buffer.from(bytes.slice(start, start + length)).toString('utf8');
  const invalid = text.includes('\ufffd') && !(first === 0xef && bytes[start + 1] === 0xbf && bytes[start + 2] === 0xbd);
  return invalid || [...text].length !== 1 ? 0 : length;
}

/** False where the value has bytes that are no UTF-8. */
export const isWellFormed = (value: string): boolean => !/[\ud800-\udfff]/u.test(value);

const shortEscapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** A value as a double-quoted literal, as Go's `strconv.Quote` writes it. */
export function quote(value: string): string {
  if (/^[ !#-[\]-~]*$/.test(value)) return `"${value}"`;
  let out = '"';
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (shortEscapes[character] !== undefined) out += shortEscapes[character];
    else if (code >= rawByte && code <= 0xdfff) out += `\\x${hex(code - rawByte, 2)}`;
    else if (character === ' ' || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character)) out += character;
    else if (code < 0x80) out += `\\x${hex(code, 2)}`;
    else out += code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  }
  return `${out}"`;
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');
