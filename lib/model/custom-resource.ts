/** A Kubernetes object as plain data, as it is written to YAML. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A reference to one key of a Secret in the namespace of the object that refers to it. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** A reference to one key of a Secret; the Secret itself is made outside of the app. */
export function secretKey(name: string, key: string): SecretKey {
  return { name, key };
}
