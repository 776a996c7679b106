import type { KubernetesObject } from '../object';
import type { SchemaProblem } from './problems';
import { validate } from './schema';
import type { Schema } from './schema-type';

const texts: Schema = { type: 'object', additionalProperties: { type: 'string', nullable: true } };
const metadata: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    namespace: { type: 'string' },
    labels: { type: 'object', additionalProperties: { type: 'string', nullable: true } },
  },
  'x-kubernetes-preserve-unknown-fields': true,
};
const kind = (fields: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  properties: { metadata, ...fields },
  'x-kubernetes-preserve-unknown-fields': true,
});

/** As much of the kinds of the core API as is read here (k8s.io/api/core/v1, types.go). */
const kinds: Readonly<Record<string, Schema>> = {
  Secret: kind({ data: texts, stringData: texts }),
  ConfigMap: kind({ data: texts, binaryData: texts }),
  Namespace: kind({}),
};

/** Whether this is a Secret, a ConfigMap or a Namespace. */
export const isCore = (object: KubernetesObject): boolean => object.apiVersion === 'v1' && Object.hasOwn(kinds, object.kind);

/** A value of a Secret is printed nowhere, also where it has the wrong type. */
const withoutItsValue = (problem: SchemaProblem): SchemaProblem =>
  problem.code === 'wrong-type' && problem.path.length > 1 && problem.path[0] !== 'metadata'
    ? { ...problem, message: 'has another type, but must be a text' }
    : problem;

/** What the API server would refuse in the types of a Secret, a ConfigMap or a Namespace, or because it has no name. */
export function coreProblems(object: KubernetesObject): SchemaProblem[] {
  if (!isCore(object)) return [];
  const problems = validate(object, kinds[object.kind]!).map((problem) => (object.kind === 'Secret' ? withoutItsValue(problem) : problem));
  if (problems.length > 0 || object.metadata?.name || object.metadata?.generateName) return problems;
  return [{ code: 'missing-field', path: ['metadata', 'name'], message: 'name is missing', hint: 'Give the object a name.' }];
}
