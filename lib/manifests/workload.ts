import type { NamedObject } from '../kubernetes/object';
import { componentLabels, instanceLabels, selectorLabels } from './labels';
import { type PodPlan, podSpec } from './pod';
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
  const claims = plan.programs.some(({ mounts = [] }) => mounts.some(({ source }) => source.persistentVolumeClaim));
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
}

export function service({ name, namespace, component, ports, headless }: ServiceOptions): NamedObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: componentLabels(component) },
    spec: {
      ...(headless && { clusterIP: 'None' }),
      selector: selectorLabels(component),
      ports: Object.entries(ports).map(([port, number]) => ({ name: port, port: number, targetPort: port })),
    },
  };
}

/** The claim of a volume; none where a program writes to its node. */
export function storageClaims(name: string, namespace: string, component: string, storage: Storage): readonly NamedObject[] {
  return storage.kind === 'ephemeral' ? [] : [volumeClaim(name, namespace, component, storage)];
}

function volumeClaim(name: string, namespace: string, component: string, storage: Storage): NamedObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, labels: { ...storage.options.labels, ...componentLabels(component) } },
    spec: claimSpec(storage),
  };
}
