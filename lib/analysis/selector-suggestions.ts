import { mappingsAt, textAt } from '../kubernetes/access';
import { type LabelSelector, selects } from '../kubernetes/label-selector';
import { type NamedObject, namespaceOf } from '../kubernetes/object';
import { memoize } from '../text/memoize';
import { nearest } from '../text/nearest';
import type { CheckInput } from './check-input';
import { podsOf, servicesOf } from './endpoint-targets';
import { type Find, type Labelled, labelIndex } from './label-index';
import { type Monitor, monitorsOf, namespacesOf, selectorOf } from './monitors';
import type { Pod } from './pods';
import { type AnyService, wiringOf } from './services';

/*
 * What a monitor that selects nothing was surely meant for. In YAML from elsewhere the right thing may be somewhere else, so each
 * guess asks for two signs: that the labels nearly agree, and that no other monitor has the thing already.
 */

/** Why it is sure that nothing is selected, and what to do about it. */
export interface Suggestion {
  readonly why: string;
  readonly hint: string;
  /** True where nothing else can be meant. @default - in YAML from elsewhere the right thing may be somewhere else */
  readonly isSure?: true;
}

/** The Service that a ServiceMonitor was meant for. */
export function suggestService({ object }: Monitor, input: CheckInput): Suggestion | undefined {
  const selector = selectorOf(object);
  const labels = selector.matchLabels ?? {};
  if (Object.keys(labels).length === 0) return undefined;
  const { findServices, findPods } = wiringOf(input);
  const { isUnmonitored, unmonitoredIn, findBySelector, hasService } = monitoringIndex(input);
  const namespaces = namespacesOf(object);
  const wanted = pairs(labels);
  const { name } = object.metadata;

  const front =
    findBySelector(selector, namespaces)
      .map(({ service }) => service)
      .find(isUnmonitored) ??
    findPods(selector, namespaces)
      .flatMap((pod) => unmonitoredIn([pod.namespace]).filter(({ pods }) => pods.includes(pod)))
      .find((service) => service.pods.every((pod) => selects(selector, pod.labels)));
  if (front !== undefined) {
    return {
      why: `Service ${titleOf(front)} finds pods with these labels and does not carry them itself: ${carried(front.labels)}`,
      hint: `label the Service ${wanted}: a ServiceMonitor looks at the labels of Services, not at those of pods`,
    };
  }
  const free = unmonitoredIn(namespaces);
  const misspelt = first(free, (service) => findTypo(labels, service.labels));
  if (misspelt !== undefined) {
    return { why: `Service ${titleOf(misspelt.thing)} has ${misspelt.typo}`, hint: `did you mean ${misspelt.typo}?` };
  }
  const namesake = free.find((service) => service.object.metadata.name === name);
  if (namesake !== undefined) {
    return {
      why: `Service ${titleOf(namesake)} does not have them: ${carried(namesake.labels)}`,
      hint: `label the Service ${wanted}, or select the labels that it has`,
    };
  }

  const called = free.filter((service) => Object.values(labels).includes(service.object.metadata.name) && hasPortsOf(object, service));
  if (called.length === 1) {
    const [service] = called as [AnyService];
    return {
      why: `Service ${titleOf(service)} has this name, and not this label: ${carried(service.labels)}`,
      hint: `label the Service ${wanted}, or select the labels that it has: a selector does not look at names`,
      isSure: true,
    };
  }

  const elsewhere =
    namespaces === undefined
      ? undefined
      : findServices(selector).find((service) => isNamesake(service.object, object) && isUnmonitored(service));
  if (elsewhere !== undefined) {
    return {
      why: `Service ${titleOf(elsewhere)} has them, in another namespace`,
      hint: `name the namespace: namespaceSelector: { matchNames: [${elsewhere.namespace}] }`,
    };
  }
  const alone = findPods(selector, namespaces).find((pod) => pod.owner.object.metadata.name === name && !hasService(pod));
  return (
    alone && {
      why: `${ownerOf(alone)} makes pods with these labels, and no Service finds them`,
      hint: 'add a Service with these labels in front of the pods, or write a PodMonitor',
    }
  );
}

/** Whether a Service has each port that a ServiceMonitor asks for by its name. */
function hasPortsOf(monitor: NamedObject, { object }: AnyService): boolean {
  const names = mappingsAt(object, 'spec', 'ports').map(([port]) => textAt(port, 'name'));
  const asked = mappingsAt(monitor, 'spec', 'endpoints').map(([endpoint]) => textAt(endpoint, 'port'));
  return asked.length > 0 && asked.every((port) => port !== undefined && names.includes(port));
}

