import type { ObjectLabels } from './labels';

/** How a Service is reached. From outside of the cluster, everybody is let in by the network policies: who may is for its address. */
export type ServiceSettings = {
  readonly annotations?: ObjectLabels;
  /** Labels of the Service. @default - none beside Vigie's own */
  readonly labels?: ObjectLabels;
} & (
  | {
      /** @default ClusterIP */
      readonly type?: 'ClusterIP';
      readonly nodePort?: never;
      readonly loadBalancerSourceRanges?: never;
      readonly loadBalancerClass?: never;
    }
  | {
      readonly type: 'NodePort';
      /** The port of every node. @default - one that Kubernetes chooses */
      readonly nodePort?: number;
      readonly loadBalancerSourceRanges?: never;
      readonly loadBalancerClass?: never;
    }
  | {
      readonly type: 'LoadBalancer';
      readonly nodePort?: number;
      /** Addresses that the load balancer lets in: `10.0.0.0/8`. @default - all */
      readonly loadBalancerSourceRanges?: readonly string[];
      /** @default - the one of the cluster */
      readonly loadBalancerClass?: string;
    }
);

/** Of programs behind a Service that others may be let in to. */
export interface Served {
  /** @default - an address in the cluster */
  readonly service?: ServiceSettings;
}
