import { listAt, mappingAt, valueAt } from '../../kubernetes/access';
import { containersOf, type Pod } from '../pods';

/** A setting that a pod and each of its containers can have. */
export interface Setting {
  /** `pod`, or the name of the container. */
  readonly owner: string;
  readonly isPod: boolean;
  readonly value: unknown;
}

/** A pod as the policies look at it. */
export interface JudgedPod extends Pod {
  readonly containers: ReturnType<typeof containersOf>;
  readonly isWindows: boolean;
  /** `hostUsers: false`: root in the pod is nobody on the node. */
  readonly hasUserNamespace: boolean;
}

export function judgedPod(pod: Pod): JudgedPod {
  const { spec } = pod;
  return {
    ...pod,
    containers: containersOf(pod),
    isWindows: valueAt(spec, 'os', 'name') === 'windows',
    hasUserNamespace: spec.hostUsers === false,
  };
}

const setting = (json: unknown, path: readonly string[]): unknown => valueAt(json, 'securityContext', ...path) ?? undefined;

export const podSetting = ({ spec }: JudgedPod, ...path: readonly string[]): unknown => setting(spec, path);

/** A setting of each container; of those that leave it to the pod it is undefined. */
export const containerSettings = ({ containers }: JudgedPod, ...path: readonly string[]): readonly Setting[] =>
  containers.map(({ json, name }) => ({ owner: name, isPod: false, value: setting(json, path) }));

/** A setting of the pod, then of each container. */
export const settings = (pod: JudgedPod, ...path: readonly string[]): readonly Setting[] => [
  { owner: 'pod', isPod: true, value: podSetting(pod, ...path) },
  ...containerSettings(pod, ...path),
];

/** `the pod`, `container a`, `the pod and containers a and b`. */
export function owners(bad: readonly Setting[]): string {
  const names = bad.filter(({ isPod }) => !isPod).map(({ owner }) => owner);
  const containers = names.length === 0 ? [] : [`${names.length === 1 ? 'container' : 'containers'} ${names.join(', ')}`];
  return [...(bad.some(({ isPod }) => isPod) ? ['the pod'] : []), ...containers].join(' and ');
}

/** The values of a list in a setting, such as of the capabilities that are added. */
export const textsIn = (value: unknown): readonly string[] => listAt(value).filter((item): item is string => typeof item === 'string');

export const volumesOf = ({ spec }: JudgedPod): readonly Readonly<Record<string, unknown>>[] =>
  listAt(spec, 'volumes').map((volume) => mappingAt(volume));
