import { quote } from '../../promql/strings';
import { formatFloat } from './numbers';
import { argument } from './print';
import { beyond, type GoValue, isSamples } from './values';

interface Verb {
  readonly flags: string;
  readonly width: number;
  readonly precision?: number;
  readonly letter: string;
}

/** `printf` (package fmt, `Sprintf`), without `*` and `%[n]`. */
export function sprintf(format: string, values: readonly GoValue[]): string {
  let used = 0;
  const text = format.replace(
    /%([-+# 0]*)(\d*)(?:(\.)(\d*))?([*[]|.|$)/gsu,
    (_, flags: string, width: string, dot: string | undefined, precision: string, letter: string) => {
      if (letter === '*' || letter === '[') return beyond(`printf takes no \`${letter}\` here`);
      if (letter === '') return '%!(NOVERB)';
      if (letter === '%') return '%';
      if (used >= values.length) return `%!${letter}(MISSING)`;
      // With `%v`, a plus asks for the names of fields.
      const verb = {
        flags: letter === 'v' ? flags.replaceAll('+', '') : flags,
        width: Number(width),
        precision: dot === undefined ? undefined : Number(precision),
        letter,
      };
      return formatted(verb, values[used++]);
    },
  );
  if (used >= values.length) return text;
  const extra = values.slice(used).map((value) => (value === undefined ? '<nil>' : `${typeName(value)}=${argument(value)}`));
  return `${text}%!(EXTRA ${extra.join(', ')})`;
}

function formatted(verb: Verb, value: GoValue): string {
  switch (typeof value) {
    case 'string':
      return ofString(verb, value);
    case 'number':
      return ofFloat(verb, value);
    case 'bigint':
      return ofInt(verb, value);
    case 'boolean':
      return verb.letter === 't' || verb.letter === 'v' ? pad(verb, String(value)) : bad(verb, value);
    case 'undefined':
      return verb.letter === 'v' ? pad(verb, '<nil>') : `%!${verb.letter}(<nil>)`;
    default:
      if ((verb.letter === 'v' || verb.letter === 's') && !isSamples(value) && verb.flags === '') return pad(verb, argument(value));
      return beyond(`printf \`%${verb.letter}\` of this value`);
  }
}

function ofString(verb: Verb, value: string): string {
  const cut = verb.precision === undefined ? value : [...value].slice(0, verb.precision).join('');
  switch (verb.letter) {
    case 's':
      return pad(verb, cut);
    case 'v':
      return verb.flags.includes('#') ? pad(verb, quote(cut)) : pad(verb, cut);
    case 'q':
      return verb.flags === '' ? pad(verb, quote(cut)) : beyond('flags of `%q`');
    case 'x':
    case 'X': {
      if (verb.flags !== '') return beyond(`flags of \`%${verb.letter}\``);
      const hex = Buffer.from(value).subarray(0, verb.precision).toString('hex');
      return pad(verb, verb.letter === 'x' ? hex : hex.toUpperCase());
    }
    default:
      return bad(verb, value);
  }
}

function ofFloat(verb: Verb, value: number): string {
  const letter = verb.letter === 'F' ? 'f' : verb.letter;
  switch (letter) {
    case 'v':
    case 'g':
    case 'G':
      if (verb.flags.includes('#')) return beyond('`#` with a float');
      return number(verb, cased(formatFloat(value, 'g', verb.precision), letter));
    case 'e':
    case 'E':
    case 'f':
      if (verb.flags.includes('#')) return beyond('`#` with a float');
      return number(verb, cased(formatFloat(value, letter === 'f' ? 'f' : 'e', verb.precision), letter));
    case 'b':
    case 'x':
    case 'X':
      return beyond(`\`%${letter}\` of a float`);
    default:
      return bad(verb, value);
  }
}

const cased = (text: string, letter: string): string => (/[EG]/.test(letter) ? text.replace('e', 'E') : text);

const bases: Readonly<Record<string, number>> = { d: 10, v: 10, b: 2, o: 8, x: 16, X: 16 };

function ofInt(verb: Verb, value: bigint): string {
  const base = bases[verb.letter];
  if (base === undefined) {
    if (verb.letter === 'c') return pad(verb, character(value));
    return /[qOU]/.test(verb.letter) ? beyond(`\`%${verb.letter}\` of an int`) : bad(verb, value);
  }
  if (verb.flags.includes('#')) return beyond('`#` with an int');
  // The precision of an int is how many digits it has at least, and then no zeros fill the width.
  const { precision } = verb;
  if (precision === 0 && value === 0n) return pad({ ...verb, flags: '' }, '');
  const digits = (value < 0n ? -value : value).toString(base).padStart(precision ?? 0, '0');
  const flags = precision === undefined ? verb.flags : verb.flags.replaceAll('0', '');
  return number({ ...verb, flags }, `${value < 0n ? '-' : ''}${verb.letter === 'X' ? digits.toUpperCase() : digits}`);
}

const character = (code: bigint): string =>
  code >= 0n && code <= 0x10ffffn && !(code >= 0xd800n && code <= 0xdfffn) ? String.fromCodePoint(Number(code)) : '\ufffd';

/** A number with its sign as the flags want it, filled up with zeros behind the sign. */
function number(verb: Verb, text: string): string {
  const isSpecial = /[NI]/.test(text);
  const bare = text.replace(/^[-+]/, '');
  const sign = text.startsWith('-')
    ? '-'
    : verb.flags.includes('+')
      ? '+'
      : verb.flags.includes(' ')
        ? ' '
        : isSpecial && text.startsWith('+')
          ? '+'
          : '';
  const zeros = verb.flags.includes('0') && !verb.flags.includes('-') && !isSpecial;
  return pad({ ...verb, flags: verb.flags.replaceAll('0', '') }, sign + (zeros ? bare.padStart(verb.width - sign.length, '0') : bare));
}

function pad({ flags, width }: Verb, text: string): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  return (flags.includes('0') ? '0' : ' ').repeat(missing) + text;
}

/** A verb that is not for a value: the value is printed as by `%v`, in the same width. */
function bad(verb: Verb, value: GoValue): string {
  return `%!${verb.letter}(${typeName(value)}=${formatted({ ...verb, letter: 'v' }, value)})`;
}

function typeName(value: GoValue): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'float64';
    case 'bigint':
      return 'int';
    case 'boolean':
      return 'bool';
    default:
      return beyond('the name of this type');
  }
}
