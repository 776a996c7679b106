import type { NamedObject } from '../kubernetes/object';

/** Kinds that have a file of their own, because people read and change them for their own reasons. */
const fileOfKind: Readonly<Record<string, string>> = {
  Namespace: '00-namespaces',
  NetworkPolicy: 'network-policies',
  PrometheusRule: 'prometheus-rules',
  AlertmanagerConfig: 'alertmanager-config',
  ServiceMonitor: 'monitors',
  PodMonitor: 'monitors',
  Probe: 'monitors',
  ScrapeConfig: 'monitors',
};

const accessKinds = new Set(['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']);

/**
 * The file in which an object of a part stands. kubectl applies files in the order of their names: the namespaces come first, and
 * what a pod mounts may come after the pod, which waits for it.
 */
export function fileOf(part: string, { kind, metadata }: NamedObject): string {
  const own = fileOfKind[kind];
  if (own !== undefined) return `${own}.yaml`;
  if (kind === 'ConfigMap') return `${metadata.name.replace(/-\d+$/, '')}.yaml`;
  return accessKinds.has(kind) ? `${part}-rbac.yaml` : `${part}.yaml`;
}
