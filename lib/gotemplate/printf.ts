import type { TemplateValue, ValueKind } from './values';

interface Verb {
  readonly text: string;
  readonly letter: string;
  readonly from: number;
}

/** What each verb prints properly (package fmt); the others print anything. */
const prints: Readonly<Record<string, readonly ValueKind[]>> = {
  d: ['int'],
  o: ['int'],
  O: ['int'],
  c: ['int'],
  U: ['int'],
  b: ['int', 'float', 'complex', 'number or histogram'],
  x: ['int', 'float', 'complex', 'number or histogram', 'string', 'html'],
  X: ['int', 'float', 'complex', 'number or histogram', 'string', 'html'],
  e: ['float', 'complex', 'number or histogram'],
  E: ['float', 'complex', 'number or histogram'],
  f: ['float', 'complex', 'number or histogram'],
  F: ['float', 'complex', 'number or histogram'],
  g: ['float', 'complex', 'number or histogram'],
  G: ['float', 'complex', 'number or histogram'],
  s: ['string', 'html'],
  q: ['string', 'html', 'int'],
  t: ['bool'],
};

/** The kinds of which it is known what fmt prints; of a sample, a map, a time or a duration it depends on more than the kind. */
const judged: ReadonlySet<ValueKind> = new Set<ValueKind>(['string', 'html', 'bool', 'int', 'float', 'complex', 'number or histogram']);

/** The verbs of a format; undefined where one takes its width or its argument from elsewhere (`%*d`, `%[2]d`). */
function verbsOf(format: string): readonly Verb[] | undefined {
  const verbs: Verb[] = [];
  for (const { 0: text, 1: odd, 2: letter, index } of format.matchAll(/%[-+# 0]*(?:\d+)?(?:\.\d*)?([*[])?(.|$)/gsu)) {
    if (odd !== undefined) return undefined;
    // `% %` and `%5%` are percent signs too.
    if (letter !== '%') verbs.push({ text, letter: letter!, from: index });
  }
  return verbs;
}

/** Why printf gives a text that nobody wants; undefined where it does not, or where that is not known. */
export function printfProblem(
  format: string,
  given: readonly TemplateValue[],
): { readonly message: string; readonly hint?: string } | undefined {
  const verbs = verbsOf(format);
  if (verbs === undefined) return undefined;
  for (const [index, { text, letter }] of verbs.entries()) {
    if (letter === '') {
      return {
        message: 'the format ends in a `%` without a verb, which prints `%!(NOVERB)`',
        hint: 'Write `%%` for a percent sign.',
      };
    }
    const argument = given[index];
    if (argument === undefined) return { message: `\`${text}\` has no argument and prints \`%!${letter}(MISSING)\`` };
    const kinds = prints[letter];
    if (kinds === undefined && !['v', 'T', 'p'].includes(letter)) {
      return { message: `\`${text}\` is not a verb of printf and prints \`%!${letter}(...)\``, hint: 'Write `%%` for a percent sign.' };
    }
    if (kinds === undefined || !judged.has(argument.kind) || kinds.includes(argument.kind)) continue;
    return { message: `\`${text}\` cannot print ${words(argument.kind)} and gives \`%!${letter}(...)\``, hint: hintFor(argument.kind) };
  }
  if (given.length > verbs.length) {
    return { message: `printf has ${given.length} arguments for ${verbs.length} verbs and prints \`%!(EXTRA ...)\`` };
  }
  return undefined;
}

const words = (kind: ValueKind): string =>
  kind === 'int'
    ? 'a whole number'
    : kind === 'float' || kind === 'number or histogram'
      ? 'a float'
      : kind === 'bool'
        ? 'a bool'
        : `a ${kind}`;

function hintFor(kind: ValueKind): string {
  if (kind === 'float' || kind === 'number or histogram') return 'The value of a sample is a float: `%.0f` prints it without decimals.';
  if (kind === 'string' || kind === 'html') return 'A label is a string: print it with `%s`.';
  return 'Use `%v`, which prints any value.';
}

/**
 * A query as printf may put it together, to see whether it parses; undefined where a verb stands outside of quotes, because then
 * what replaces it may be any part of a query.
 */
export function assembledQuery(format: string): string | undefined {
  const verbs = verbsOf(format);
  if (verbs === undefined || verbs.some(({ letter }) => letter === '')) return undefined;
  let text = '';
  let end = 0;
  let quote = '';
  for (const { text: verb, letter, from } of [...verbs, { text: '', letter: '', from: format.length }]) {
    const between = format.slice(end, from).replaceAll('%%', '%');
    for (const [character] of between.matchAll(/\\.|["'`]/gs)) {
      if (character === quote) quote = '';
      else if (quote === '' && character.length === 1) quote = character;
    }
    text += between;
    end = from + verb.length;
    if (letter === '') continue;
    if (quote === '' && letter !== 'q') return undefined;
    text += quote === '' ? '"x"' : 'x';
  }
  return text;
}
