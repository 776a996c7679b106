import type { ImageName } from '../catalog/programs';
import type { Dashboard } from '../model/dashboard';
import type { PromDuration } from '../model/duration';
import type { PodSecurityLevel } from './namespace';
import type { ClusterSize } from './size';

/** What a component may ask of the stack that installs it. */
export interface Context {
  readonly namespace: string;
  /** The Pod Security level of the namespace; `restricted` where it exists already and its level is unknown. */
  readonly podSecurity: PodSecurityLevel;
  readonly cluster: ClusterSize;
  /** The reference of an image; `override` is one of a program's own options. Every reference is listed in images.txt. */
  readonly image: (name: ImageName, override?: string) => string;
  /** Where Prometheus answers queries, seen from a pod of the stack. */
  readonly prometheusUrl: string;
  /** How often Prometheus scrapes where a target says nothing else. */
  readonly scrapeInterval: PromDuration;
  /** Every dashboard of the stack. */
  readonly dashboards: readonly Dashboard[];
}

/** One end of a connection. A text is a component of the stack: `prometheus`, `grafana` or one that was installed. */
export type Peer =
  | string
  | { readonly kind: 'pods'; readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'cidr'; readonly cidr: string }
  | { readonly kind: 'api-server' | 'nodes' | 'internet' };

/** Connections that one end opens to the other: network policies are made of them. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  /** TCP ports of the pods that are connected to; an empty list is any port, and for the API server those that it listens on. */
  readonly ports: readonly number[];
  /** UDP ports beside. @default - none */
  readonly udpPorts?: readonly number[];
}

export type Destination = Pick<Connection, 'to' | 'ports'>;
