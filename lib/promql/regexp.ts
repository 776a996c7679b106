import type { RE2JS } from 're2js';

/** Patterns that RE2 surely takes: literals, alternatives, `.`, `.*`, `.+`, `.?`. Most matchers are of this kind. */
const plain = /^(?:[\w \-:,;=@%~/|<>&!"'#$^]|\.[*+?]?)*$/;

/** Patterns that mean the same to JavaScript and to RE2. A repetition is of one character, never of a group. */
const tame = /^(?:[\w \-:,;=@%~/<>&!"'#]|\\[.\-/:]|\[[\w:.]+(?:-[\w:.]+)*\][*+?]?|\.[*+?]?|\||\((?:\?:)?|\)(?![*+?{]))*$/;

interface Tamed {
  readonly expression: RegExp;
  /** How many ways a backtracking engine may go through the alternatives. */
  readonly ways: number;
  readonly repetitions: number;
}

const tamed = new Map<string, Tamed | undefined>();

/** More steps than a label of usual length needs, and still less than a millisecond. */
const mostSteps = 100_000;

/** The pattern for JavaScript's engine, where that cannot run away on this value: it tries ways times length to the power of repetitions. */
function tameExpression(pattern: string, value = ''): RegExp | undefined {
  if (!tamed.has(pattern)) tamed.set(pattern, tame.test(pattern) ? tamedOf(pattern) : undefined);
  const known = tamed.get(pattern);
  if (known === undefined || known.ways * value.length ** known.repetitions > mostSteps) return undefined;
  return known.expression;
}

function tamedOf(pattern: string): Tamed | undefined {
  const expression = expressionOf(pattern);
  return expression && { expression, ways: waysThrough(pattern), repetitions: pattern.match(/[*+?]/g)?.length ?? 0 };
}

/** The product of the numbers of alternatives of all groups; an alternative of the whole pattern is tried once. */
function waysThrough(pattern: string): number {
  const open: number[] = [];
  let ways = 1;
  for (const character of pattern.replace(/\\.|\[[^\]]*\]/g, '')) {
    if (character === '(') open.push(1);
    else if (character === '|' && open.length > 0) open[open.length - 1]! += 1;
    else if (character === ')') ways *= open.pop() ?? 1;
  }
  return ways;
}

function expressionOf(pattern: string): RegExp | undefined {
  try {
    // Alone it must be one too: `)(?:` is none.
    return new RegExp(`^(?:${new RegExp(pattern).source})$`, 's');
  } catch {
    // A parenthesis too many or too few: RE2 says what is wrong.
    return undefined;
  }
}

/** Other characters than these are two for JavaScript where they are one for RE2. */
const isAscii = (value: string): boolean => /^[\0-\x7f]*$/.test(value);

/** re2js takes longer to load than all the rest, so it is loaded only for a pattern that needs it. */
let engine: typeof RE2JS | undefined;
const compiled = new Map<string, RE2JS | string>();

function compile(pattern: string): RE2JS | string {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  engine ??= (require('re2js') as typeof import('re2js')).RE2JS;
  let result: RE2JS | string;
  try {
    result = engine.compile(pattern, engine.DOTALL);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The pattern itself is in the caller's message already, and without the flag that is added here.
    result = message.replace(/^error parsing regexp: /, '').replace('`(?s)', '`');
  }
  compiled.set(pattern, result);
  return result;
}

/** Why Prometheus refuses this RE2 pattern; undefined where it takes it. */
export function regexpFault(pattern: string): string | undefined {
  if (plain.test(pattern) || tameExpression(pattern) !== undefined) return undefined;
  const result = compile(pattern);
  return typeof result === 'string' ? result : undefined;
}

/** Whether the whole value matches the pattern, as a `=~` matcher asks; false for a pattern that RE2 refuses. */
export function regexpMatches(pattern: string, value: string): boolean {
  if (pattern === '.*') return true;
  if (pattern === '.+') return value !== '';
  if (/^[\w \-:,;=@%~/|]*$/.test(pattern)) return pattern.split('|').includes(value);
  // What most queries are asked: whether the label may be absent. On an empty text a backtracking engine cannot run away.
  if (value === '' && plain.test(pattern)) return new RegExp(`^(?:${pattern})$`, 'su').test('');
  const expression = isAscii(value) ? tameExpression(pattern, value) : undefined;
  if (expression !== undefined) return expression.test(value);
  const result = compile(pattern);
  return typeof result !== 'string' && result.matches(value);
}

/**
 * What a value that matches the pattern is replaced by, as relabeling and label_replace expand `$1`, `${1}` and `${name}` (Go's
 * regexp.Expand); undefined where the whole value does not match.
 */
export function regexpReplaced(pattern: string, value: string, replacement: string): string | undefined {
  if (!regexpMatches(pattern, value)) return undefined;
  if (!replacement.includes('$')) return replacement;
  const group = groupsOf(pattern, value);
  return replacement.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar: string | undefined, plain?: string, braced?: string) => {
    if (dollar !== undefined) return '$';
    return group(plain ?? braced!) ?? '';
  });
}

/** What the groups of a pattern, by number or name, hold of a value that matches it. */
function groupsOf(pattern: string, value: string): (group: string) => string | null | undefined {
  const found = isAscii(value) ? tameExpression(pattern, value)?.exec(value) : undefined;
  if (found) return (group) => (/^\d+$/.test(group) ? found[Number(group)] : undefined);
  engine ??= (require('re2js') as typeof import('re2js')).RE2JS;
  const matcher = engine.compile(pattern, engine.DOTALL).matcher(value);
  matcher.matches();
  const names = Object.keys(matcher.namedGroups);
  return (group) => {
    if (/^\d+$/.test(group)) return Number(group) <= matcher.groupCount() ? matcher.group(Number(group)) : undefined;
    return names.includes(group) ? matcher.group(group) : undefined;
  };
}
