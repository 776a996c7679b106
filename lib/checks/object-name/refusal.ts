import type { Path } from '../../objects';
import type { NameRule } from '../kubernetes-names';

/** What the API server refuses, or will do so under a condition that the message names. */
export interface Refusal {
  readonly message: string;
  readonly at: Path;
  readonly severity?: 'warning';
}

/** A value that another program puts in before the object is applied is not there yet. */
const isPlaceholder = (value: string): boolean => /\$[({]|\{\{|^<.*>$/.test(value);

/** A name that a rule refuses. */
export function* refused(what: string, name: string, at: Path, rule: NameRule): Iterable<Refusal> {
  const why = isPlaceholder(name) ? undefined : rule(name);
  if (why !== undefined) yield { message: `${what} ${name === '' ? 'is empty' : JSON.stringify(name)}: ${why}`, at };
}

/** A name that stands twice where each may stand once. */
export function* twice(what: string, names: readonly (readonly [name: string, at: Path])[]): Iterable<Refusal> {
  const seen = new Set<string>();
  for (const [name, at] of names) {
    if (seen.has(name)) yield { message: `${what} ${name} stands there twice`, at };
    seen.add(name);
  }
}
