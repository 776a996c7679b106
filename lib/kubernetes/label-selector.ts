/** A Kubernetes label selector (Kubernetes API reference, `LabelSelector`). */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface LabelSelectorRequirement {
  readonly key?: string;
  /** In, NotIn, Exists or DoesNotExist. */
  readonly operator?: string;
  readonly values?: readonly string[];
}

/** One thing that a selector asks. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/**
 * Whether a selector takes these labels (k8s.io/apimachinery, metav1.LabelSelectorAsSelector): an absent selector selects
 * nothing, an empty one everything.
 */
export function selects(selector: LabelSelector | undefined, labels: Readonly<Record<string, string>> = {}): boolean {
  return selector !== undefined && requirementsOf(selector).every((requirement) => meets(requirement, labels));
}

/** Whether labels meet one requirement. */
export function meets({ key, operator, values }: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  const among = value !== undefined && values.includes(value);
  return operator === 'NotIn' ? !among : among;
}

/** What a selector asks, all of which has to be met; `=` is the operator of matchLabels, which come first and sorted. */
export function requirementsOf({ matchLabels, matchExpressions }: LabelSelector): Requirement[] {
  const labels = matchLabels ?? {};
  const equal = Object.keys(labels)
    .sort()
    .map((key) => ({ key, operator: '=', values: [labels[key]!] }));
  return [...equal, ...(matchExpressions ?? []).map(({ key = '', operator = '', values = [] }) => ({ key, operator, values }))];
}

/** The text that the API server reads: `app=web,tier in (a,b),!legacy`. */
export function labelSelectorText(selector: LabelSelector | undefined): string {
  return requirementsOf(selector ?? {})
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ key, operator, values }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      if (operator === '=') return `${key}=${values[0]}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${[...values].sort().join(',')})`;
    })
    .join(',');
}
