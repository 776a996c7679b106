import type { Finding } from '../../model/finding';
import type { KubernetesObject } from '../../model/custom-resource';

export interface Rejection {
  readonly object: Pick<KubernetesObject, 'kind' | 'metadata'>;
  readonly path?: string;
  readonly reason: string;
}

/** An object that prometheus-operator would refuse is refused here too, with the same reason. */
export const rejectionFindings = (rejected: readonly Rejection[]): Finding[] =>
  rejected.map(({ object, path, reason }) => ({
    check: 'rejected-object',
    severity: 'error',
    object: `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`,
    message: `${object.kind} ${object.metadata.name} cannot be compiled${path ? `, at ${path}` : ''}: ${reason}`,
  }));
