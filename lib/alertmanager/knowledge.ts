import { Exclusions } from './exclusions';
import { type AlertMatcher, accepts, alternatives } from './matcher';

/**
 * What is known of an alert's labels before it fires: for each label, the values that it may have, where '' stands for its
 * absence: `['critical']` is exactly known, `['']` known to be absent, `['', 'a', 'b']` one of two or absent. A label that is
 * not listed may be absent or have any value, unless `others` says that there are no others.
 */
export interface AlertKnowledge {
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** @default 'unknown' */
  readonly others?: 'unknown' | 'absent';
}

/** What is known of a label that may have any value, but for some. */
interface AnyBut {
  readonly excluded: Exclusions;
  /** Regular expressions that are not lists of values. */
  readonly conditions: readonly AlertMatcher[];
}

const anything: AnyBut = { excluded: Exclusions.none, conditions: [] };

/** The label sets that are still possible at some point of a walk. */
export interface Possible {
  readonly knowledge: AlertKnowledge;
  /** What the walk has learnt: the values that a label may have, or those that it cannot. */
  readonly learnt: ReadonlyMap<string, readonly string[] | AnyBut>;
}

export const allPossible = (knowledge: AlertKnowledge): Possible => ({ knowledge, learnt: new Map() });

const isList = (known: readonly string[] | AnyBut | undefined): known is readonly string[] => Array.isArray(known);

/** The values that a label may have; undefined where it may have any. */
export function possibleValues({ knowledge, learnt }: Possible, name: string): readonly string[] | undefined {
  const known = learnt.get(name);
  if (isList(known)) return known;
  if (known === undefined && Object.hasOwn(knowledge.labels, name)) return knowledge.labels[name];
  return knowledge.others === 'absent' ? [''] : undefined;
}

/** The label sets among the possible ones that a matcher accepts; undefined where there are none for sure. */
function narrow(possible: Possible, asked: AlertMatcher): Possible | undefined {
  const matcher = plainer(asked);
  const { name, op } = matcher;
  const learn = (known: readonly string[] | AnyBut): Possible => ({ ...possible, learnt: new Map(possible.learnt).set(name, known) });

  const values = possibleValues(possible, name);
  if (values !== undefined) {
    const left = values.filter((value) => accepts(matcher, value));
    return left.length === 0 ? undefined : left.length === values.length ? possible : learn(left);
  }
  const known = (possible.learnt.get(name) ?? anything) as AnyBut;
  const listed = op === '=' || op === '!=' ? [matcher.value] : alternatives(matcher.value);
  if (listed === undefined) return narrowByPattern(possible, known, matcher, learn);
  if (op === '=' || op === '=~') {
    const left = listed.filter((value) => !known.excluded.has(value) && known.conditions.every((condition) => accepts(condition, value)));
    return left.length === 0 ? undefined : learn(left);
  }
  const excluded = listed.reduce((set, value) => set.with(value), known.excluded);
  return excluded === known.excluded ? possible : learn({ ...known, excluded });
}

function narrowByPattern(
  possible: Possible,
  known: AnyBut,
  matcher: AlertMatcher,
  learn: (known: AnyBut) => Possible,
): Possible | undefined {
  if (nothingPasses(matcher) || known.conditions.some((condition) => opposite(condition, matcher))) return undefined;
  if (everythingPasses(matcher) || known.conditions.some((condition) => same(condition, matcher))) return possible;
  return learn({ ...known, conditions: [...known.conditions, matcher] });
}

const all = new Set(['.*', '(.*)', '(?:.*)', '(?s).*', '(?s:.*)']);
// Strictly, a value with a newline escapes `.*`; no label has one.
const everythingPasses = ({ op, value }: AlertMatcher) => op === '=~' && all.has(value);
const nothingPasses = ({ op, value }: AlertMatcher) => op === '!~' && all.has(value);

/** `.+` says no more than that the label exists. */
function plainer(matcher: AlertMatcher): AlertMatcher {
  if (matcher.value !== '.+') return matcher;
  switch (matcher.op) {
    case '=~':
      return { ...matcher, op: '!=', value: '' };
    case '!~':
      return { ...matcher, op: '=', value: '' };
    case '=':
    case '!=':
      return matcher;
  }
}

const negation = { '=': '!=', '!=': '=', '=~': '!~', '!~': '=~' } as const;

/** The matcher that accepts exactly what this one refuses. */
const negated = (matcher: AlertMatcher): AlertMatcher => ({ ...matcher, op: negation[matcher.op] });

const same = (a: AlertMatcher, b: AlertMatcher) => a.op === b.op && a.value === b.value;
const opposite = (a: AlertMatcher, b: AlertMatcher) => a.op === negation[b.op] && a.value === b.value;

/** The possible label sets that all matchers accept; undefined where there are none for sure. */
export function narrowAll(possible: Possible, matchers: readonly AlertMatcher[]): Possible | undefined {
  let left: Possible | undefined = possible;
  for (const matcher of matchers) {
    if (left === undefined) return undefined;
    left = narrow(left, matcher);
  }
  return left;
}

/** The possible label sets that the matchers do not all accept, in parts that do not overlap. */
export function notMatching(possible: Possible, matchers: readonly AlertMatcher[]): readonly Possible[] {
  const parts: Possible[] = [];
  let left: Possible | undefined = possible;
  for (const matcher of matchers) {
    if (left === undefined) break;
    const part = narrow(left, negated(matcher));
    if (part !== undefined) parts.push(part);
    left = narrow(left, matcher);
  }
  return parts;
}

/** Knowledge of the named labels alone, as text: what is the same here is the same for matchers on these labels. */
export function knownOf(knowledge: AlertKnowledge, names: readonly string[]): string {
  const possible = allPossible(knowledge);
  return JSON.stringify(names.map((name) => possibleValues(possible, name) ?? null));
}
