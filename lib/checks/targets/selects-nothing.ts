import { absentAlerts } from '../../analysis/absent-alerts';
import type { CheckInput, ScrapeInput } from '../../analysis/check-input';
import { askedPort, declaredPorts, podsOf, servicesOf, targetsOf } from '../../analysis/endpoint-targets';
import { ignoresNamespacesOf } from '../../analysis/enforcement';
import { type Found, foundAt } from '../../analysis/found';
import { handMadeFault, serviceNameLabel } from '../../analysis/hand-made-endpoints';
import { injectedPorts } from '../../analysis/injected-ports';
import { isSelfContained } from '../../analysis/is-self-contained';
import { type Monitor, monitorsOf, namespacesOf, selectorOf } from '../../analysis/monitors';
import { nameOfObject, type Pod } from '../../analysis/pods';
import { type Suggestion, suggestPods, suggestService } from '../../analysis/selector-suggestions';
import { type AnyService, type Wiring, wiringOf } from '../../analysis/services';
import { mappingsAt, textAt, textsAt } from '../../kubernetes/access';
import { labelSelectorText } from '../../kubernetes/label-selector';
import { type NamedObject, namespaceOf } from '../../kubernetes/object';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import { check } from '../check';

export const selectsNothing = check('selects-nothing', {
  finds: 'a monitor that selects no Service and no pod, or names a port that they do not have',
  severity: 'error',
  kinds: { elsewhere: 'warning' },
  *run(input) {
    for (const monitor of monitorsOf(input)) {
      if (monitor.object.kind === 'ServiceMonitor') yield* ofServiceMonitor(monitor, input);
      else if (monitor.object.kind === 'PodMonitor') yield* ofPodMonitor(monitor, input);
    }
  },
});

function* ofServiceMonitor(monitor: Monitor, input: CheckInput): Iterable<Found<'elsewhere'>> {
  const services = servicesOf({ monitor: monitor.object }, wiringOf(input));
  const ignored = ignoredSelector(monitor, servicesOf, 'Service', input);
  if (ignored !== undefined) {
    yield ignored;
    return;
  }
  if (services.length === 0) {
    const reason = ofComponent(monitor, input) ?? suggestService(monitor, input);
    yield* nothing(monitor, 'Services', reason, 'Service');
    return;
  }
  const external = services.find(({ object }) => textAt(object, 'spec', 'type') === 'ExternalName');
  if (
    external !== undefined &&
    services.every((service) => textAt(service.object, 'spec', 'type') === 'ExternalName' && !hasEndpoints(service, input))
  ) {
    yield foundAt(monitor.place, {
      message:
        `${titleOf(monitor)} selects only Service ${external.object.metadata.name}, which is a name outside of the cluster: ` +
        'it has no endpoints, and so no target',
      hint: 'name the address in a ScrapeConfig or a Probe',
      at: ['spec', 'selector'],
    });
    return;
  }
  for (const scrape of endpoints(monitor)) {
    const handMade = handMadeFault(scrape, services, input);
    if (handMade === undefined) yield* ofPort(scrape, services, input);
    else yield handMade;
  }
}

function* ofPodMonitor(monitor: Monitor, input: CheckInput): Iterable<Found<'elsewhere'>> {
  const pods = podsOf({ monitor: monitor.object }, wiringOf(input));
  const ignored = ignoredSelector(monitor, podsOf, 'pod', input);
  if (ignored !== undefined) {
    yield ignored;
    return;
  }
  if (pods.length === 0) {
    yield* nothing(monitor, 'pods', suggestPods(monitor, input), 'template of the pods');
    return;
  }
  for (const scrape of endpoints(monitor)) {
    const asked = askedPort(scrape);
    if (asked?.of === 'container') yield* ofContainerPort(scrape, asked.port, pods, input);
  }
}

/** What it selects is in other namespaces, and the Prometheus looks into none but its own. */
function ignoredSelector(
  { object, place }: Monitor,
  foundBy: (scrape: { readonly monitor: NamedObject }, wiring: Wiring) => readonly { readonly namespace: string }[],
  what: string,
  input: CheckInput,
): Found<'elsewhere'> | undefined {
  const by = ignoresNamespacesOf({ object, place }, input);
  if (by === undefined) return undefined;
  const own = namespaceOf(object);
  const found = foundBy({ monitor: object }, wiringOf(input));
  const inOwn = { ...object, spec: { ...(object.spec as object), namespaceSelector: {} } };
  if (found.length === 0 || foundBy({ monitor: inOwn }, wiringOf(input)).length > 0) return undefined;
  const namespaces = inWords([...new Set(found.map(({ namespace }) => namespace))].sort());
  return foundAt<'elsewhere'>(place, {
    message:
      `${object.kind} ${object.metadata.name} looks into ${own} alone, because ${by.object.kind} ${by.object.metadata.name} has ` +
      `ignoreNamespaceSelectors; there is no ${what} with its labels: they are in ${namespaces}`,
    hint: `move the monitor into ${namespaces}, or take ignoreNamespaceSelectors out`,
    at: ['spec', 'namespaceSelector'],
  });
}

function* nothing(monitor: Monitor, what: string, reason: Suggestion | undefined, labelled: string): Iterable<Found<'elsewhere'>> {
  const mustSelect = monitor.scrapes.some((scrape) => scrape.mustSelect);
  if (!mustSelect && reason === undefined) return;
  const wanted = wantedText(monitor);
  yield foundAt<'elsewhere'>(monitor.place, {
    ...(!mustSelect && !reason?.isSure && { kind: 'elsewhere' }),
    message: `${titleOf(monitor)} selects ${what} with ${wanted}${placeText(monitor)}, and there is none${reason ? `: ${reason.why}` : ''}`,
    hint: reason?.hint ?? `label the ${labelled} ${wanted}, or select the labels that it has`,
    at: ['spec', 'selector'],
  });
}

