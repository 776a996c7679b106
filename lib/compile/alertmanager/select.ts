import { type LabelSelector, selects } from '../../kubernetes/label-selector';
import { type KubernetesObject, namespaceOf } from '../../kubernetes/object';
import { isMapping } from '../../yaml/value';

export const isAlertmanagerConfig = ({ apiVersion, kind }: KubernetesObject): boolean =>
  kind === 'AlertmanagerConfig' && /^monitoring\.coreos\.com\/v1(?:alpha1|beta1)$/.test(apiVersion ?? '');

/**
 * The AlertmanagerConfigs that an Alertmanager selects, by namespace and name, without the one that is its base. A namespace
 * that is not among the objects has the one label that the API server gives to every namespace.
 */
export function selectedConfigs(alertmanager: KubernetesObject, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const spec = (alertmanager.spec ?? {}) as Readonly<Record<string, unknown>>;
  const own = namespaceOf(alertmanager);
  const base = (spec.alertmanagerConfiguration as { readonly name?: string } | undefined)?.name;
  const namespaces = new Map(
    objects
      .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace')
      .map(({ metadata }) => [metadata?.name, metadata?.labels ?? {}]),
  );
  const namespaceSelected = (name: string) =>
    spec.alertmanagerConfigNamespaceSelector === undefined || spec.alertmanagerConfigNamespaceSelector === null
      ? name === own
      : selects(selectorIn(spec.alertmanagerConfigNamespaceSelector), { ...namespaces.get(name), 'kubernetes.io/metadata.name': name });
  const selected = new Map<string, KubernetesObject>();
  for (const object of objects) {
    if (!isAlertmanagerConfig(object)) continue;
    const namespace = namespaceOf(object);
    const isBase = namespace === own && object.metadata?.name === base;
    if (!isBase && namespaceSelected(namespace) && selects(selectorIn(spec.alertmanagerConfigSelector), object.metadata?.labels ?? {})) {
      selected.set(`${namespace}/${object.metadata?.name ?? ''}`, object);
    }
  }
  return [...selected].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, object]) => object);
}

const selectorIn = (value: unknown): LabelSelector | undefined => (isMapping(value) ? value : undefined);
