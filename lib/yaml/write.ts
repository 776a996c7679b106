import { isMapping, pathText } from './value';

/**
 * A value as one YAML document in block style: keys in their order, nothing folded, no anchors, and in quotes whatever a reader of YAML
 * 1.1 or 1.2 could take for something other than the text that it is. Fields that are undefined are left out; -0 is written as 0.
 * @throws Error on what JSON has no word for (NaN, an infinity, undefined in a list, a bigint, a function, an instance of a class, half
 * a surrogate pair, an object that contains itself), with its path
 */
export function toYaml(value: unknown): string {
  const path: (string | number)[] = [];
  let out = '';

  function block(value: unknown, indent: string, lead: string): void {
    if (path.length > deepest) refuse('nests without end: it probably contains itself');
    if (Array.isArray(value)) sequence(value, indent, lead);
    else mapping(value as Record<string, unknown>, indent, lead);
  }
  function mapping(value: Record<string, unknown>, indent: string, lead: string): void {
    for (const key of Object.keys(value)) {
      const child = value[key];
      if (child === undefined) continue;
      path.push(key);
      const name = words.get(key) ?? word(key);
      // libyaml looks for the colon of a key no further than 1024 characters.
      out += name.length > 1000 ? `${lead}? ${name}\n${indent}:` : `${lead}${name}:`;
      lead = indent;
      if (isBlock(child)) {
        out += '\n';
        block(child, `${indent}  `, `${indent}  `);
      } else leaf(child, indent);
      path.pop();
    }
  }
  function sequence(value: readonly unknown[], indent: string, lead: string): void {
    for (let index = 0; index < value.length; index++) {
      const child = value[index];
      path.push(index);
      out += `${lead}-`;
      lead = indent;
      if (isBlock(child)) {
        out += ' ';
        block(child, `${indent}  `, '');
      } else leaf(child, indent);
      path.pop();
    }
  }
  function leaf(value: unknown, indent: string): void {
    out +=
      typeof value === 'string' && value.includes('\n') && isLiteral(value) ? ` ${literal(value, `${indent}  `)}` : ` ${scalar(value)}\n`;
  }
  function scalar(value: unknown): string {
    if (typeof value === 'string') return words.get(value) ?? word(value);
    if (typeof value === 'boolean' || value === null) return String(value);
    if (typeof value === 'number' && Number.isFinite(value)) return number(value);
    if (Array.isArray(value)) return '[]';
    if (isMapping(value) && isPlainObject(value)) return '{}';
    return refuse(
      typeof value === 'object' ? 'is an instance of a class, not plain data' : `is ${String(value)}, for which JSON has no word`,
    );
  }
  function word(text: string): string {
    if (loneSurrogate.test(text)) refuse('holds half of a surrogate pair');
    const written = isPlain(text) ? text : quoted(text);
    if (text.length <= 64 && words.size < 100_000) words.set(text, written);
    return written;
  }
  function refuse(what: string): never {
    throw new Error(`${pathText(path.slice(0, 20)) || 'the value'} ${what}`);
  }

  if (isBlock(value)) block(value, '', '');
  else out = `${scalar(value)}\n`;
  return out;
}

const deepest = 1000;
// Short texts (keys, names, kinds) come back thousands of times.
const words = new Map<string, string>();

/** A mapping or a list that has something in it. */
function isBlock(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (!isMapping(value) || !isPlainObject(value)) return false;
  for (const key of Object.keys(value)) if (value[key] !== undefined) return true;
  return false;
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null; // the last: of another realm
}

// Integers with all their digits, as JavaScript does not print them over 2^53; PyYAML reads 1e+21 as a text: YAML 1.1 wants a point.
function number(value: number): string {
  const isLong = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 2 ** 64;
  const text = isLong ? BigInt(value).toString() : String(value + 0);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

// What a plain text may not begin with, hold or end with. Beyond ASCII only what every reader takes for a letter or a sign.
const unsafe =
  /^[^\w/$(\\.^+<;~=\u00a1-\uffff-]|^-(?= )|^---|^\.\.\.|[^\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\u2fff\u3001-\ud7ff]|:(?= |$)| #| $/;
// What some reader takes for a boolean, null, a merge key, a default value, infinity or not a number.
const special = /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=|[-+]?\.?(?:inf|infinity|nan)|-|--)$/i;
// Integers, floats, versions, addresses, times of day in every notation that some reader knows, and dates.
const numeric = new RegExp(
  [
    /^[-+.]*\d[\d_.,:]*(?:[eE][-+]?[\d_]*)?$/,
    /^[-+]?[\d_]*\.[\d_]*$/,
    /^[-+]?[\d_.]*[eE][-+]?\d+$/,
    /^[-+]?0(?:[xX][\da-fA-F_]*|[oO][\d_]*|[bB][-+\d_]*)$/,
    /^\d{4}-\d\d?-/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

const isPlain = (text: string): boolean => text !== '' && !(unsafe.test(text) || special.test(text) || numeric.test(text));

const mustEscape = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;
const mustEscapeGlobal = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const loneSurrogate = /\p{Surrogate}/u;

/** In double quotes; in single quotes where that spares escapes. */
function quoted(text: string): string {
  if (!mustEscape.test(text) && /["\\]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(mustEscapeGlobal, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// A control character, or a line of nothing but blanks (readers do not agree on those), or nothing but line breaks.
const notLiteral = /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff\ufffe\uffff\p{Surrogate}]|(?:^|\n)[ \t]+(?:\n|$)|^\n*$/u;

/** Whether a literal block can hold a text as it is. */
const isLiteral = (text: string): boolean => !notLiteral.test(text);

function literal(text: string, indent: string): string {
  const indicator = /^[ \t\n]/.test(text) ? '2' : '';
  const chomping = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  const lines = chomping === '-' ? text : text.slice(0, -1);
  return `|${indicator}${chomping}\n${lines.replace(/(^|\n)(?=[^\n])/g, `$1${indent}`)}\n`;
}
