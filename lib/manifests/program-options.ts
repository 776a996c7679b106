import type { Affinity, LocalObjectReference, Toleration, TopologySpreadConstraint } from '../../imports/monitoring.coreos.com/pod';
import type { Bytes } from '../model/bytes';
import type { AnyDuration } from '../model/duration';
import type { SecretKey } from '../model/secret-key';
import type { ObjectLabels } from './labels';
import type { Cores } from './units';

/** How a program runs. What is set here is added to what Vigie sets, or takes its place. */
export interface ProgramOptions {
  /** The whole reference of its image. @default - the stack's */
  readonly image?: string;
  /** @default - requests by the size of the cluster, a memory limit of twice the request, no CPU limit */
  readonly resources?: Resources;
  /** Flags beside those that Vigie sets. @default - none */
  readonly args?: readonly string[];
  /** Environment variables, by name. @default - none */
  readonly env?: Readonly<Record<string, EnvSource>>;
  /** @default - a pod that runs on any Linux node */
  readonly pod?: PodOptions;
  /** Labels of its workload and pods. @default - none beside Vigie's own */
  readonly labels?: ObjectLabels;
  /** Annotations of its workload and pods. @default - none */
  readonly annotations?: ObjectLabels;
}

/** Requests and limits of a container. */
export interface Resources {
  readonly requests?: Amounts;
  readonly limits?: 'off' | Amounts;
}

export interface Amounts {
  readonly cpu?: Cores;
  readonly memory?: Bytes;
  readonly ephemeralStorage?: Bytes;
}

/** The value of an environment variable, or where it is read: a key of a Secret or ConfigMap, a field of the pod. */
export type EnvSource =
  | string
  | SecretKey
  | { readonly secret: { readonly name: string }; readonly key: string }
  | { readonly configMap: string | { readonly name: string }; readonly key: string }
  | { readonly field: string };

/** Where a pod may run and what it is called, in Kubernetes' own words. */
export interface PodOptions {
  /** Labels of the nodes that it may run on, beside Linux. */
  readonly nodeSelector?: ObjectLabels;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: Affinity;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly priorityClassName?: string;
  readonly imagePullSecrets?: readonly (string | LocalObjectReference)[];
  readonly labels?: ObjectLabels;
  readonly annotations?: ObjectLabels;
  /** How long a pod may take to stop. @default - 10m for Prometheus, which writes its newest samples; Kubernetes' 30 seconds for others */
  readonly terminationGracePeriod?: AnyDuration;
}
