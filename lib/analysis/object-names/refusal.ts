import type { NameRule } from '../../kubernetes/names';
import type { Path } from '../../yaml/value';

/** What the API server refuses, or will do so under a condition that the message names. */
export interface Refusal {
  readonly message: string;
  readonly at: Path;
  /** True where only API servers of older versions refuse it. */
  readonly onlyByOlder?: true;
}

/** A value that another program puts in before the object is applied is not there yet. */
const isPlaceholder = (value: string): boolean => /\$[({]|\{\{|^<.*>$/.test(value);

/** A name that a rule refuses. */
export function* refused(what: string, name: string, at: Path, rule: NameRule): Iterable<Refusal> {
  const why = rule(name);
  if (why === undefined || isPlaceholder(name)) return;
  yield { message: `${what} ${name === '' ? 'is empty' : JSON.stringify(name)}: ${why}`, at };
}

/** The number of a port, which must be there. */
export function* refusedNumber(what: string, port: unknown, at: Path): Iterable<Refusal> {
  if (port === undefined || port === null) yield { message: `${what} has no number`, at: at.slice(0, -1) };
  else if (!isPort(port) && !(typeof port === 'string' && isPlaceholder(port))) {
    yield { message: `${what} ${JSON.stringify(port)}: it must be a whole number from 1 to 65535`, at };
  }
}

const isPort = (port: unknown): boolean => typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535;

const withValue = (value: unknown): string => `the ${typeof value} ${String(value)}`;
/** For values that are printed nowhere. */
export const withoutValue = (value: unknown): string => `a ${typeof value}`;

/** A value that YAML reads as something else than a text. */
export function* refusedKind(what: string, value: unknown, at: Path, inWords = withValue): Iterable<Refusal> {
  if (typeof value === 'string' || value === null) return;
  const kind = typeof value === 'object' ? 'a structure' : inWords(value);
  yield { message: `${what} is ${kind}, not a text: put it in quotes`, at };
}

/** A name that stands twice where each may stand once. */
export function* refusedTwice(what: string, names: readonly (readonly [name: string, at: Path])[]): Iterable<Refusal> {
  const seen = new Set<string>();
  for (const [name, at] of names) {
    if (seen.has(name)) yield { message: `${what} ${name} appears twice`, at };
    seen.add(name);
  }
}
