import { textAt, valueAt } from '../kubernetes/access';
import type { NamedObject } from '../kubernetes/object';
import { memoize } from '../text/memoize';
import type { CheckInput, ObjectInput } from './check-input';
import { podOfCustomResource } from './operator-pods';
import { namespaceLabels, operatorsObjects, readersOf, selection } from './operator-selection';
import { containersOf, type Pod, podOf } from './pods';

/**
 * The pods of the Prometheus that reads a monitor, or that an object makes. Without the operator it is a Deployment or StatefulSet,
 * and what it reads is known only where the input says so.
 */
export const prometheusesFor = memoize(finder);

function finder(input: CheckInput): (object: NamedObject) => readonly Pod[] {
  const byKind = operatorsObjects(input);
  const labels = namespaceLabels(input);
  const operated = [...(byKind.get('Prometheus') ?? []), ...(byKind.get('PrometheusAgent') ?? [])];
  const pods = new Map(operated.map((owner) => [owner, podOfCustomResource(owner)!]));
  const plain = input.readsAllMonitors ? input.objects.flatMap((owner) => podWithPrometheus(owner) ?? []) : [];
  return (object) => {
    const own = [...pods].filter(([owner]) => owner.object === object).map(([, pod]) => pod);
    if (own.length > 0) return own;
    const judged = { object, place: {} };
    const readers = readersOf(judged, byKind)
      .filter((reader) => selection(reader, judged, labels).kind === 'selected')
      .flatMap((reader) => pods.get(reader) ?? []);
    return readers.length > 0 ? readers : plain;
  };
}

function podWithPrometheus(owner: ObjectInput): Pod | undefined {
  const pod = podOf(owner);
  return pod !== undefined && containersOf(pod).some(({ json }) => runsPrometheus(json)) ? pod : undefined;
}

const runsPrometheus = (container: unknown): boolean =>
  /^(?:.*\/)?prometheus(?:[:@].*)?$/.test(textAt(container, 'image') ?? '') && valueAt(container, 'args') !== undefined;
