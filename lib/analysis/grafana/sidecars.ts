import { mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import { type NamedObject, namespaceOf } from '../../kubernetes/object';
import { memoize } from '../../text/memoize';
import type { CheckInput } from '../check-input';
import { containersOf, podOf } from '../pods';

/** A container that brings ConfigMaps with a label to Grafana (kiwigrid/k8s-sidecar, README, "Configuration Environment Variables"). */
export interface Sidecar {
  readonly label: string;
  /** @default - any value */
  readonly value?: string;
  /** The namespaces in which it looks. `all`; undefined where that is not known. */
  readonly namespaces: 'all' | readonly string[] | undefined;
  /** The annotation that names the folder of a dashboard. @default - all are in one folder */
  readonly folderAnnotation?: string;
}

/** The sidecars among the objects that bring ConfigMaps. */
export const sidecarsOf = memoize(({ objects }: Pick<CheckInput, 'objects'>): readonly Sidecar[] =>
  objects.flatMap((owner) => {
    const pod = podOf(owner);
    if (pod === undefined) return [];
    return containersOf(pod).flatMap(({ json }) => {
      if (!/(?:^|\/)k8s-sidecar(?:[:@]|$)/.test(textAt(json, 'image') ?? '')) return [];
      const env = new Map(mappingsAt(json, 'env').map(([variable]) => [textAt(variable, 'name') ?? '', variable]));
      const label = textAt(env.get('LABEL'), 'value');
      const resource = textAt(env.get('RESOURCE'), 'value') ?? 'configmap';
      if (label === undefined || resource === 'secret') return [];
      const value = textAt(env.get('LABEL_VALUE'), 'value');
      const folderAnnotation = textAt(env.get('FOLDER_ANNOTATION'), 'value');
      return [
        {
          label,
          ...(value ? { value } : {}),
          namespaces: namespacesIn(env.get('NAMESPACE'), pod.namespace),
          ...(folderAnnotation ? { folderAnnotation } : {}),
        },
      ];
    });
  }),
);

function namespacesIn(variable: unknown, own: string): Sidecar['namespaces'] {
  if (variable === undefined) return [own];
  const text = textAt(variable, 'value');
  if (text === undefined) return valueAt(variable, 'valueFrom') === undefined ? [own] : undefined;
  if (text === '') return [own];
  return text === 'ALL' ? 'all' : text.split(',').map((each) => each.trim());
}

/** Why a sidecar does not bring a ConfigMap whose label is nearly its own: `taken` where it brings it; undefined where it is for others. */
export function missedBy(
  { label, value, namespaces }: Sidecar,
  object: NamedObject,
): 'taken' | { readonly kind: 'key' | 'value'; readonly has: string } | { readonly kind: 'namespace' } | undefined {
  const labels = Object.entries((valueAt(object, 'metadata', 'labels') ?? {}) as Readonly<Record<string, unknown>>);
  const given = labels.find(([key]) => key === label);
  if (given !== undefined) {
    if (value !== undefined && String(given[1]) !== value) return { kind: 'value', has: String(given[1]) };
    return namespaces === undefined || namespaces === 'all' || namespaces.includes(namespaceOf(object)) ? 'taken' : { kind: 'namespace' };
  }
  const alike = labels.find(([key]) => plain(key) === plain(label));
  return alike && { kind: 'key', has: alike[0] };
}

const plain = (key: string): string => key.toLowerCase().replace(/[-_./]|s$/g, '');
