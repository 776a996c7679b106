import type { KubernetesObject } from '../object';
import { validate } from './schema';
import type { SchemaFault } from './schema-faults';
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

/** What the API server would refuse in the types of a Secret, a ConfigMap or a Namespace, or because it has no name. */
export function coreFaults(object: KubernetesObject): SchemaFault[] {
  if (!isCore(object)) return [];
  const faults = validate(object, kinds[object.kind]!);
  if (faults.length > 0 || object.metadata?.name || object.metadata?.generateName) return faults;
  return [{ path: ['metadata', 'name'], message: 'name is missing', hint: 'Give the object a name.' }];
}
