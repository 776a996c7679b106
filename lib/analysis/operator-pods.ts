import { mappingsAt, textAt, textsAt, valueAt } from '../kubernetes/access';
import { namespaceOf } from '../kubernetes/object';
import type { ObjectInput } from './check-input';
import { groupOf, nameOfObject, type Pod, podOf } from './pods';

/*
 * What prometheus-operator (v0.93.1) makes of its objects: the pods with their labels, containers and ports. Files:
 * pkg/prometheus/common.go, server/statefulset.go, agent/, alertmanager/statefulset.go, thanos/statefulset.go,
 * operator/config_reloader.go.
 */

interface Port {
  readonly name: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

interface Operated {
  /** The value of app.kubernetes.io/name, and the name of the container. */
  readonly name: string;
  /** Keys of labels whose value is the object's name. */
  readonly nameLabels: readonly string[];
  /** The port that `portName` names. */
  readonly port: number;
  readonly others: readonly Port[];
}

const mesh: readonly Port[] = [
  { name: 'mesh-tcp', containerPort: 9094 },
  { name: 'mesh-udp', containerPort: 9094, protocol: 'UDP' },
];
const instance = 'app.kubernetes.io/instance';

const kinds: Readonly<Record<string, Operated>> = {
  Prometheus: { name: 'prometheus', nameLabels: [instance, 'operator.prometheus.io/name', 'prometheus'], port: 9090, others: [] },
  PrometheusAgent: { name: 'prometheus-agent', nameLabels: [instance, 'operator.prometheus.io/name'], port: 9090, others: [] },
  Alertmanager: { name: 'alertmanager', nameLabels: [instance, 'alertmanager'], port: 9093, others: mesh },
  ThanosRuler: {
    name: 'thanos-ruler',
    nameLabels: [instance, 'thanos-ruler'],
    port: 10902,
    others: [{ name: 'grpc', containerPort: 10901 }],
  },
};

/** Labels that pods have and manifests do not say: those of the version, of shards and modes, and what the operator's own flags add. */
export const runtimeLabels = new RegExp(
  `^(?:${[
    /pod-template-hash|controller-revision-hash|pod-template-generation|controller-uid|job-name/,
    /(?:statefulset|apps|batch|topology)\.kubernetes\.io\/.*/,
    /app\.kubernetes\.io\/version/,
    /operator\.prometheus\.io\/(?:shard|mode)/,
  ]
    .map(({ source }) => source)
    .join('|')})$`,
);

const reloader = { name: 'config-reloader', image: 'prometheus-config-reloader', ports: [{ name: 'reloader-web', containerPort: 8080 }] };
const initReloader = {
  name: 'init-config-reloader',
  image: 'prometheus-config-reloader',
  ports: [{ name: 'reloader-init', containerPort: 8081 }],
};
const thanosSidecar = {
  name: 'thanos-sidecar',
  image: 'thanos',
  ports: [
    { name: 'http', containerPort: 10902 },
    { name: 'grpc', containerPort: 10901 },
  ],
};

/** The kind of pods that the operator makes of an object; undefined where it makes none. */
export const operatedKind = ({ object }: ObjectInput): Operated | undefined =>
  groupOf(object) === 'monitoring.coreos.com' && Object.hasOwn(kinds, object.kind) ? kinds[object.kind] : undefined;

/** The pods that the operator makes of an object. */
export function podOfCustomResource(owner: ObjectInput): Pod | undefined {
  const { object } = owner;
  const kind = operatedKind(owner);
  if (kind === undefined) return undefined;
  const name = nameOfObject(object);
  const isLocal = valueAt(object, 'spec', 'listenLocal') === true;
  const web = isLocal ? [] : [{ name: textAt(object, 'spec', 'portName') || 'web', containerPort: kind.port }];
  // A strategic merge patch: containers of the same name are one.
  const given = (field: string) => mappingsAt(object, 'spec', field).map(([container]) => container);
  const containers = [
    { name: kind.name, image: imageOf(object, kind), ports: [...web, ...kind.others] },
    ...(isLocal ? [] : [reloader]),
    ...(valueAt(object, 'spec', 'thanos') === undefined ? [] : [thanosSidecar]),
    ...given('containers'),
  ];
  return {
    owner,
    namespace: namespaceOf(object),
    labels: {
      ...textsAt(object, 'spec', 'podMetadata', 'labels'),
      'app.kubernetes.io/managed-by': 'prometheus-operator',
      'app.kubernetes.io/name': kind.name,
      ...Object.fromEntries(kind.nameLabels.map((key) => [key, name])),
    },
    annotations: textsAt(object, 'spec', 'podMetadata', 'annotations'),
    spec: {
      containers,
      initContainers: [initReloader, ...given('initContainers')],
      ...(valueAt(object, 'spec', 'hostNetwork') === true && { hostNetwork: true }),
      serviceAccountName: textAt(object, 'spec', 'serviceAccountName') ?? 'default',
    },
    at: ['spec'],
  };
}

/** The image that the object names; without one the operator takes its own default, and its version if the object has none. */
function imageOf(object: ObjectInput['object'], { name }: Operated): string {
  const version = textAt(object, 'spec', 'version');
  return textAt(object, 'spec', 'image') ?? (version === undefined ? name : `${name}:${version}`);
}

/** The pods of an object, whether it is a workload or the operator makes one of it. */
export const anyPodOf = (owner: ObjectInput): Pod | undefined => podOf(owner) ?? podOfCustomResource(owner);
