import { mappingAt, mappingsAt, textAt, textsAt, valueAt } from '../kubernetes/access';
import { type NamedObject, namespaceOf } from '../kubernetes/object';
import type { Path } from '../yaml/value';
import type { ObjectInput } from './check-input';

type Json = Readonly<Record<string, unknown>>;

/** Where the pods of a workload are described, by API group and kind. */
const templates: Readonly<Record<string, Path>> = {
  '/Pod': [],
  '/PodTemplate': ['template'],
  '/ReplicationController': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

export const groupOf = ({ apiVersion }: Pick<NamedObject, 'apiVersion'>): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

/** A pod, or what a workload makes its pods of. */
export interface Pod {
  readonly owner: ObjectInput;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Json;
  /** The way from the object to the spec. */
  readonly at: Path;
}

/** The pods of an object, none where it is no workload. */
export function podOf(owner: ObjectInput): Pod | undefined {
  const { object } = owner;
  const path = templates[`${groupOf(object)}/${object.kind}`];
  if (path === undefined) return undefined;
  const template = valueAt(object, ...path);
  return {
    owner,
    namespace: namespaceOf(object),
    labels: textsAt(template, 'metadata', 'labels'),
    annotations: textsAt(template, 'metadata', 'annotations'),
    spec: mappingAt(template, 'spec'),
    at: [...path, 'spec'],
  };
}

/** The name of an object; empty where it has none. */
export const nameOfObject = (object: NamedObject): string => textAt(object, 'metadata', 'name') ?? '';

export interface Container {
  readonly json: Json;
  readonly at: Path;
  /** `container grafana`, `init container config`, as messages call it. */
  readonly title: string;
  readonly name: string;
}

const kindsOfContainers: readonly (readonly [field: string, kind: string])[] = [
  ['initContainers', 'init container'],
  ['containers', 'container'],
  ['ephemeralContainers', 'ephemeral container'],
];

/** The containers of something with a pod's lists of them, in the order in which Kubernetes starts them. */
export function containersIn(spec: unknown, path: Path): readonly Container[] {
  return kindsOfContainers.flatMap(([field, kind]) =>
    mappingsAt(spec, field).map(([json, index]) => {
      const name = textAt(json, 'name') ?? `${index}`;
      return { json, at: [...path, field, index], title: `${kind} ${name}`, name };
    }),
  );
}

export const containersOf = ({ spec, at: path }: Pod): readonly Container[] => containersIn(spec, path);
