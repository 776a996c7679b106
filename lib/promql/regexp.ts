import { re2Groups, re2Matches, re2Refusal } from '../text/re2';

/** Patterns that RE2 surely takes: literals, alternatives, `.`, `.*`, `.+`, `.?`. Most matchers are of this kind. */
const plain = /^(?:[\w \-:,;=@%~/|<>&!"'#$^]|\.[*+?]?)*$/;

/** Why Prometheus refuses this RE2 pattern; undefined where it takes it. */
export function regexpFault(pattern: string): string | undefined {
  if (plain.test(pattern)) return undefined;
  // The pattern itself is in the caller's message already, and without the flag that is added here.
  return re2Refusal(pattern, 'any')
    ?.replace(/^error parsing regexp: /, '')
    .replace('`(?s)', '`');
}

/** Whether the whole value matches the pattern, as a `=~` matcher asks; false for a pattern that RE2 refuses. */
export function regexpMatches(pattern: string, value: string): boolean {
  if (pattern === '.*') return true;
  if (pattern === '.+') return value !== '';
  if (/^[\w \-:,;=@%~/|]*$/.test(pattern)) return pattern.split('|').includes(value);
  return re2Matches(pattern, value, 'any');
}

/**
 * What a value that matches the pattern is replaced by, as relabeling and label_replace expand `$1`, `${1}` and `${name}` (Go's
 * regexp.Expand); undefined where the whole value does not match.
 */
export function regexpReplaced(pattern: string, value: string, replacement: string): string | undefined {
  if (!regexpMatches(pattern, value)) return undefined;
  if (!replacement.includes('$')) return replacement;
  const group = re2Groups(pattern, value, 'any');
  return replacement.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar: string | undefined, plain?: string, braced?: string) => {
    if (dollar !== undefined) return '$';
    return group(plain ?? braced!) ?? '';
  });
}
