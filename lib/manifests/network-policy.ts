import type { NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import type { KubernetesObject } from '../model/custom-resource';
import type { Link, Peer } from './component';
import { labelsOf, selectorLabels } from './labels';

const tcp = (ports: readonly number[]): NetworkPolicyPort[] =>
  [...new Set(ports)].sort((a, b) => a - b).map((port) => ({ protocol: 'TCP', port }));

/** Names are resolved by the cluster's DNS, wherever it runs. */
const dns = {
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

/**
 * What a policy can say of a peer. The API server, nodes and the internet have no pod labels, and their addresses are not known
 * when manifests are written: such a rule restricts the port only.
 */
function policyPeers(peer: Peer): NetworkPolicyPeer[] | undefined {
  switch (peer.kind) {
    case 'pods':
      return [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } },
          ...(Object.keys(peer.labels).length > 0 && { podSelector: { matchLabels: peer.labels } }),
        },
      ];
    case 'api-server':
    case 'nodes':
    case 'internet':
      return undefined;
  }
}

const keyOf = (peer: Peer) => JSON.stringify(policyPeers(peer) ?? peer.kind);

/** One rule for each peer, its ports together, in an order that does not depend on who was declared first. */
function rulesFor(direction: 'from' | 'to', links: readonly Link[], far: (link: Link) => Peer) {
  const byPeer = new Map<string, { peer: Peer; ports: number[] }>();
  for (const link of links) {
    const peer = far(link);
    const rule = byPeer.get(keyOf(peer)) ?? { peer, ports: [] };
    byPeer.set(keyOf(peer), rule);
    rule.ports.push(...link.ports);
  }
  return [...byPeer]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { peer, ports }]) => {
      const peers = policyPeers(peer);
      return { ...(peers && { [direction]: peers }), ...(ports.length > 0 && { ports: tcp(ports) }) };
    });
}

const isPodOf = (peer: Peer, component: string, namespace: string) =>
  peer.kind === 'pods' && peer.namespace === namespace && peer.labels.app === component;

/** Lets a component's pods have the connections of `links`, DNS, and nothing else. */
export function networkPolicy(component: string, namespace: string, links: readonly Link[]): KubernetesObject {
  const ingress = rulesFor(
    'from',
    links.filter(({ to }) => isPodOf(to, component, namespace)),
    ({ from }) => from,
  );
  const egress = rulesFor(
    'to',
    links.filter(({ from }) => isPodOf(from, component, namespace)),
    ({ to }) => to,
  );
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: component, namespace, labels: labelsOf(component) },
    spec: {
      podSelector: { matchLabels: selectorLabels(component) },
      policyTypes: ['Ingress', 'Egress'],
      ...(ingress.length > 0 && { ingress }),
      ...(egress.length > 0 && { egress: [dns, ...egress] }),
    },
  };
}

/** The pods of one of the stack's own components. */
export const podsOf = (component: string, namespace: string): Peer => ({ kind: 'pods', namespace, labels: selectorLabels(component) });
