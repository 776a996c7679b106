import { listAt, mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import type { NamedObject } from '../../kubernetes/object';
import type { PolicyRule } from '../../manifests/rbac';

/** What a ScrapeConfig or a Probe looks for in Kubernetes. */
export interface KubernetesDiscovery {
  readonly role: string;
  /** @default - all of them */
  readonly namespaces?: readonly string[];
}

const textsIn = (list: readonly unknown[]) => list.filter((one): one is string => typeof one === 'string');

export function discoveriesOf(monitor: NamedObject, home: string): readonly KubernetesDiscovery[] {
  if (monitor.kind === 'Probe') {
    const selector = valueAt(monitor, 'spec', 'targets', 'ingress');
    if (selector === undefined) return [];
    if (valueAt(selector, 'namespaceSelector', 'any') === true) return [{ role: 'ingress' }];
    const names = textsIn(listAt(selector, 'namespaceSelector', 'matchNames'));
    return [{ role: 'ingress', namespaces: names.length > 0 ? names : [monitor.metadata.namespace!] }];
  }
  if (monitor.kind !== 'ScrapeConfig') return [];
  return mappingsAt(monitor, 'spec', 'kubernetesSDConfigs').map(([config]) => {
    const own = valueAt(config, 'namespaces', 'ownNamespace') === true ? [home] : [];
    const names = [...textsIn(listAt(config, 'namespaces', 'names')), ...own];
    return { role: (textAt(config, 'role') ?? '').toLowerCase(), ...(names.length > 0 && { namespaces: names }) };
  });
}

const verbs = ['get', 'list', 'watch'];

/** What a role reads beside pods, Services and slices. */
const ofRole: Readonly<Record<string, PolicyRule>> = {
  endpoints: { apiGroups: [''], resources: ['endpoints'], verbs },
  ingress: { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs },
};

export const furtherRules = (found: readonly KubernetesDiscovery[]): readonly PolicyRule[] =>
  Object.entries(ofRole).flatMap(([role, rule]) => (found.some((one) => one.role === role) ? [rule] : []));
