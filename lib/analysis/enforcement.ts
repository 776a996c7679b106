import { enforcedRuleLabel } from '../compile/prometheus/rules';
import { valueAt } from '../kubernetes/access';
import { namespaceOf } from '../kubernetes/object';
import { memoize } from '../text/memoize';
import type { CheckInput, ObjectInput } from './check-input';
import { namespaceLabels, operatorsObjects, readersOf, selection } from './operator-selection';

/** What surely reads an object; undefined where that is not known of all that could. */
const surelyReadBy = memoize((input: Pick<CheckInput, 'objects'>) => {
  const byKind = operatorsObjects(input);
  const labels = namespaceLabels(input);
  return (judged: ObjectInput): readonly ObjectInput[] | undefined => {
    const asked = readersOf(judged, byKind).map((reader) => ({ reader, kind: selection(reader, judged, labels).kind }));
    return asked.some(({ kind }) => kind === 'unknown')
      ? undefined
      : asked.filter(({ kind }) => kind === 'selected').map(({ reader }) => reader);
  };
});

const isPlaced = ({ object }: ObjectInput): boolean => valueAt(object, 'metadata', 'namespace') !== undefined;

/** The label that everything which reads a PrometheusRule writes into its rules, and what it writes there. */
export interface EnforcedLabel {
  readonly label: string;
  readonly namespace: string;
  /** One of those that enforce it. */
  readonly by: ObjectInput;
}

/** What is enforced on a PrometheusRule, where all that read it agree. */
export function enforcedOn(rule: ObjectInput, input: Pick<CheckInput, 'objects'>): EnforcedLabel | undefined {
  const readers = isPlaced(rule) ? (surelyReadBy(input)(rule) ?? []) : [];
  const labels = new Set(readers.map(({ object }) => enforcedRuleLabel(object.spec ?? {}, rule.object as never)));
  const [label] = labels;
  return labels.size === 1 && label !== undefined ? { label, namespace: namespaceOf(rule.object), by: readers[0]! } : undefined;
}

/** A Prometheus with ignoreNamespaceSelectors, where all that read a monitor have it: the monitor looks into its own namespace alone. */
export function ignoresNamespacesOf(monitor: ObjectInput, input: Pick<CheckInput, 'objects'>): ObjectInput | undefined {
  const readers = isPlaced(monitor) ? (surelyReadBy(input)(monitor) ?? []) : [];
  return readers.every(({ object }) => valueAt(object, 'spec', 'ignoreNamespaceSelectors') === true) ? readers[0] : undefined;
}
