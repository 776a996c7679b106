import type { KubernetesObject } from '../model/custom-resource';
import { ownership } from './labels';

/** The levels of Kubernetes' Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A namespace in which the API server refuses pods below a Pod Security level. */
export function namespace(name: string, level: PodSecurityLevel): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        ...ownership,
        'pod-security.kubernetes.io/enforce': level,
        'pod-security.kubernetes.io/audit': level,
        'pod-security.kubernetes.io/warn': level,
      },
    },
  };
}
