import { type LabelSelector, requirementsOf, selects } from '../kubernetes/label-selector';
import { append } from '../text/grouping';

type Labels = Readonly<Record<string, string>>;

/** Something in a namespace that selectors find by its labels. */
export interface Labelled {
  readonly namespace: string;
  readonly labels: Labels;
}

/** What a selector takes in some namespaces, or in all; an absent selector takes nothing. */
export type Find<T> = (selector: LabelSelector | undefined, namespaces?: readonly string[]) => readonly T[];

/** Finds things by labels without looking at each of them: a namespace may hold thousands. */
export function labelIndex<T extends Labelled>(things: readonly T[]): Find<T> {
  const byLabel = new Map<string, T[]>();
  for (const thing of things) {
    const pairs = Object.entries(thing.labels).map(([key, value]) => `${key}=${value}`);
    for (const text of ['', ...pairs]) {
      append(byLabel, `${thing.namespace} ${text}`, thing);
      append(byLabel, ` ${text}`, thing);
    }
  }
  return (selector, namespaces = ['']) => {
    if (selector === undefined) return [];
    const pairs = requirementsOf(selector).flatMap(({ key, operator, values = [] }) =>
      operator === '=' || (operator === 'In' && values.length === 1) ? [`${key}=${values[0]}`] : [],
    );
    return [...new Set(namespaces)].flatMap((namespace) => {
      const lists = ['', ...pairs].map((pair) => byLabel.get(`${namespace} ${pair}`) ?? []);
      const fewest = lists.reduce((least, list) => (list.length < least.length ? list : least));
      return fewest.filter(({ labels }) => selects(selector, labels));
    });
  };
}
