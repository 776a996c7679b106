import type {
  Affinity,
  Container,
  DnsConfig,
  HostAlias,
  Toleration,
  TopologySpreadConstraint,
} from '../../imports/monitoring.coreos.com/pod';
import type { Bytes } from '../model/bytes';
import type { AnyDuration } from '../model/duration';
import type { SecretKey } from '../model/secret-key';
import type { ObjectLabels } from './labels';
import type { MountedVolume } from './mounted-volumes';
import type { Named } from './namespace';
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
  /** Files and folders beside its own, such as certificates. @default - none */
  readonly volumes?: readonly MountedVolume[];
  /**
   * Containers beside it in its pod, as Kubernetes has them; the volumes of the pod are theirs too. One without a `securityContext` gets
   * what Pod Security `restricted` asks for. @default - none
   */
  readonly containers?: readonly Container[];
  /** Containers that end before it starts, in the same words. @default - none */
  readonly initContainers?: readonly Container[];
  /** @default - a pod that runs on any Linux node */
  readonly pod?: PodOptions;
  /** Labels of its workload and pods. @default - none beside Vigie's own */
  readonly labels?: ObjectLabels;
  /** Annotations of its workload and pods. @default - none */
  readonly annotations?: ObjectLabels;
}

/** What it says of its own work. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Of programs that say what they do in a log of four levels. */
export interface Logging {
  /** @default info */
  readonly logLevel?: LogLevel;
}

/** Of programs that may run several times at once. */
export interface Replicated {
  /** How many run. From two on each has a volume of its own, and they are spread over nodes where that is possible. @default 1 */
  readonly replicas?: number;
  /** How many a drain of nodes leaves running. @default - from two replicas on, all but one; of one replica nothing is said */
  readonly podDisruptionBudget?: 'off' | { readonly minAvailable: number | `${number}%` };
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
  /** @default - those of the stack */
  readonly imagePullSecrets?: readonly (string | Named)[];
  readonly labels?: ObjectLabels;
  readonly annotations?: ObjectLabels;
  /** Lines of /etc/hosts. @default - what Kubernetes writes */
  readonly hostAliases?: readonly HostAlias[];
  /** How names are resolved. @default - by the DNS of the cluster */
  readonly dnsConfig?: DnsConfig;
  /** How long a pod may take to stop. @default - 10m for Prometheus, which writes its newest samples; Kubernetes' 30 seconds for others */
  readonly terminationGracePeriod?: AnyDuration;
}
