import type { ObjectReference } from '../kubernetes/object';
import type { Problem } from '../text/problem';

/** Something about a field of an object that is compiled. */
export interface CompileProblem extends Problem {
  readonly object: ObjectReference;
  /** The field: `spec.endpoints[0].tlsConfig`; of a Secret, the key. */
  readonly path: string;
  /** Where in the configuration that a key of a Secret holds: `route.receiver`. */
  readonly inside?: string;
}
