import type { NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import type { NamedObject } from '../kubernetes/object';
import type { Connection, Peer } from './context';
import { componentLabels } from './labels';
import type { PodGroup } from './pod-groups';

/** A peer whose component is known: texts are replaced by the pods that they name. */
type Place = Exclude<Peer, string>;
interface Way {
  readonly from: readonly Place[];
  readonly to: readonly Place[];
  readonly ports: readonly number[];
  readonly udpPorts: readonly number[];
}

/** Names are resolved by the cluster's DNS, wherever it runs. */
const dns = {
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

/**
 * A policy for each group of pods that is isolated: it lets them have the connections that are theirs, DNS, and nothing else. All
 * groups give meaning to the names of components.
 */
export function networkPolicies(
  isolated: readonly PodGroup[],
  groups: readonly PodGroup[],
  connections: readonly Connection[],
): NamedObject[] {
  const ways = connections.map(
    ({ from, to, ports, udpPorts = [] }): Way => ({ from: placesOf(from, groups), to: placesOf(to, groups), ports, udpPorts }),
  );
  const own = isolated.filter(({ onNode }) => !onNode);
  return own.map((group) => policy(group, own.filter(({ component }) => component === group.component).length === 1, ways));
}

function placesOf(peer: Peer, groups: readonly PodGroup[]): readonly Place[] {
  if (typeof peer !== 'string') return [peer];
  return groups
    .filter(({ component }) => component === peer)
    .map(({ namespace, selector, onNode }) => (onNode ? { kind: 'nodes' } : { kind: 'pods', namespace, labels: selector }));
}

function policy(group: PodGroup, alone: boolean, ways: readonly Way[]): NamedObject {
  const { component, namespace, selector } = group;
  const isOwn = (place: Place) => covers(place, group);
  const ingress = rulesFor(
    'from',
    ways.filter(({ to }) => to.some(isOwn)),
  );
  const egress = rulesFor(
    'to',
    ways.filter(({ from }) => from.some(isOwn)),
  );
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: alone ? component : group.name, namespace, labels: componentLabels(component) },
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: ['Ingress', 'Egress'],
      ...(ingress.length > 0 && { ingress }),
      egress: [dns, ...egress],
    },
  };
}

/** Whether a place is one of the group's pods. Pods of unknown labels may be any, so they are taken to be others. */
function covers(place: Place, { namespace, labels }: PodGroup): boolean {
  switch (place.kind) {
    case 'pods': {
      const asked = Object.entries(place.labels);
      return place.namespace === namespace && asked.length > 0 && asked.every(([key, value]) => labels[key] === value);
    }
    case 'namespace':
      return place.namespace === namespace;
    case 'cidr':
    case 'api-server':
    case 'nodes':
    case 'internet':
      return false;
  }
}

/** One rule for each place, its ports together, in an order that does not depend on what was declared first. */
function rulesFor(direction: 'from' | 'to', ways: readonly Way[]) {
  const byPlace = new Map<string, { peer: NetworkPolicyPeer | undefined; ports: number[]; udpPorts: number[]; anyPort: boolean }>();
  for (const way of ways) {
    for (const place of way[direction]) {
      const peer = policyPeer(place);
      const key = peer === undefined ? place.kind : JSON.stringify([peer]);
      const rule = byPlace.get(key) ?? { peer, ports: [], udpPorts: [], anyPort: false };
      byPlace.set(key, rule);
      rule.ports.push(...way.ports);
      rule.udpPorts.push(...way.udpPorts);
      rule.anyPort ||= way.ports.length === 0;
    }
  }
  return [...byPlace]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { peer, ports, udpPorts, anyPort }]) => ({
      ...(peer && { [direction]: [peer] }),
      ...(!anyPort && { ports: [...portsOf('TCP', ports), ...portsOf('UDP', udpPorts)] }),
    }));
}

/**
 * What a policy can say of a place. The API server, nodes and the internet have no pod labels, and their addresses are not known
 * when manifests are written: such a rule restricts the port only.
 */
function policyPeer(place: Place): NetworkPolicyPeer | undefined {
  switch (place.kind) {
    case 'pods':
    case 'namespace': {
      const labels = place.kind === 'pods' ? place.labels : {};
      return {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': place.namespace } },
        ...(Object.keys(labels).length > 0 && { podSelector: { matchLabels: labels } }),
      };
    }
    case 'cidr':
      return { ipBlock: { cidr: place.cidr } };
    case 'api-server':
    case 'nodes':
    case 'internet':
      return undefined;
  }
}

const portsOf = (protocol: 'TCP' | 'UDP', ports: readonly number[]): NetworkPolicyPort[] =>
  [...new Set(ports)].sort((a, b) => a - b).map((port) => ({ protocol, port }));
