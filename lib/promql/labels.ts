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
  if (label === '__name__') return set;
  return {
    always: is === 'always' ? having(set.always, label) : lacking(set.always, label),
    possible: set.possible === 'any' ? 'any' : is === 'never' ? lacking(set.possible, label) : having(set.possible, label),
    never: set.possible === 'any' && is === 'never' ? having(set.never, label) : lacking(set.never, label),
    values: withValue(set.values, label, is === 'always' ? value : undefined),
  };
}

// Sets are shared as long as nothing changes: most matchers say what is known already.
function having(set: ReadonlySet<string>, label: string): ReadonlySet<string> {
  return set.has(label) ? set : new Set(set).add(label);
}

function lacking(set: ReadonlySet<string>, label: string): ReadonlySet<string> {
  if (!set.has(label)) return set;
  const rest = new Set(set);
  rest.delete(label);
  return rest;
}

function withValue(values: ReadonlyMap<string, string>, label: string, value: string | undefined): ReadonlyMap<string, string> {
  if (values.get(label) === value) return values;
  const changed = new Map(values);
  if (value === undefined) changed.delete(label);
  else changed.set(label, value);
  return changed;
}

/** Only these labels are kept, as `by (...)` does. */
export function only(set: LabelSet, labels: readonly string[]): LabelSet {
  if (labels.length === 0) return noLabels;
  const kept = labels.filter((label) => label !== '__name__' && presence(set, label) !== 'never');
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
  if (a.possible !== 'any' && b.possible !== 'any') {
    return { always, possible: new Set([...a.possible, ...b.possible]), never: nothing, values };
  }
  const never = [...a.never, ...b.never].filter((label) => presence(a, label) === 'never' && presence(b, label) === 'never');
  return { always, possible: 'any', never: new Set(never), values };
}
