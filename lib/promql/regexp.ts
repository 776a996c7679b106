import type { RE2JS } from 're2js';

/** Patterns that RE2 surely takes: literals, alternatives, `.`, `.*`, `.+`, `.?`. Most matchers are of this kind. */
const plain = /^(?:[\w \-:,;=@%~/|<>&!"'#$^]|\.[*+?]?)*$/;

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
  if (plain.test(pattern)) return undefined;
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
  engine ??= (require('re2js') as typeof import('re2js')).RE2JS;
  const matcher = engine.compile(pattern, engine.DOTALL).matcher(value);
  if (!matcher.matches()) return undefined;
  const names = Object.keys(matcher.namedGroups);
  return replacement.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar: string | undefined, plain?: string, braced?: string) => {
    if (dollar !== undefined) return '$';
    const group = plain ?? braced!;
    if (/^\d+$/.test(group)) return Number(group) <= matcher.groupCount() ? matcher.group(Number(group)) ?? '' : '';
    return names.includes(group) ? matcher.group(group) ?? '' : '';
  });
}
