import { unquote } from '../promql/strings';
import type { Literal } from './syntax';
import type { TemplateToken } from './tokens';

const escape = String.raw`\\(?:[abfnrtv\\QUOTE]|[0-3][0-7]{2}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})`;
const stringBody = new RegExp(`^(?:[^\\\\]|${escape.replace('QUOTE', '"')})*$`, 'u');
const runeBody = new RegExp(`^(?:[^\\\\']|${escape.replace('QUOTE', "'")})$`, 'u');

/** Code points that are no characters: surrogates, and those above the last one. */
const isCharacter = (code: number): boolean => code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
const namesCharacters = (body: string): boolean =>
  [...body.matchAll(/\\(?:u(.{4})|U(.{8})|.)/gsu)].every(([, short, long]) => isCharacter(parseInt(short ?? long ?? '0', 16)));

/** The text of a string in quotes or backquotes; undefined where it has an escape that Go does not know. */
export function stringOf({ text }: TemplateToken): string | undefined {
  const body = text.slice(1, -1);
  if (text.startsWith('`')) return body.replaceAll('\r', '');
  return stringBody.test(body) && namesCharacters(body) ? unquote(text) : undefined;
}

const decimal = String.raw`\d(?:_?\d)*`;
const fraction = String.raw`(?:${decimal}\.(?:${decimal})?|\.${decimal})`;
const power = String.raw`[+-]?${decimal}`;
const hexadecimal = String.raw`[\da-fA-F](?:_?[\da-fA-F])*`;
const integer = /^[+-]?(?:0|[1-9](?:_?\d)*|0(?:_?[0-7])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+)$/;
const float = new RegExp(String.raw`^[+-]?(?:${fraction}(?:[eE]${power})?|${decimal}[eE]${power})$`);
const hexadecimalFloat = new RegExp(String.raw`^[+-]?0[xX]_?(?:${hexadecimal}(?:\.(?:${hexadecimal})?)?|\.${hexadecimal})[pP]${power}$`);
const isFloat = (text: string): boolean => float.test(text) || hexadecimalFloat.test(text);
const isNumeral = (text: string): boolean => isFloat(text) || integer.test(text) || new RegExp(`^[+-]?${decimal}$`).test(text);

/**
 * What kind of constant Go makes of a number (text/template/parse/node.go, `newNumber`; exec.go, `idealConstant`); undefined
 * where of none.
 */
export function numberKind({ kind, text }: TemplateToken): Literal['kind'] | undefined {
  if (kind === 'rune') return runeBody.test(text.slice(1, -1)) && namesCharacters(text) ? 'int' : undefined;
  if (kind === 'complex') {
    const parts = /^([+-]?.*[^eEpP])([+-].*)i$/.exec(text);
    return parts !== null && isNumeral(parts[1]!) && isNumeral(parts[2]!) ? 'complex' : undefined;
  }
  if (text.endsWith('i')) return isNumeral(text.slice(0, -1)) ? 'complex' : undefined;
  if (integer.test(text)) return fits(text) ? 'int' : undefined;
  return isFloat(text) ? 'float' : undefined;
}

/** Go's numbers have 64 bits: the sign takes one of them. */
function fits(text: string): boolean {
  const value = BigInt(
    text
      .replaceAll('_', '')
      .replace(/^[+-]/, '')
      .replace(/^0(?=[0-7])/, '0o'),
  );
  return text.startsWith('-') ? value <= 2n ** 63n : value < 2n ** (text.startsWith('+') ? 63n : 64n);
}
