import { type CheckInput, installedPath, type ObjectInput, type Place } from '../../analysis/check-input';
import { onPod, targetsOf } from '../../analysis/endpoint-targets';
import { type Found, foundAt } from '../../analysis/found';
import { monitorsOf, scrapeTitle } from '../../analysis/monitors';
import { type Direction, networkPoliciesOf, type PodConnection, type Policies } from '../../analysis/network-policies';
import { containersOf, type Pod } from '../../analysis/pods';
import { prometheusesFor } from '../../analysis/prometheuses';
import { wiringOf } from '../../analysis/services';
import { mappingsAt, textAt, textsAt, valueAt } from '../../kubernetes/access';
import { namespaceOf, titleOf } from '../../kubernetes/object';
import { check } from '../check';

export const blockedConnection = check('blocked-connection', {
  finds: 'a NetworkPolicy that blocks Prometheus, its Alertmanager or Grafana',
  severity: { declared: 'error', manifests: 'warning' },
  *run(input) {
    if (!input.objects.some(({ object }) => object.kind === 'NetworkPolicy')) return;
    const policies = networkPoliciesOf(input);
    const told = new Set<string>();
    for (const { purpose, ...connection } of connectionsIn(input)) {
      for (const direction of ['Ingress', 'Egress'] as const) {
        const key = [direction, nameOf(connection.from), nameOf(connection.to), connection.port].join(' ');
        // What does not name its namespace gets one when it is applied.
        if (told.has(key) || !isPlaced(connection.from) || !isPlaced(connection.to)) continue;
        told.add(key);
        const finding = refused(direction, connection, purpose, policies);
        if (finding !== undefined) yield finding;
      }
    }
  },
});

function* connectionsIn(input: CheckInput): Iterable<Purposeful> {
  yield* scrapeConnections(input);
  yield* alertConnections(input);
  yield* peerConnections(input);
  yield* grafanaConnections(input);
}

interface Purposeful extends PodConnection {
  /** What the connection is for: `which ServiceMonitor shop/web scrapes`. */
  readonly purpose: string;
}

function* scrapeConnections(input: CheckInput): Iterable<Purposeful> {
  const wiring = wiringOf(input);
  const readers = prometheusesFor(input);
  for (const { object, scrapes } of monitorsOf(input)) {
    const sources = readers(object);
    if (sources.length === 0) continue;
    for (const scrape of scrapes) {
      for (const { pod, port } of targetsOf(scrape, wiring)) {
        if (pod === undefined || port === undefined) continue;
        for (const from of sources) yield { from, to: pod, port, purpose: `which ${scrapeTitle(scrape)} scrapes` };
      }
    }
  }
}

/** From a Prometheus object to the Alertmanagers that it names. */
function* alertConnections(input: CheckInput): Iterable<Purposeful> {
  for (const { object } of input.objects) {
    if (object.kind !== 'Prometheus') continue;
    for (const [endpoint] of mappingsAt(object, 'spec', 'alerting', 'alertmanagers')) {
      const behind = portsBehind(input, textAt(endpoint, 'namespace') ?? namespaceOf(object), endpoint.name, endpoint.port);
      for (const from of prometheusesFor(input)(object))
        for (const target of behind) yield { from, ...target, purpose: 'which it sends its alerts to' };
    }
  }
}

/** The port at which the members of an Alertmanager cluster speak to each other (Alertmanager, `--cluster.listen-address`). */
const peerPort = 9094;

/** Between the replicas of an Alertmanager object. */
function* peerConnections(input: CheckInput): Iterable<Purposeful> {
  for (const { object } of input.objects) {
    if (object.kind !== 'Alertmanager' || Number(valueAt(object, 'spec', 'replicas') ?? 1) < 2) continue;
    for (const pod of wiringOf(input).podsByNamespace.get(namespaceOf(object)) ?? []) {
      if (pod.owner.object !== object) continue;
      yield {
        from: pod,
        to: pod,
        port: peerPort,
        purpose: 'over which its replicas agree on what was sent: else each sends every notification',
      };
    }
  }
}

