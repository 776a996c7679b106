import { labelSelectorAt, listAt, mappingsAt, textAt, valueAt } from '../kubernetes/access';
import { type LabelSelector, meets, requirementsOf } from '../kubernetes/label-selector';
import { namespaceOf } from '../kubernetes/object';
import { append } from '../text/grouping';
import type { CheckInput, ObjectInput } from './check-input';
import { declaredPorts } from './endpoint-targets';
import { runtimeLabels } from './operator-pods';
import { namespaceLabels, takesNamespace } from './operator-selection';
import { groupOf, type Pod } from './pods';

/*
 * NetworkPolicies as Kubernetes reads them (Kubernetes documentation, "Network Policies" and the API reference of
 * NetworkPolicyPort): a pod that some policy selects has only the connections that some policy allows. An answer is undefined
 * where it depends on what is not known: labels of namespaces, labels that pods get when they run, addresses.
 */

export type Direction = 'Ingress' | 'Egress';

/** A connection from one pod to a port of another. */
export interface PodConnection {
  readonly from: Pod;
  readonly to: Pod;
  readonly port: number;
}

/** What the policies say of a connection: the policies that isolate the pod, where surely none of them allows it. */
export interface Blocked {
  readonly policies: readonly ObjectInput[];
  /** True where one of them allows the peer, and not the port. */
  readonly admitsPeer: boolean;
}

export type Policies = (direction: Direction, connection: PodConnection) => Blocked | undefined;

/** Kinds of policies that are not read here, and that may allow what these refuse. */
const others =
  /^(?:Cilium(?:Clusterwide)?NetworkPolicy|AdminNetworkPolicy|BaselineAdminNetworkPolicy|ClusterNetworkPolicy|GlobalNetworkPolicy)$/;

/** The policies of an input; a function that finds no refusal where there are some of a kind that is not read. */
export function networkPoliciesOf(input: Pick<CheckInput, 'objects'>): Policies {
  if (input.objects.some(({ object }) => others.test(object.kind))) return () => undefined;
  const labels = namespaceLabels(input);
  // Most policies ask for a label that few pods have: only those that ask for one of a pod's labels, or for none, are looked at.
  const byLabel = new Map<string, ObjectInput[]>();
  for (const judged of input.objects) {
    if (judged.object.kind !== 'NetworkPolicy' || groupOf(judged.object) !== 'networking.k8s.io') continue;
    const [asked] = requirementsOf(labelSelectorAt(judged.object, 'spec', 'podSelector')).filter(
      ({ key, operator }) => operator === '=' && !runtimeLabels.test(key),
    );
    const key = `${namespaceOf(judged.object)} ${asked === undefined ? '' : `${asked.key}=${asked.values![0]}`}`;
    append(byLabel, key, judged);
  }
  const isolating = new WeakMap<Pod, Readonly<Record<Direction, Isolation>>>();
  const isolationOf = (pod: Pod) => {
    const known = isolating.get(pod);
    if (known !== undefined) return known;
    const policies = ['', ...Object.entries(pod.labels).map(([key, value]) => `${key}=${value}`)].flatMap(
      (asked) => byLabel.get(`${pod.namespace} ${asked}`) ?? [],
    );
    const made = { Ingress: isolation('Ingress', pod, policies), Egress: isolation('Egress', pod, policies) };
    isolating.set(pod, made);
    return made;
  };
  return (direction, { from, to, port }) => {
    const [own, peer] = direction === 'Ingress' ? [to, from] : [from, to];
    // Policies are for pods with a network of their own.
    if (own.spec.hostNetwork === true || peer.spec.hostNetwork === true) return undefined;
    const { sure, maybe } = isolationOf(own)[direction];
    if (sure.length === 0) return undefined;
    let admitsPeer = false;
    for (const policy of [...sure, ...maybe]) {
      for (const [rule] of mappingsAt(policy.object, 'spec', direction.toLowerCase())) {
        const byPeer = admitsPeerOf(rule, direction, peer, namespaceOf(policy.object), labels);
        const byPort = admitsPort(rule, to, port);
        if (byPeer !== false && byPort !== false) return undefined;
        admitsPeer ||= byPeer === true;
      }
    }
    return { policies: sure, admitsPeer };
  };
}

interface Isolation {
  readonly sure: readonly ObjectInput[];
  /** Policies that may select the pod. */
  readonly maybe: readonly ObjectInput[];
}

function isolation(direction: Direction, pod: Pod, policies: readonly ObjectInput[]): Isolation {
  const selecting = policies
    .filter(({ object }) => isFor(direction, object))
    .map((policy) => ({ policy, takes: takesPod(labelSelectorAt(policy.object, 'spec', 'podSelector'), pod) }));
  return {
    sure: selecting.filter(({ takes }) => takes === true).map(({ policy }) => policy),
    maybe: selecting.filter(({ takes }) => takes === undefined).map(({ policy }) => policy),
  };
}

/** Without policyTypes a policy is for ingress, and for egress if it has rules for that. */
function isFor(direction: Direction, policy: ObjectInput['object']): boolean {
  const types = valueAt(policy, 'spec', 'policyTypes');
  if (Array.isArray(types) && types.length > 0) return types.includes(direction);
  return direction === 'Ingress' || listAt(policy, 'spec', 'egress').length > 0;
}

/** Whether a selector takes a pod; undefined where labels decide that it gets when it runs. */
function takesPod(selector: LabelSelector, { labels }: Pod): boolean | undefined {
  const asked = requirementsOf(selector);
  const sure = asked.filter(({ key }) => Object.hasOwn(labels, key) || !runtimeLabels.test(key));
  if (!sure.every((requirement) => meets(requirement, labels))) return false;
  return sure.length === asked.length ? true : undefined;
}

/** `from` or `to` of a rule; an absent or empty one is everybody. */
function admitsPeerOf(
  rule: object,
  direction: Direction,
  pod: Pod,
  own: string,
  labels: ReturnType<typeof namespaceLabels>,
): boolean | undefined {
  const peers = mappingsAt(rule, direction === 'Ingress' ? 'from' : 'to').map(([peer]) => peer);
  if (peers.length === 0) return true;
  return some(
    peers.map((peer) => {
      if (valueAt(peer, 'ipBlock') !== undefined) return undefined;
      const namespaces = valueAt(peer, 'namespaceSelector');
      const inNamespace =
        namespaces === undefined || namespaces === null
          ? pod.namespace === own
          : takesNamespace(labelSelectorAt(namespaces), pod.namespace, labels);
      const pods = valueAt(peer, 'podSelector');
      return every([inNamespace, pods === undefined || pods === null ? true : takesPod(labelSelectorAt(pods), pod)]);
    }),
  );
}

/** The ports of a rule, by number, range or the name that the destination's container gives; an absent or empty list is all. */
function admitsPort(rule: object, to: Pod, port: number): boolean | undefined {
  const ports = mappingsAt(rule, 'ports').map(([entry]) => entry);
  if (ports.length === 0) return true;
  return some(
    ports.map((entry) => {
      if ((textAt(entry, 'protocol') ?? 'TCP') !== 'TCP') return false;
      const { port: wanted, endPort } = entry;
      if (wanted === undefined || wanted === null) return true;
      if (typeof wanted === 'number') return typeof endPort === 'number' ? wanted <= port && port <= endPort : wanted === port;
      return declaredPorts(to).some((declared) => declared.name === wanted && declared.port === port && declared.protocol === 'TCP');
    }),
  );
}

const some = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
const every = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
