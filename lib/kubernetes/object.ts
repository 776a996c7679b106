import { isMapping } from '../yaml/value';

/** A Kubernetes object as data: what its YAML or JSON says, nothing added. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ObjectMeta;
  readonly [field: string]: unknown;
}

export interface ObjectMeta {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object that has a name, as every object that is made or was judged has. */
export interface NamedObject extends KubernetesObject {
  readonly metadata: NamedMeta;
}

export interface NamedMeta extends ObjectMeta {
  readonly name: string;
}

/** Which object. */
export interface ObjectReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The namespace of an object; kubectl takes `default` where it names none. */
export const namespaceOf = ({ metadata }: { readonly metadata?: Pick<ObjectMeta, 'namespace'> }): string =>
  metadata?.namespace || 'default';

export const referenceTo = (object: { readonly kind?: string; readonly metadata?: ObjectMeta }): ObjectReference => ({
  kind: object.kind ?? '',
  namespace: namespaceOf(object),
  name: object.metadata?.name ?? '',
});

/** `ServiceMonitor monitoring/iris` */
export const referenceText = ({ kind, namespace, name }: ObjectReference): string => `${kind} ${namespace}/${name}`;

/** What an object is called in messages: `ServiceMonitor monitoring/iris`; undefined where it says neither kind nor name. */
export function titleOf(value: unknown): string | undefined {
  if (!isMapping(value)) return undefined;
  const meta = isMapping(value.metadata) ? value.metadata : {};
  const kind = text(value.kind);
  const name = text(meta.name) ?? text(meta.generateName);
  const namespace = text(meta.namespace);
  if (name === undefined) return kind;
  return `${kind ?? 'object'} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
