import { nearest } from '../text/nearest';
import { selects, type LabelSelector } from '../model/label-selector';
import { servicesOf } from './endpoint-targets';
import type { Model } from './model';
import { monitorsOf, namespacesOf, selectorOf, type Monitor } from './monitors';
import { namespaceOf, type Pod } from './pods';
import { wiringOf, type AnyService, type Wiring } from './services';

/*
 * What a monitor that selects nothing was surely meant for. In YAML from elsewhere the right thing may be somewhere else, so each
 * guess asks for two signs: that the labels nearly agree, and that no other monitor has the thing already.
 */

interface Reason {
  readonly why: string;
  readonly hint: string;
}

/** The Service that a ServiceMonitor was meant for. */
export function meantService(monitor: Monitor, model: Model): Reason | undefined {
  const { object } = monitor;
  const selector = selectorOf(object);
  const labels = selector.matchLabels ?? {};
  if (Object.keys(labels).length === 0) return undefined;
  const wiring = wiringOf(model);
  const namespaces = namespacesOf(object);
  const free = wiring.findServices({}, namespaces).filter((service) => service.judged !== undefined && !watched(model, wiring).has(service));
  const wanted = pairs(labels);

  const front = free.find(({ selector: own, pods }) => (own !== undefined && selects(selector, own)) || (pods.length > 0 && pods.every((pod) => selects(selector, pod.labels))));
  if (front !== undefined) {
    return {
      why: `Service ${titleOf(front)} finds pods with these labels and does not carry them itself: ${carried(front.labels)}`,
      hint: `label the Service ${wanted}: a ServiceMonitor looks at the labels of Services, not at those of pods`,
    };
  }
  const misspelt = free.map((service) => ({ service, slip: slipIn(labels, service.labels) })).find(({ slip }) => slip !== undefined);
  if (misspelt !== undefined) return { why: `Service ${titleOf(misspelt.service)} has ${misspelt.slip}`, hint: `did you mean ${misspelt.slip}?` };
  const namesake = free.find((service) => service.object.metadata.name === object.metadata.name);
  if (namesake !== undefined) return { why: `Service ${titleOf(namesake)} does not have them: ${carried(namesake.labels)}`, hint: `label the Service ${wanted}, or select the labels that it has` };

  const elsewhere = namespaces === undefined ? undefined : wiring.findServices(selector).find((service) => service.judged !== undefined && service.object.metadata.name === object.metadata.name && !watched(model, wiring).has(service));
  if (elsewhere !== undefined) return { why: `Service ${titleOf(elsewhere)} has them, in another namespace`, hint: `name the namespace: namespaceSelector: { matchNames: [${elsewhere.namespace}] }` };
  const pods = wiring.findPods(selector, namespaces);
  const behind = new Set(wiring.services.flatMap((service) => service.pods));
  const [alone] = pods.filter((pod) => pod.owner.object.metadata.name === object.metadata.name && !behind.has(pod));
  if (alone === undefined) return undefined;
  const { kind, metadata: { name } } = alone.owner.object;
  return { why: `${kind} ${name} makes pods with these labels, and no Service finds them`, hint: 'add a Service with these labels in front of the pods, or write a PodMonitor' };
}

/** The pods that a PodMonitor was meant for. */
export function meantPods({ object }: Monitor, model: Model): Reason | undefined {
  const selector = selectorOf(object);
  const labels = selector.matchLabels ?? {};
  if (Object.keys(labels).length === 0) return undefined;
  const wiring = wiringOf(model);
  const namespaces = namespacesOf(object);
  const own = wiring.findPods({}, namespaces);
  const watchedPods = podsWatched(model, wiring);
  for (const pod of own) {
    const slip = watchedPods.has(pod) ? undefined : slipIn(labels, pod.labels);
    if (slip !== undefined) return { why: `the pods of ${ownerOf(pod)} have ${slip}`, hint: `did you mean ${slip}?` };
  }
  const service = wiring.findServices(selector, namespaces).find(({ judged, pods }) => judged !== undefined && pods.length > 0);
  if (service !== undefined) {
    return {
      why: `Service ${titleOf(service)} has them, and the pods of ${ownerOf(service.pods[0]!)} do not: ${carried(service.pods[0]!.labels).replace('it has', 'they have')}`,
      hint: 'a PodMonitor looks at the labels of pods: select those, or write a ServiceMonitor',
    };
  }
  const elsewhere = namespaces === undefined ? undefined : wiring.findPods(selector).find((pod) => pod.owner.object.metadata.name === object.metadata.name && !watchedPods.has(pod));
  if (elsewhere === undefined) return undefined;
  return { why: `the pods of ${ownerOf(elsewhere)} have them, in ${elsewhere.namespace}`, hint: `name the namespace: namespaceSelector: { matchNames: [${elsewhere.namespace}] }` };
}

/** The one label of a thing that nearly is what is wanted, where all others are: a slip in the value, or the value under another key. */
function slipIn(wanted: LabelSelector['matchLabels'] & object, has: Readonly<Record<string, string>>): string | undefined {
  const missing = Object.entries(wanted).filter(([key, value]) => has[key] !== value);
  const [[key, value] = ['', ''], ...others] = missing;
  if (others.length > 0 || value.length < 3) return undefined;
  const same = has[key];
  if (same !== undefined) return nearest(value, [same]) === undefined || differInNumbers(value, same) ? undefined : `${key}=${same}`;
  const under = Object.keys(has).filter((other) => has[other] === value);
  return under.length === 1 ? `${under[0]}=${value}` : undefined;
}

/** `worker-1` and `worker-2` are two things and no slip. */
const differInNumbers = (a: string, b: string) => a !== b && a.replace(/\d+/g, '') === b.replace(/\d+/g, '');

const watchedServices = new WeakMap<Model, ReadonlySet<AnyService>>();

/** The Services that some monitor selects. */
function watched(model: Model, wiring: Wiring): ReadonlySet<AnyService> {
  const known = watchedServices.get(model)
    ?? new Set(monitorsOf(model).filter(({ object }) => object.kind === 'ServiceMonitor').flatMap(({ object }) => servicesOf({ monitor: object }, wiring)));
  watchedServices.set(model, known);
  return known;
}

/** The pods that some monitor reaches, itself or through a Service. */
function podsWatched(model: Model, wiring: Wiring): ReadonlySet<Pod> {
  const direct = monitorsOf(model).filter(({ object }) => object.kind === 'PodMonitor').flatMap(({ object }) => wiring.findPods(selectorOf(object), namespacesOf(object)));
  return new Set([...direct, ...[...watched(model, wiring)].flatMap(({ pods }) => pods)]);
}

const pairs = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
const carried = (labels: Readonly<Record<string, string>>) => (Object.keys(labels).length === 0 ? 'it has no labels' : `it has ${pairs(labels)}`);
const titleOf = ({ object }: AnyService) => `${namespaceOf(object)}/${object.metadata.name}`;
const ownerOf = ({ owner: { object } }: Pod) => `${object.kind} ${object.metadata.name}`;
