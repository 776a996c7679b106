import type { LabelSelector, LabelSelectorRequirement } from './crd/common';
import { sortedKeys } from './fields';

/*
 * Kubernetes label selectors (k8s.io/apimachinery, metav1.LabelSelectorAsSelector): an absent selector selects nothing, an empty one
 * everything.
 */

export function selects(selector: LabelSelector | undefined, labels: Readonly<Record<string, string>> = {}): boolean {
  return selector !== undefined && requirements(selector).every(({ key = '', operator, values = [] }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const among = value !== undefined && values.includes(value);
    return operator === 'NotIn' ? !among : among;
  });
}

/** The text that the API server reads: `app=web,tier in (a,b),!legacy`. */
export function labelSelectorText(selector: LabelSelector | undefined): string {
  return requirements(selector ?? {})
    .sort(({ key: a = '' }, { key: b = '' }) => (a < b ? -1 : a > b ? 1 : 0))
    .map(({ key = '', operator, values = [] }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      if (operator === '=') return `${key}=${values[0]}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${[...values].sort().join(',')})`;
    })
    .join(',');
}

function requirements({ matchLabels, matchExpressions = [] }: LabelSelector): LabelSelectorRequirement[] {
  return [...sortedKeys(matchLabels).map((key) => ({ key, operator: '=', values: [matchLabels![key]!] })), ...matchExpressions];
}
