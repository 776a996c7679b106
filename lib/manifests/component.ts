import type { KubernetesObject } from '../model/custom-resource';
import type { Dashboard } from '../model/dashboard';
import type { PromDuration } from '../model/duration';
import type { Scrape, Watch } from '../model/watch';
import type { ImageName } from './images';
import type { PodSecurityLevel } from './namespace';
import type { ClusterSize } from './size';

/** What a component may ask of the stack that installs it. */
export interface Context {
  readonly namespace: string;
  readonly podSecurity: PodSecurityLevel;
  readonly cluster: ClusterSize;
  readonly image: (name: ImageName) => string;
  /** Where Prometheus answers queries, seen from a pod of the stack. */
  readonly prometheusUrl: string;
  /** How often Prometheus scrapes where a target says nothing else. */
  readonly scrapeInterval: PromDuration;
  /** Every dashboard of the stack. */
  readonly dashboards: readonly Dashboard[];
}

/** A party to a connection: pods of a component, the API server, nodes, or anything outside of the cluster. */
export type Peer =
  | { readonly kind: 'pods'; readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  | { readonly kind: 'api-server' }
  | { readonly kind: 'nodes' }
  | { readonly kind: 'internet' };

/** Somebody opens connections to somebody: what network policies are made of. */
export interface Link {
  readonly from: Peer;
  readonly to: Peer;
  /** TCP ports; none means any. */
  readonly ports: readonly number[];
}

/** Something that a stack runs, and how it is watched. */
export interface Component {
  /** The `app` label of its pods and the name of its file. */
  readonly name: string;
  readonly objects: (context: Context) => readonly KubernetesObject[];
  /** How its /metrics are found. @default - it is not scraped */
  readonly scrapes?: (context: Context) => readonly Scrape[];
  readonly watch?: Watch;
  /** The connections that it opens or that its users open, but for scrapes, which the stack knows. @default - none */
  readonly links?: (context: Context) => readonly Link[];
  /** Namespaces that it needs besides the stack's. @default - none */
  readonly namespaces?: (context: Context) => readonly { readonly name: string; readonly level: PodSecurityLevel }[];
}
