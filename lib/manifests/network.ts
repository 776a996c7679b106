import type { Connection, Peer } from './context';

/** What a stack is told of the network between its pods and others. */
export interface NetworkOptions {
  /** Connections beside those that follow from targets, receivers and components, which are allowed already. @default - none */
  readonly allow?: readonly Connection[];
  /** Where the API server listens. @default - any address, on the ports of common distributions: 443, 6443, 8443 and 16443 */
  readonly apiServer?: { readonly ports: readonly number[]; readonly cidr?: string };
}

/**
 * Policies see the port of the API server itself, not that of its Service: 443 of managed clusters, 6443 of kubeadm, k3s, kind and
 * OpenShift, 8443 of minikube, 16443 of MicroK8s.
 */
const commonApiServerPorts = [443, 6443, 8443, 16443];

/** Connections to the API server get the address and ports that it listens on. */
export function withApiServer(connections: readonly Connection[], { apiServer }: NetworkOptions): readonly Connection[] {
  const to: Peer = apiServer?.cidr === undefined ? { kind: 'api-server' } : { kind: 'cidr', cidr: apiServer.cidr };
  const ports = apiServer?.ports ?? commonApiServerPorts;
  return connections.map((connection) =>
    typeof connection.to !== 'string' && connection.to.kind === 'api-server'
      ? { ...connection, to, ports: connection.ports.length > 0 ? connection.ports : ports }
      : connection,
  );
}

/** Components that connections name and that the stack does not have, each once. */
export function unknownComponents(connections: readonly Connection[], known: ReadonlySet<string>): readonly string[] {
  const named = connections.flatMap(({ from, to }) => [from, to]).filter((peer): peer is string => typeof peer === 'string');
  return [...new Set(named)].filter((name) => !known.has(name));
}