/** The pods that a PodMonitor was meant for. */
export function suggestPods({ object }: Monitor, input: CheckInput): Suggestion | undefined {
  const selector = selectorOf(object);
  const labels = selector.matchLabels ?? {};
  if (Object.keys(labels).length === 0) return undefined;
  const { findServices, findPods } = wiringOf(input);
  const { isMonitored, podsIn } = monitoringIndex(input);
  const namespaces = namespacesOf(object);
  const misspelt = first(podsIn(namespaces), (pod) => (isMonitored(pod) ? undefined : findTypo(labels, pod.labels)));
  if (misspelt !== undefined) {
    return { why: `the pods of ${ownerOf(misspelt.thing)} have ${misspelt.typo}`, hint: `did you mean ${misspelt.typo}?` };
  }
  const service = findServices(selector, namespaces).find(({ judged, pods }) => judged !== undefined && pods.length > 0);
  if (service !== undefined) {
    return {
      why:
        `Service ${titleOf(service)} has them, and the pods of ${ownerOf(service.pods[0]!)} do not: ` +
        `${carried(service.pods[0]!.labels).replace('it has', 'they have')}`,
      hint: 'a PodMonitor looks at the labels of pods: select those, or write a ServiceMonitor',
    };
  }
  const elsewhere =
    namespaces === undefined ? undefined : findPods(selector).find((pod) => isNamesake(pod.owner.object, object) && !isMonitored(pod));
  return (
    elsewhere && {
      why: `the pods of ${ownerOf(elsewhere)} have them, in ${elsewhere.namespace}`,
      hint: `name the namespace: namespaceSelector: { matchNames: [${elsewhere.namespace}] }`,
    }
  );
}

/** True where both say in which namespace they are, and one is called like the other. */
const isNamesake = (thing: NamedObject, monitor: NamedObject) =>
  thing.metadata.name === monitor.metadata.name && thing.metadata.namespace !== undefined && monitor.metadata.namespace !== undefined;

function first<T>(
  things: readonly T[],
  typoOf: (thing: T) => string | undefined,
): { readonly thing: T; readonly typo: string } | undefined {
  for (const thing of things) {
    const typo = typoOf(thing);
    if (typo !== undefined) return { thing, typo };
  }
  return undefined;
}

/** The one label of a thing that nearly is what is wanted, where all others are: a typo in the value, or the value under another key. */
function findTypo(wanted: LabelSelector['matchLabels'] & object, has: Readonly<Record<string, string>>): string | undefined {
  const missing = Object.entries(wanted).filter(([key, value]) => has[key] !== value);
  const [[key, value] = ['', ''], ...others] = missing;
  if (others.length > 0 || value.length < 3) return undefined;
  const same = has[key];
  if (same !== undefined) return nearest(value, [same]) === undefined || differInNumbers(value, same) ? undefined : `${key}=${same}`;
  const under = Object.keys(has).filter((other) => has[other] === value);
  return under.length === 1 ? `${under[0]}=${value}` : undefined;
}

/** `worker-1` and `worker-2` are two things and no typo. */
const differInNumbers = (a: string, b: string) => a !== b && a.replace(/\d+/g, '') === b.replace(/\d+/g, '');

/** In a namespace of so many things some are alike by chance, and looking at all of them takes long. */
const mostAlike = 1000;

/** What stands around monitors, worked out once for all of them. */
interface MonitoringIndex {
  /** True for a Service of the objects that no monitor selects. */
  readonly isUnmonitored: (service: AnyService) => boolean;
  readonly unmonitoredIn: (namespaces: readonly string[] | undefined) => readonly AnyService[];
  readonly podsIn: (namespaces: readonly string[] | undefined) => readonly Pod[];
  /** Services by the labels that they find pods by. */
  readonly findBySelector: Find<Labelled & { readonly service: AnyService }>;
  /** True for pods that some Service finds. */
  readonly hasService: (pod: Pod) => boolean;
  /** True for pods that some monitor reaches, itself or through a Service. */
  readonly isMonitored: (pod: Pod) => boolean;
}

const monitoringIndex = memoize(indexOf);

function indexOf(input: CheckInput): MonitoringIndex {
  const wiring = wiringOf(input);
  const monitors = monitorsOf(input).map(({ object }) => object);
  const monitored = new Set(monitors.filter(({ kind }) => kind === 'ServiceMonitor').flatMap((monitor) => servicesOf({ monitor }, wiring)));
  const direct = monitors.filter(({ kind }) => kind === 'PodMonitor').flatMap((monitor) => podsOf({ monitor }, wiring));
  const monitoredPods = new Set([...direct, ...[...monitored].flatMap(({ pods }) => pods)]);
  const behind = new Set(wiring.services.flatMap(({ pods }) => pods));
  const isUnmonitored = (service: AnyService) => service.judged !== undefined && !monitored.has(service);
  const free = labelIndex(wiring.findServices({}).filter(isUnmonitored));
  const few = <T>(find: Find<T>) => {
    const byNamespaces = new Map<string, readonly T[]>();
    return (namespaces: readonly string[] | undefined) => {
      const key = JSON.stringify(namespaces);
      const all = byNamespaces.get(key) ?? find({}, namespaces);
      byNamespaces.set(key, all);
      return all.length > mostAlike ? [] : all;
    };
  };
  return {
    isUnmonitored,
    unmonitoredIn: few(free),
    podsIn: few(wiring.findPods),
    findBySelector: labelIndex(
      wiring
        .findServices({})
        .flatMap((service) =>
          service.selector === undefined ? [] : [{ namespace: service.namespace, labels: service.selector, service }],
        ),
    ),
    hasService: (pod) => behind.has(pod),
    isMonitored: (pod) => monitoredPods.has(pod),
  };
}

const pairs = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
const carried = (labels: Readonly<Record<string, string>>) =>
  Object.keys(labels).length === 0 ? 'it has no labels' : `it has ${pairs(labels)}`;
const titleOf = ({ object }: AnyService) => `${namespaceOf(object)}/${object.metadata.name}`;
const ownerOf = ({ owner: { object } }: Pod) => `${object.kind} ${object.metadata.name}`;
