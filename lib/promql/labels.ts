/**
 * What is known of the labels of the series that an expression returns. A label counts as there when its value is not empty, as
 * in PromQL. `__name__` is left out: whether a series keeps it depends on flags of the server.
 */
export interface LabelSet {
  /** Labels that every series surely has. */
  readonly always: ReadonlySet<string>;
  /** Labels that a series may have, those above among them; 'any' where not all are known. */
  readonly possible: ReadonlySet<string> | 'any';
  /** Labels that surely no series has, where `possible` is 'any'. */
  readonly never: ReadonlySet<string>;
  /** Labels with one and the same value on every series. */
  readonly values: ReadonlyMap<string, string>;
}

export type Presence = 'always' | 'maybe' | 'never';

const nothing: ReadonlySet<string> = new Set();
const noValues: ReadonlyMap<string, string> = new Map();

export const anyLabels: LabelSet = { always: nothing, possible: 'any', never: nothing, values: noValues };
export const noLabels: LabelSet = { always: nothing, possible: nothing, never: nothing, values: noValues };

export function presence(set: LabelSet, label: string): Presence {
  if (label === '__name__') return 'maybe';
  if (set.always.has(label)) return 'always';
  const possible = set.possible === 'any' ? !set.never.has(label) : set.possible.has(label);
  return possible ? 'maybe' : 'never';
}

/** The set with one label judged anew. */
export function withLabel(set: LabelSet, label: string, is: Presence, value?: string): LabelSet {
  const always = without(set.always, label);
  const never = without(set.never, label);
  const values = new Map(set.values);
  values.delete(label);
  let { possible } = set;
  if (possible !== 'any') possible = is === 'never' ? without(possible, label) : new Set([...possible, label]);
  else if (is === 'never') never.add(label);
  if (is === 'always') {
    always.add(label);
    if (value !== undefined) values.set(label, value);
  }
  return { always, possible, never, values };
}

function without(set: ReadonlySet<string>, label: string): Set<string> {
  const rest = new Set(set);
  rest.delete(label);
  return rest;
}

/** Only these labels are kept, as `by (...)` does. */
export function only(set: LabelSet, labels: readonly string[]): LabelSet {
  const kept = labels.filter((label) => presence(set, label) !== 'never');
  return {
    always: new Set(kept.filter((label) => set.always.has(label))),
    possible: new Set(kept),
    never: nothing,
    values: new Map([...set.values].filter(([label]) => kept.includes(label))),
  };
}

/** All labels but these, as `without (...)` does. */
export function except(set: LabelSet, labels: readonly string[]): LabelSet {
  return labels.reduce((rest, label) => withLabel(rest, label, 'never'), set);
}

/** Series that both are true of. */
export function both(a: LabelSet, b: LabelSet): LabelSet {
  const always = new Set([...a.always, ...b.always]);
  const never = new Set([...a.never, ...b.never]);
  const values = new Map([...a.values, ...b.values]);
  if (a.possible === 'any' && b.possible === 'any') return { always, possible: 'any', never, values };
  const candidates = a.possible === 'any' ? b.possible : a.possible;
  const possible = [...candidates].filter((label) => presence(a, label) !== 'never' && presence(b, label) !== 'never');
  return { always, possible: new Set([...possible, ...always]), never: nothing, values };
}

/** Series that one or the other is true of. */
export function either(a: LabelSet, b: LabelSet): LabelSet {
  const always = new Set([...a.always].filter((label) => b.always.has(label)));
  const values = new Map([...a.values].filter(([label, value]) => b.values.get(label) === value));
  if (a.possible !== 'any' && b.possible !== 'any') return { always, possible: new Set([...a.possible, ...b.possible]), never: nothing, values };
  const never = [...a.never, ...b.never].filter((label) => presence(a, label) === 'never' && presence(b, label) === 'never');
  return { always, possible: 'any', never: new Set(never), values };
}
