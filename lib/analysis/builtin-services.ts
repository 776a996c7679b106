import { textAt, valueAt } from '../kubernetes/access';
import { type NamedObject, namespaceOf } from '../kubernetes/object';
import type { ObjectInput } from './check-input';
import { containersOf, groupOf, podOf } from './pods';

/** A Service that is there without being among the objects. */
export interface BuiltinService {
  readonly object: NamedObject;
  /** Who makes it, in words. */
  readonly by: string;
  /** True where its labels and ports differ between clusters. */
  readonly varies?: true;
  /** True where all kubelets are behind it. */
  readonly kubelets?: true;
}

const service = (namespace: string, name: string, labels: Readonly<Record<string, string>>, ports: readonly string[]): NamedObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels },
  spec: { ports: ports.map((port) => ({ name: port })) },
});

/**
 * Services that every cluster has: the API server's own (kubernetes/pkg/controlplane) and that of its DNS, which each
 * distribution installs.
 */
const ofKubernetes: readonly BuiltinService[] = [
  { object: service('default', 'kubernetes', { component: 'apiserver', provider: 'kubernetes' }, ['https']), by: 'Kubernetes' },
  {
    object: service(
      'kube-system',
      'kube-dns',
      { 'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' },
      ['dns', 'dns-tcp', 'metrics'],
    ),
    by: 'Kubernetes',
    varies: true,
  },
];

/** Services that Kubernetes and prometheus-operator (v0.93.1) make by themselves, beside these objects. */
export function builtinServices(objects: readonly ObjectInput[]): readonly BuiltinService[] {
  return [...ofKubernetes, ...objects.flatMap((owner) => [...kubeletServices(owner), ...governing(owner)])];
}

/** The Service with all kubelets behind it, where the operator's arguments ask for it (pkg/kubelet/controller.go). */
function kubeletServices(owner: ObjectInput): BuiltinService[] {
  const pod = owner.object.kind === 'Deployment' ? podOf(owner) : undefined;
  const args = (pod === undefined ? [] : containersOf(pod)).flatMap(({ json }) =>
    [json.args, json.command].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : [])),
  );
  return args.flatMap((arg) => {
    const [, namespace, name] = /^--kubelet-service=([^/]+)\/(.+)$/.exec(String(arg)) ?? [];
    if (namespace === undefined || name === undefined) return [];
    const labels = { 'k8s-app': 'kubelet', 'app.kubernetes.io/name': 'kubelet', 'app.kubernetes.io/managed-by': 'prometheus-operator' };
    return [
      {
        object: service(namespace, name, labels, ['https-metrics', 'http-metrics', 'cadvisor']),
        by: 'prometheus-operator',
        kubelets: true,
      },
    ];
  });
}

/** Of each kind: the value of app.kubernetes.io/name, the label `operated-...`, and the ports beside that of `portName`. */
const governors: Readonly<Record<string, { readonly name: string; readonly label: string; readonly ports: readonly string[] }>> = {
  Prometheus: { name: 'prometheus', label: 'prometheus', ports: [] },
  PrometheusAgent: { name: 'prometheus-agent', label: 'prometheus', ports: [] },
  Alertmanager: { name: 'alertmanager', label: 'alertmanager', ports: ['tcp-mesh', 'udp-mesh'] },
  ThanosRuler: { name: 'thanos-ruler', label: 'thanos-ruler', ports: ['grpc'] },
};

/** The headless Service that a stateful set of the operator's has, unless the object names one of its own. */
function governing({ object }: ObjectInput): BuiltinService[] {
  const governor =
    groupOf(object) === 'monitoring.coreos.com' && Object.hasOwn(governors, object.kind) ? governors[object.kind] : undefined;
  if (governor === undefined || textAt(object, 'spec', 'serviceName') !== undefined) return [];
  const { name, label, ports } = governor;
  const extra = object.kind === 'Prometheus' && valueAt(object, 'spec', 'thanos') !== undefined ? ['grpc'] : ports;
  const web = textAt(object, 'spec', 'portName') || 'web';
  const made = service(namespaceOf(object), `${name}-operated`, { [`operated-${label}`]: 'true' }, [web, ...extra]);
  return [
    {
      object: { ...made, spec: { ...(made.spec as object), selector: { 'app.kubernetes.io/name': name } } },
      by: 'prometheus-operator',
    },
  ];
}
