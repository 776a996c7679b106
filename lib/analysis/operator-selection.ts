import { labelSelectorAt, textsAt, valueAt } from '../kubernetes/access';
import { type LabelSelector, meets, requirementsOf } from '../kubernetes/label-selector';
import { namespaceOf } from '../kubernetes/object';
import { append } from '../text/grouping';
import type { CheckInput, ObjectInput } from './check-input';
import { groupOf, nameOfObject } from './pods';

/**
 * Whether a program of the operator's reads an object, and if not which step is at fault; `unknown` where labels of a namespace
 * are not known.
 */
export type Selection =
  | { readonly kind: 'selected' | 'unknown' }
  | { readonly kind: 'unselected'; readonly step: 'unset' | 'labels' | 'namespace'; readonly selector?: LabelSelector };

/** The kinds that read objects of a kind, and the fields that say which. */
const readers: Readonly<Record<string, { readonly by: readonly string[]; readonly field: string }>> = {
  ServiceMonitor: { by: ['Prometheus', 'PrometheusAgent'], field: 'serviceMonitor' },
  PodMonitor: { by: ['Prometheus', 'PrometheusAgent'], field: 'podMonitor' },
  Probe: { by: ['Prometheus', 'PrometheusAgent'], field: 'probe' },
  ScrapeConfig: { by: ['Prometheus', 'PrometheusAgent'], field: 'scrapeConfig' },
  PrometheusRule: { by: ['Prometheus', 'ThanosRuler'], field: 'rule' },
  AlertmanagerConfig: { by: ['Alertmanager'], field: 'alertmanagerConfig' },
};

const isOperators = ({ object }: ObjectInput): boolean => groupOf(object) === 'monitoring.coreos.com';

/** The programs of the operator's among the objects that could read this one. */
export const readersOf = (judged: ObjectInput, byKind: ReadonlyMap<string, readonly ObjectInput[]>): readonly ObjectInput[] =>
  (isOperators(judged) ? (readers[judged.object.kind]?.by ?? []) : []).flatMap((kind) => byKind.get(kind) ?? []);

export const fieldOf = (kind: string): string => `${readers[kind]!.field}Selector`;

/** The operator's objects by their kind. */
export function operatorsObjects({ objects }: Pick<CheckInput, 'objects'>): ReadonlyMap<string, readonly ObjectInput[]> {
  const byKind = new Map<string, ObjectInput[]>();
  for (const judged of objects) {
    if (!isOperators(judged)) continue;
    append(byKind, judged.object.kind, judged);
  }
  return byKind;
}

/** Labels of the namespaces whose objects are known. */
export const namespaceLabels = ({ objects }: Pick<CheckInput, 'objects'>): ReadonlyMap<string, Readonly<Record<string, string>>> =>
  new Map(
    objects.flatMap(({ object }) =>
      object.kind === 'Namespace' && groupOf(object) === '' ? [[nameOfObject(object), textsAt(object, 'metadata', 'labels')] as const] : [],
    ),
  );

/** The label that the API server gives to every namespace. */
export const namespaceName = 'kubernetes.io/metadata.name';

/** Whether a selector takes a namespace; undefined where that depends on labels that are not known. */
export function takesNamespace(
  selector: LabelSelector,
  namespace: string,
  labels: ReadonlyMap<string, Readonly<Record<string, string>>>,
): boolean | undefined {
  const own = labels.get(namespace);
  const known = { ...own, [namespaceName]: namespace };
  const asked = requirementsOf(selector);
  const sure = asked.filter(({ key }) => own !== undefined || key === namespaceName);
  if (!sure.every((requirement) => meets(requirement, known))) return false;
  return sure.length === asked.length ? true : undefined;
}

/** Whether a Prometheus, Alertmanager or ThanosRuler reads an object (prometheus-operator v0.93.1, pkg/prometheus/resource_selector.go). */
export function selection(reader: ObjectInput, { object }: ObjectInput, labels: ReturnType<typeof namespaceLabels>): Selection {
  const { field } = readers[object.kind]!;
  const namespace = namespaceOf(object);
  const own = namespaceOf(reader.object);
  if (
    object.kind === 'AlertmanagerConfig' &&
    valueAt(reader.object, 'spec', 'alertmanagerConfiguration', 'name') === nameOfObject(object) &&
    namespace === own
  ) {
    return { kind: 'selected' };
  }
  const selector = valueAt(reader.object, 'spec', `${field}Selector`);
  if (selector === undefined || selector === null) return { kind: 'unselected', step: 'unset' };
  const wanted = labelSelectorAt(selector);
  if (!requirementsOf(wanted).every((requirement) => meets(requirement, textsAt(object, 'metadata', 'labels')))) {
    return { kind: 'unselected', step: 'labels', selector: wanted };
  }
  const namespaces = valueAt(reader.object, 'spec', `${field}NamespaceSelector`);
  // What does not name its namespace gets one when it is applied.
  const isNamed = valueAt(object, 'metadata', 'namespace') !== undefined && valueAt(reader.object, 'metadata', 'namespace') !== undefined;
  if (namespaces === undefined || namespaces === null) {
    return namespace === own ? { kind: 'selected' } : isNamed ? { kind: 'unselected', step: 'namespace' } : { kind: 'unknown' };
  }
  if (!isNamed && requirementsOf(labelSelectorAt(namespaces)).length > 0) return { kind: 'unknown' };
  const taken = takesNamespace(labelSelectorAt(namespaces), namespace, labels);
  if (taken === undefined) return { kind: 'unknown' };
  return taken ? { kind: 'selected' } : { kind: 'unselected', step: 'namespace', selector: labelSelectorAt(namespaces) };
}
