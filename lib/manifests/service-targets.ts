import { onPod } from '../analysis/endpoint-targets';
import { wiringOf } from '../analysis/services';
import { mappingsAt, textAt, textsAt } from '../kubernetes/access';
import type { NamedObject } from '../kubernetes/object';
import type { Destination } from './context';

export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
  /** By number or name. @default - all ports of the Service */
  readonly port?: number | string;
}

/**
 * The pods that a Service's port leads to, and their own ports, which policies see; undefined where the Service is not among the
 * objects or finds no pods by labels. Where a port of the pods is not known, any port is meant.
 */
export function serviceTarget(objects: readonly NamedObject[], { namespace, name, port }: ServiceName): Destination | undefined {
  const { findServices } = wiringOf({ objects: objects.map((object) => ({ object, place: {} })) });
  const service = findServices({}, [namespace]).find(({ object }) => object.metadata.name === name);
  const labels = textsAt(service?.object, 'spec', 'selector');
  if (service === undefined || Object.keys(labels).length === 0) return undefined;
  const entries = mappingsAt(service.object, 'spec', 'ports')
    .map(([entry]) => entry)
    .filter((entry) => port === undefined || entry.port === port || textAt(entry, 'name') === port);
  const ports = entries.flatMap((entry) => {
    const { targetPort = entry.port } = entry;
    return typeof targetPort === 'number' ? [targetPort] : service.pods.map((pod) => onPod(entry, pod).port);
  });
  const known = ports.filter((one): one is number => one !== undefined);
  return { to: { kind: 'pods', namespace, labels }, ports: known.length === ports.length ? known : [] };
}
