import type { KubernetesObject } from '../model/custom-resource';
import { labelsOf, selectorLabels } from './labels';
import { type PodOptions, podSpec } from './pod';

export interface WorkloadOptions extends PodOptions {
  readonly name: string;
  readonly namespace: string;
  /** Changes when the pod must start anew, such as a digest of a configuration that it reads only once. */
  readonly restartOn?: Readonly<Record<string, string>>;
}

const template = (options: WorkloadOptions) => ({
  metadata: { labels: labelsOf(options.name), ...(options.restartOn && { annotations: options.restartOn }) },
  spec: podSpec(options),
});

const metadata = ({ name, namespace }: WorkloadOptions) => ({ name, namespace, labels: labelsOf(name) });

/** One pod. Where it writes to a volume that one node at a time may use, the old pod ends before the new one starts. */
export function deployment(options: WorkloadOptions): KubernetesObject {
  const claims = options.programs.some(({ mounts = [] }) => mounts.some(({ source }) => source.persistentVolumeClaim));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(options),
    spec: {
      replicas: 1,
      ...(claims && { strategy: { type: 'Recreate' } }),
      selector: { matchLabels: selectorLabels(options.name) },
      template: template(options),
    },
  };
}

/** One pod on each node. A tenth of the nodes at a time may be without it during an update. */
export function daemonSet(options: WorkloadOptions): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadata(options),
    spec: {
      selector: { matchLabels: selectorLabels(options.name) },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: template(options),
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

export function service({ name, namespace, component, ports, headless }: ServiceOptions): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: labelsOf(component) },
    spec: {
      ...(headless && { clusterIP: 'None' }),
      selector: selectorLabels(component),
      ports: Object.entries(ports).map(([port, number]) => ({ name: port, port: number, targetPort: port })),
    },
  };
}

export function volumeClaim(name: string, namespace: string, component: string, storage: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, labels: labelsOf(component) },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  };
}
