import { pathText, positionIn, titleOf, validateObject, withDefaults, type InputFault, type LocatedObject, type Path } from '../objects';
import type { KubernetesObject } from '../objects';

export interface Admitted {
  /** What a cluster would hold: the objects that the API server would take, with its defaults. */
  readonly objects: readonly LocatedObject[];
  /** What it would refuse, and why. */
  readonly rejected: readonly InputFault[];
}

/** Judges operator objects as the API server would, and gives them its defaults. Objects of other groups are taken as they are. */
export function admit(located: readonly LocatedObject[]): Admitted {
  const objects: LocatedObject[] = [];
  const rejected: InputFault[] = [];
  const taken = new Map<string, LocatedObject>();
  for (const candidate of located) {
    const { object } = candidate;
    const before = taken.get(keyOf(object));
    if (before !== undefined) {
      const { file, document } = before.source;
      rejected.push(faultOf(candidate, ['metadata', 'name'], `is there already: ${file}, document ${document}`, 'Keep one of the two, or give one another name.'));
      continue;
    }
    const faults = validateObject(object) ?? [];
    rejected.push(...faults.map(({ path, message, hint }) => faultOf(candidate, path, message, hint)));
    if (faults.length > 0) continue;
    taken.set(keyOf(object), candidate);
    objects.push({ ...candidate, object: inNamespace(withDefaults(object)) });
  }
  return { objects, rejected };
}

/** kubectl puts what names no namespace into `default`; cluster-wide kinds are passed over here, so all others have one. */
const inNamespace = (object: KubernetesObject): KubernetesObject =>
  (object.apiVersion.startsWith('monitoring.coreos.com/') && !object.metadata?.namespace ? { ...object, metadata: { ...object.metadata, namespace: 'default' } } : object);

const keyOf = ({ apiVersion, kind, metadata }: KubernetesObject) => [apiVersion.replace(/\/.*/, ''), kind, metadata?.namespace ?? '', metadata?.name ?? ''].join('\n');

/** A fault at a field of an object, where it stands in its file. */
export function faultOf({ object, source, at }: LocatedObject, path: Path, message: string, hint: string): InputFault {
  const title = titleOf(object);
  const field = pathText(path);
  return { file: source.file, document: source.document, ...positionIn(source, [...at, ...path]), ...(title && { object: title }), ...(field && { path: field }), message, hint };
}
