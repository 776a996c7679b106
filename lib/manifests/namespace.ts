import type { NamedObject } from '../kubernetes/object';
import type { Labels } from '../model/labels';
import { ownership } from './labels';

/** The levels of Kubernetes' Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** Something that has a name in the cluster, such as a construct of cdk8s-plus. */
export interface Named {
  readonly name: string;
  /** A function that was not called has a name, too. */
  readonly apply?: never;
}

/** The name of something, or of a construct. */
export const nameOf = (of: string | Named): string => (typeof of === 'string' ? of : of.name);

/** A namespace, and whether a stack makes it. */
export interface Namespace extends Named {
  readonly kind: 'namespace';
  readonly isMade: boolean;
  /** The level that it enforces. @default - unknown */
  readonly podSecurity?: PodSecurityLevel;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

export interface NamespaceOptions {
  /** The level below which the API server refuses pods. What Vigie runs in the namespace of a stack meets `restricted`. @default restricted */
  readonly podSecurity?: PodSecurityLevel;
  /** @default - the level, and whose it is */
  readonly labels?: Labels;
  /** @default - none */
  readonly annotations?: Labels;
}

export interface ExistingNamespaceOptions {
  /** The level that it enforces, by which pods in it are checked. @default - unknown, so pods are checked where its Namespace is in the app */
  readonly podSecurity?: PodSecurityLevel;
}

/** A namespace that the stack makes. A text as the namespace of a stack means the same. */
export const namespace = (name: string, { podSecurity = 'restricted', ...options }: NamespaceOptions = {}): Namespace => ({
  kind: 'namespace',
  name,
  isMade: true,
  podSecurity,
  ...options,
});

/** A namespace that somebody else makes: it is neither made nor labelled. A construct as the namespace of a stack means the same. */
export const existing = (of: string | Named, options: ExistingNamespaceOptions = {}): Namespace => ({
  kind: 'namespace',
  name: nameOf(of),
  isMade: false,
  ...options,
});

/** What is said as the namespace of a stack. */
export function namespaceFrom(of: string | Named | Namespace): Namespace {
  if (typeof of === 'string') return namespace(of);
  return 'kind' in of && of.kind === 'namespace' ? of : existing(of);
}

/** A namespace as an object, with the labels by which the API server refuses pods below its level. */
export function namespaceObject({ name, podSecurity, labels, annotations }: Omit<Namespace, 'kind' | 'isMade'>): NamedObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        ...ownership,
        ...(podSecurity && {
          'pod-security.kubernetes.io/enforce': podSecurity,
          'pod-security.kubernetes.io/audit': podSecurity,
          'pod-security.kubernetes.io/warn': podSecurity,
        }),
        ...labels,
      },
      ...(annotations && { annotations }),
    },
  };
}
