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

/** The way from an object to a value inside it: keys of mappings and indexes of lists. */
export type Path = readonly (string | number)[];

const plainKey = /^[A-Za-z_][\w-]*$/;

/** The way that `spec.endpoints[0].port` says, for names without dots. */
export const pathOf = (text: string): Path => text.split(/[.[\]]+/).filter(Boolean).map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** A path as people write it: `spec.endpoints[0].port`, `metadata.labels["app.kubernetes.io/name"]`. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!plainKey.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
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

/** True for what YAML calls a mapping and JSON an object. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
