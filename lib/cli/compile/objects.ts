import { isDeepStrictEqual } from 'node:util';
import { type KubernetesObject, titleOf } from '../../kubernetes/object';
import type { LocatedObject } from '../../kubernetes/read';
import { coreFaults, isCore } from '../../kubernetes/schema/core';
import { apiVersionOf, validateObject, withDefaults } from '../../kubernetes/schema/crds';
import { nearest } from '../../text/nearest';
import type { InputFault } from '../../yaml/fault';
import { positionIn } from '../../yaml/position';
import { type Path, pathText } from '../../yaml/value';

export interface Admitted {
  /** What a cluster would hold of the kinds that a compilation reads, with the API server's defaults. */
  readonly objects: readonly LocatedObject[];
  /** What it would refuse, and why. */
  readonly rejected: readonly InputFault[];
  /** The objects of those. */
  readonly refused: readonly KubernetesObject[];
}

const group = 'monitoring.coreos.com';
const groupOf = ({ apiVersion }: KubernetesObject): string => apiVersion.split('/')[0]!;
const isOperators = (object: KubernetesObject): boolean => groupOf(object) === group;

/**
 * Judges prometheus-operator's objects as the API server would, and gives them its defaults; of Secrets, ConfigMaps and Namespaces only
 * the types. All other objects are passed over: no compilation reads them.
 */
export function admit(located: readonly LocatedObject[]): Admitted {
  const objects: LocatedObject[] = [];
  const rejected: InputFault[] = [];
  const refused: KubernetesObject[] = [];
  const taken = new Map<string, LocatedObject>();
  for (const candidate of located) {
    const { object } = candidate;
    const reject = (...faults: readonly InputFault[]): void => {
      rejected.push(...faults);
      refused.push(object);
    };
    if (!isOperators(object) && !isCore(object)) {
      const meant = meantApiVersion(object);
      if (meant !== undefined) {
        reject(faultOf(candidate, ['apiVersion'], `there is no ${object.kind} in ${object.apiVersion}`, `Write apiVersion: ${meant}.`));
      }
      continue;
    }
    const before = taken.get(keyOf(object));
    if (before !== undefined) {
      if (!isOperators(object) && isDeepStrictEqual(object, before.object)) continue; // two charts may bring the same Namespace
      const { file, document } = before.source;
      reject(
        faultOf(
          candidate,
          ['metadata', 'name'],
          `is there already: ${file}, document ${document}`,
          'Keep one of the two, or give one another name.',
        ),
      );
      continue;
    }
    const faults = validateObject(object) ?? coreFaults(object);
    if (faults.length === 0 && !object.metadata?.name) {
      reject(
        faultOf(
          candidate,
          ['metadata'],
          'has a name only once it is in a cluster',
          'Write name instead of generateName: what is compiled is called after it.',
        ),
      );
      continue;
    }
    if (faults.length > 0) {
      reject(...faults.map(({ path, message, hint }) => faultOf(candidate, path, message, hint)));
      continue;
    }
    taken.set(keyOf(object), candidate);
    objects.push({ ...candidate, object: inNamespace(withDefaults(object)) });
  }
  return { objects, rejected, refused };
}

/** Where the kind is one of prometheus-operator's, and the group none of another product, but a slip. */
function meantApiVersion(object: KubernetesObject): string | undefined {
  const other = groupOf(object);
  // Azure's monitors are of azmonitoring.coreos.com.
  const isSlip = !other.includes('.') || (nearest(other, [group]) !== undefined && !other.endsWith(group));
  return isSlip ? apiVersionOf(object.kind) : undefined;
}

/** kubectl puts what names no namespace into `default`. */
const inNamespace = (object: KubernetesObject): KubernetesObject =>
  isOperators(object) && !object.metadata?.namespace ? { ...object, metadata: { ...object.metadata, namespace: 'default' } } : object;

const keyOf = (object: KubernetesObject) =>
  [groupOf(object), object.kind, object.metadata?.namespace || 'default', object.metadata?.name ?? ''].join('\n');

/** A fault at a field of an object, where it stands in its file. */
export function faultOf({ object, source, at }: LocatedObject, path: Path, message: string, hint: string): InputFault {
  const title = titleOf(object);
  const field = pathText(path);
  return {
    file: source.file,
    document: source.document,
    ...positionIn(source, [...at, ...path]),
    ...(title && { object: title }),
    ...(field && { path: field }),
    message,
    hint,
  };
}