/** Programs of the control plane that Kubernetes runs as static pods or processes, and has no Services for. */
const components = new Set(['kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'kube-etcd', 'etcd']);

/**
 * A folder with a Prometheus and the Services of its other monitors is a whole stack. If it has no Service for a component of the control
 * plane, nobody has: Kubernetes makes none.
 */
function ofComponent({ object, scrapes }: Monitor, input: CheckInput): Suggestion | undefined {
  const component = Object.values(selectorOf(object).matchLabels ?? {}).find((value) => components.has(value));
  const namespaces = namespacesOf(object);
  if (
    component === undefined ||
    namespaces?.length !== 1 ||
    namespaces[0] !== 'kube-system' ||
    !isSelfContained(input.objects, input.scrapes)
  ) {
    return undefined;
  }
  const alerts = absentAlerts(input, new Set(scrapes.map(({ job }) => job)));
  const fires =
    alerts.length === 0
      ? ''
      : `; ${alerts.map(({ name, excerpt }) => `alert ${name} (${excerpt})`).join(' and ')} ` +
        `${alerts.length === 1 ? 'fires' : 'fire'} forever`;
  return {
    why: `no Service among these objects has them, nor does Kubernetes make one for ${component}${fires}`,
    hint: `add a headless Service that finds the pods of ${component}, or leave the monitor and its alerts out where the platform hides it`,
  };
}

const hasEndpoints = ({ object }: AnyService, { objects }: CheckInput): boolean =>
  objects.some(
    ({ object: other }) =>
      (other.kind === 'Endpoints' && nameOfObject(other) === object.metadata.name) ||
      (other.kind === 'EndpointSlice' && textAt(other, 'metadata', 'labels', serviceNameLabel) === object.metadata.name),
  );

function* ofPort(scrape: ScrapeInput, services: readonly AnyService[], input: CheckInput): Iterable<Found<'elsewhere'>> {
  const asked = askedPort(scrape);
  if (asked === undefined || services.some(({ given }) => given?.varies)) return;
  if (asked.of === 'container') {
    const pods = services.flatMap((service) => service.pods);
    if (services.every((service) => service.pods.length > 0)) yield* ofContainerPort(scrape, asked.port, pods, input);
    return;
  }
  if (targetsOf(scrape, wiringOf(input)).length > 0) return;
  const names = services.flatMap(({ object }) => mappingsAt(object, 'spec', 'ports').flatMap(([port]) => textAt(port, 'name') ?? []));
  const similar = nearest(asked.name, names);
  // An operator that makes the pods may make another Service, which has the port.
  const isWhole = scrape.mustSelect || services.every(({ given, pods }) => given !== undefined || pods.length > 0);
  if (similar === undefined && !isWhole) return;
  yield foundAt(scrape.place, {
    message:
      `ServiceMonitor ${scrape.monitor.metadata.name} scrapes port ${asked.name}, ` +
      `which Service ${services[0]!.object.metadata.name} does not have: ` +
      `its ports are ${inWords([...new Set(names)]) || 'unnamed'}`,
    hint:
      similar === undefined
        ? 'name the port as the Service does; a ServiceMonitor does not see the names of container ports'
        : `did you mean ${similar}?`,
    at: ['port'],
  });
}

function* ofContainerPort(
  scrape: ScrapeInput,
  port: string | number,
  pods: readonly Pod[],
  input: CheckInput,
): Iterable<Found<'elsewhere'>> {
  if (targetsOf(scrape, wiringOf(input)).length > 0 || injectedPorts.has(String(port)) || pods.some((pod) => mayBeInjected(pod, input)))
    return;
  const {
    kind,
    metadata: { name },
  } = scrape.monitor;
  const owner = pods[0]!.owner.object;
  const declared = [
    ...new Set(
      pods
        .flatMap(declaredPorts)
        .map((one) => (typeof port === 'number' ? `${one.port}` : one.name))
        .filter((one) => one !== undefined),
    ),
  ];
  const similar = typeof port === 'string' ? nearest(port, declared) : undefined;
  yield foundAt(scrape.place, {
    message:
      `${kind} ${name} scrapes the container port ${port}, which ${owner.kind} ${owner.metadata.name} does not declare: ` +
      `${declared.length === 0 ? 'it declares none' : `it declares ${inWords(declared)}`}`,
    hint:
      similar === undefined ? 'add the port to the ports of the container: discovery finds only declared ones' : `did you mean ${similar}?`,
  });
}

/** Labels, annotations and namespaces that ask for a container more, which a webhook adds. */
function mayBeInjected({ labels, annotations, namespace }: Pod, { objects }: CheckInput): boolean {
  const asks = (keys: object | undefined) => Object.keys(keys ?? {}).some((key) => /inject/.test(key));
  return (
    asks(labels) ||
    asks(annotations) ||
    objects.some(
      ({ object }) => object.kind === 'Namespace' && nameOfObject(object) === namespace && asks(textsAt(object, 'metadata', 'labels')),
    )
  );
}

/** Each endpoint once. */
const endpoints = ({ scrapes }: Monitor): readonly ScrapeInput[] => [
  ...new Map(scrapes.map((scrape) => [scrape.endpoint, scrape])).values(),
];

const titleOf = ({ object }: Monitor) => `${object.kind} ${object.metadata.name}`;
const wantedText = ({ object }: Monitor) => labelSelectorText(selectorOf(object)) || 'any labels';
function placeText({ object }: Monitor): string {
  const namespaces = namespacesOf(object);
  return namespaces === undefined ? '' : ` in ${namespaces.join(', ')}`;
}