/** The ports of pods that a Service's port, by name or number, leads to. */
function portsBehind(input: CheckInput, namespace: string, name: unknown, wanted: unknown): readonly Pick<PodConnection, 'to' | 'port'>[] {
  const services = wiringOf(input)
    .findServices({}, [namespace])
    .filter(({ object }) => object.metadata.name === name);
  return services.flatMap(({ object, pods }) =>
    mappingsAt(object, 'spec', 'ports')
      .filter(([port]) => wanted === textAt(port, 'name') || wanted === port.port)
      .flatMap(([servicePort]) =>
        pods.flatMap((to) => {
          const { port } = onPod(servicePort, to);
          return port === undefined ? [] : [{ to, port }];
        }),
      ),
  );
}

const serviceUrl = /\bhttps?:\/\/([a-z0-9-]+)(?:\.([a-z0-9-]+))?(?:\.svc[a-z0-9.-]*)?:(\d+)/g;

/** From the only Grafana of a namespace to the Services that its provisioned datasources name. */
function* grafanaConnections(input: CheckInput): Iterable<Purposeful> {
  const grafanas = new Map([...wiringOf(input).podsByNamespace].map(([namespace, pods]) => [namespace, pods.filter(runsGrafana)]));
  for (const { object } of input.objects) {
    if (object.kind !== 'ConfigMap' && object.kind !== 'Secret') continue;
    const namespace = namespaceOf(object);
    const [from, ...others] = grafanas.get(namespace) ?? [];
    if (from === undefined || others.length > 0) continue;
    for (const [, name, where, number] of provisioned(object).matchAll(serviceUrl)) {
      for (const target of portsBehind(input, where ?? namespace, name, Number(number)))
        yield { from, ...target, purpose: `which a datasource in ${object.kind} ${object.metadata.name} reads` };
    }
  }
}

const runsGrafana = (pod: Pod): boolean =>
  containersOf(pod).some(({ json }) => /(?:^|\/)grafana(?:-oss|-enterprise)?(?:[:@]|$)/.test(textAt(json, 'image') ?? ''));

/** The texts of a ConfigMap or Secret that provision datasources. */
function provisioned(object: ObjectInput['object']): string {
  const plain = [
    ...Object.values(textsAt(object, 'stringData')),
    ...(object.kind === 'ConfigMap' ? Object.values(textsAt(object, 'data')) : []),
  ];
  const encoded =
    object.kind === 'Secret' ? Object.values(textsAt(object, 'data')).map((one) => Buffer.from(one, 'base64').toString('utf8')) : [];
  return [...plain, ...encoded].filter((one) => /["']?datasources["']?\s*:/.test(one)).join('\n');
}

function refused(direction: Direction, connection: PodConnection, purpose: string, policies: Policies): Found | undefined {
  const refusal = policies(direction, connection);
  if (refusal === undefined) return undefined;
  const { from, to, port } = connection;
  const [policy, ...others] = refusal.policies as [ObjectInput, ...ObjectInput[]];
  const peer = direction === 'Ingress' ? from : to;
  const what = refusal.admitsPeer ? 'the port' : `pods of ${peer.owner.object.metadata.name}`;
  const rules = [`no ${direction.toLowerCase()} rule of it`, ...others.map(({ object }) => object.metadata.name)].join(', or of ');
  const labels = Object.entries(peer.labels)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
  return foundAt(placeOf(policy, [from, to]), {
    message: `it keeps ${nameOf(from)} from port ${port} of ${nameOf(to)}, ${purpose}: ${rules} allows ${what}`,
    hint: `allow port ${port} ${direction === 'Ingress' ? 'from' : 'to'} pods of namespace ${peer.namespace} with { ${labels} }`,
    at: ['spec', 'podSelector'],
  });
}

/** Where the policy stands. One that is installed already is not ours to mend: what it keeps apart is told at the pod that is ours. */
function placeOf(policy: ObjectInput, ends: readonly Pod[]): Place {
  const own = policy.place.path === installedPath ? ends.find(({ owner }) => owner.place.path !== installedPath) : undefined;
  const title = policy.place.object ?? titleOf(policy.object);
  return { ...(own?.owner.place ?? policy.place), ...(title !== undefined && { object: title }) };
}

const isPlaced = ({ owner: { object } }: Pod): boolean => object.metadata.namespace !== undefined;
const nameOf = ({ owner: { object } }: Pod) => `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;
