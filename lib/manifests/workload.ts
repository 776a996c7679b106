import type { NamedObject } from '../kubernetes/object';
import { componentLabels, instanceLabels, selectorLabels } from './labels';
import { type PodPlan, podSpec } from './pod';
import { spreadOf } from './scheduling';
import type { ServiceSettings } from './service-settings';
import { claimSpec, type Storage } from './storage';

export interface WorkloadPlan extends Omit<PodPlan, 'account'> {
  /** What it is called, as its service account is. */
  readonly name: string;
  readonly namespace: string;
  /** Changes when the pod must start anew, such as a digest of a configuration that it reads only once. */
  readonly restartOn?: Readonly<Record<string, string>>;
}

/** Selectors and Vigie's own labels come last: nothing would find the pods without them. */
export function podTemplate(plan: WorkloadPlan) {
  const { name, restartOn, options = {}, ...pod } = plan;
  const annotations = { ...options.annotations, ...options.pod?.annotations, ...restartOn };
  return {
    metadata: {
      labels: { ...options.labels, ...options.pod?.labels, ...ownLabels(plan) },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: podSpec({ ...pod, account: name, options }),
  };
}

const ownLabels = ({ name, namespace, programs }: WorkloadPlan) => ({
  ...componentLabels(name),
  ...instanceLabels(name, namespace, programs[0]!.image),
});

const metadata = (plan: WorkloadPlan) => {
  const { name, namespace, options: { labels, annotations } = {} } = plan;
  return {
    name,
    namespace,
    labels: { ...labels, ...ownLabels(plan) },
    ...(annotations && { annotations }),
  };
};

/** One pod. Where it writes to a volume that one node at a time may use, the old pod ends before the new one starts. */
export function deployment(plan: WorkloadPlan): NamedObject {
  const claims = plan.programs.some(({ mounts = [] }) => mounts.some(({ source }) => source?.persistentVolumeClaim));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(plan),
    spec: {
      replicas: 1,
      ...(claims && { strategy: { type: 'Recreate' } }),
      selector: { matchLabels: selectorLabels(plan.name) },
      template: podTemplate(plan),
    },
  };
}

export interface Replicas {
  readonly replicas: number;
  /** The headless Service that gives each replica its name. */
  readonly serviceName: string;
  /** What each has of its own, by the name of its mount. */
  readonly volumes: Readonly<Record<string, Storage>>;
}

/** Several pods that keep their names and volumes. All start at once: none waits for another. */
export function statefulSet(plan: WorkloadPlan, { replicas, serviceName, volumes }: Replicas): NamedObject {
  const { name, options = {} } = plan;
  const { metadata: of, spec } = podTemplate(plan);
  const claims = Object.entries(volumes).filter(([, { kind }]) => kind === 'volume');
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata(plan),
    spec: {
      replicas,
      serviceName,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: selectorLabels(name) },
      template: { metadata: of, spec: { ...spec, ...spreadOf(name, replicas, options.pod) } },
      ...(claims.length > 0 && {
        volumeClaimTemplates: claims.map(([volume, storage]) => ({
          metadata: { name: volume, labels: { ...storage.options.labels, ...componentLabels(name) } },
          spec: claimSpec(storage),
        })),
      }),
    },
  };
}

/** One pod on each node. A tenth of the nodes at a time may be without it during an update. */
export function daemonSet(plan: WorkloadPlan): NamedObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadata(plan),
    spec: {
      selector: { matchLabels: selectorLabels(plan.name) },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: podTemplate(plan),
    },
  };
}

export interface ServiceOptions {
  readonly name: string;
  readonly namespace: string;
  /** Whose pods it reaches. */
  readonly component: string;
  readonly ports: Readonly<Record<string, number>>;
  /** No address of its own: only there so that its pods can be found. @default - a cluster address */
  readonly headless?: true;
  /** A client stays at the pod that answered it first. @default - each connection may lead to another pod */
  readonly sticky?: true;
  readonly settings?: ServiceSettings;
}

export function service(options: ServiceOptions): NamedObject {
  const { name, namespace, component, ports, headless, sticky, settings = {} } = options;
  const { type, labels, annotations, nodePort, loadBalancerSourceRanges, loadBalancerClass } = settings;
  const atNode = nodePort === undefined ? {} : { nodePort };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: { ...labels, ...componentLabels(component) }, ...(annotations && { annotations }) },
    spec: {
      ...(type !== undefined && { type }),
      ...(headless && { clusterIP: 'None' }),
      ...(loadBalancerSourceRanges && { loadBalancerSourceRanges: [...loadBalancerSourceRanges] }),
      ...(loadBalancerClass !== undefined && { loadBalancerClass }),
      ...(sticky && { sessionAffinity: 'ClientIP' }),
      selector: selectorLabels(component),
      ports: Object.entries(ports).map(([port, number], index) => ({
        name: port,
        port: number,
        targetPort: port,
        ...(index === 0 && atNode),
      })),
    },
  };
}

/**
 * The headless Service that gives replicas their names. Its labels are not those by which a program's own Service is found: its pods are
 * scraped once. They are found before they are ready, since they may need each other to become so.
 */
export function peerService(name: string, namespace: string, component: string, ports: ServiceOptions['ports']): NamedObject {
  const { metadata, ...rest } = service({ name, namespace, component, ports, headless: true });
  const { app: _, component: __, ...labels } = componentLabels(component) as Readonly<Record<string, string>>;
  return { ...rest, metadata: { ...metadata, labels }, spec: { publishNotReadyAddresses: true, ...(rest.spec as object) } };
}

/** The claim of a volume; none where a program writes to its node, or to a claim that exists already. */
export function storageClaims(name: string, namespace: string, component: string, storage: Storage): readonly NamedObject[] {
  return storage.kind === 'volume' ? [volumeClaim(name, namespace, component, storage)] : [];
}

function volumeClaim(name: string, namespace: string, component: string, storage: Storage): NamedObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, labels: { ...storage.options.labels, ...componentLabels(component) } },
    spec: claimSpec(storage),
  };
}
