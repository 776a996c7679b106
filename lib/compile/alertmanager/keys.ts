import { type KubernetesObject, namespaceOf } from '../../kubernetes/object';

/** One key of a Secret or of a ConfigMap. */
export interface KeyReference {
  readonly from: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** A key that Alertmanager reads as a file: the integrator mounts it at `path`. */
export interface MountedKey extends KeyReference {
  readonly path: string;
}

/** What the given Secrets and ConfigMaps say of a key. An object that is not given is one that exists in the cluster. */
export type KnownKey = { readonly value: string } | { readonly missing: string } | undefined;

/** The Secrets and ConfigMaps among the objects, by their keys. */
export function keysOf(objects: readonly KubernetesObject[]): (reference: KeyReference) => KnownKey {
  const known = new Map<string, ReadonlyMap<string, string>>();
  for (const object of objects) {
    if (object.apiVersion !== 'v1' || (object.kind !== 'Secret' && object.kind !== 'ConfigMap')) continue;
    known.set(address(object.kind, namespaceOf(object), object.metadata?.name ?? ''), dataOf(object));
  }
  return (reference) => {
    const data = known.get(address(reference.from, reference.namespace, reference.name));
    if (data === undefined) return undefined;
    const value = data.get(reference.key);
    return value === undefined
      ? { missing: `${reference.from} ${reference.namespace}/${reference.name} has no key ${reference.key}` }
      : { value };
  };
}

/** The keys of one Secret and their values, or undefined where it is not among the objects. */
export function secretData(objects: readonly KubernetesObject[], namespace: string, name: string): ReadonlyMap<string, string> | undefined {
  const secret = objects.find(
    (object) =>
      object.apiVersion === 'v1' && object.kind === 'Secret' && namespaceOf(object) === namespace && object.metadata?.name === name,
  );
  return secret && dataOf(secret);
}

const address = (kind: string, namespace: string, name: string) => `${kind} ${namespace}/${name}`;

function dataOf({ kind, data, binaryData, stringData }: KubernetesObject): ReadonlyMap<string, string> {
  const decoded = (text: string) => Buffer.from(text, 'base64').toString('utf8');
  const plain = (text: string) => text;
  const entries = (value: unknown, read: (text: string) => string) =>
    Object.entries((value ?? {}) as Record<string, unknown>).map(([key, text]): [string, string] => [key, read(String(text ?? ''))]);
  return new Map(
    kind === 'Secret'
      ? [...entries(data, decoded), ...entries(stringData, plain)]
      : [...entries(binaryData, decoded), ...entries(data, plain)],
  );
}
