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
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

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
