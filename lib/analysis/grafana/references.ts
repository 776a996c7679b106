import type { Span } from '../../promql/ast';

/** A variable that a text names: `$name`, `${name}`, `${name:format}`, `${name.field}` or `[[name]]`. */
export interface Reference {
  readonly name: string;
  /** Written with braces or brackets, so that it can be nothing else; `$USD` may be an amount of money. */
  readonly certain: boolean;
  readonly span: Span;
}

/** As Grafana finds them (packages/grafana-data, `variableRegex`). */
const pattern = /\$(\w+)|\$\{(\w+)(?:\.[^:^}]+)?(?::[^}]+)?\}|\[\[(\w+?)(?::\w+)?\]\]/g;

export function referencesIn(text: string): readonly Reference[] {
  if (!text.includes('$') && !text.includes('[[')) return [];
  return [...text.matchAll(pattern)].map(({ 0: whole, 1: plain, 2: braced, 3: bracketed, index }) => ({
    name: (plain ?? braced ?? bracketed)!,
    certain: plain === undefined,
    span: { from: index, to: index + whole.length },
  }));
}

/** `$1` is a group of a regular expression, also in `$1_x`, and what begins with two underscores is Grafana's own. */
export const isBuiltIn = (name: string): boolean => name.startsWith('__') || /^\d/.test(name);

/** The names of all variables that any text in a value names. */
export function namesIn(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value === 'string') for (const { name } of referencesIn(value)) names.add(name);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) namesIn(inner, names);
  return names;
}
