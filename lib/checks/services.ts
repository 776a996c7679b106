import { mapping, text, texts } from './data';
import type { JudgedObject, Model } from './model';
import { groupOf, namespaceOf, podOf, type Pod } from './pods';

/** A Service that finds its pods by labels, and those of the model that it finds. */
export interface SelectingService {
  readonly service: JudgedObject;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly pods: readonly Pod[];
}

export interface Wiring {
  readonly services: readonly SelectingService[];
  readonly podsByNamespace: ReadonlyMap<string, readonly Pod[]>;
}

const known = new WeakMap<Model, Wiring>();

/** Which Service finds which pods. */
export function wiringOf(model: Model): Wiring {
  const found = known.get(model) ?? wire(model);
  known.set(model, found);
  return found;
}

function wire({ objects }: Model): Wiring {
  const podsByNamespace = new Map<string, Pod[]>();
  // Most Services ask for a label that few pods have: only pods with one of its labels are looked at.
  const podsByLabel = new Map<string, Pod[]>();
  for (const judged of objects) {
    const pod = podOf(judged);
    if (pod === undefined) continue;
    push(podsByNamespace, pod.namespace, pod);
    for (const [key, value] of Object.entries(pod.labels)) push(podsByLabel, `${pod.namespace}/${key}=${value}`, pod);
  }
  const services = objects.flatMap((service): SelectingService[] => {
    const { object } = service;
    if (object.kind !== 'Service' || groupOf(object) !== '' || text(object, 'spec', 'type') === 'ExternalName') return [];
    const selector = texts(object, 'spec', 'selector');
    const wanted = Object.entries(selector);
    if (wanted.length === 0 || wanted.length < Object.keys(mapping(object, 'spec', 'selector')).length) return [];
    const namespace = namespaceOf(object);
    const lists = wanted.map(([key, value]) => podsByLabel.get(`${namespace}/${key}=${value}`) ?? []);
    const fewest = lists.reduce((a, b) => (b.length < a.length ? b : a));
    return [{ service, namespace, selector, pods: fewest.filter(({ labels }) => wanted.every(([key, value]) => labels[key] === value)) }];
  });
  return { services, podsByNamespace };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
