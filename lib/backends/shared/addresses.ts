import { mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import type { Connection, Peer } from '../../manifests/context';
import type { KubernetesObject } from '../../model/custom-resource';

/** What is known of the names that a pod of a namespace resolves. */
export interface Names {
  readonly namespace: string;
  /** The Services of the stack itself. */
  readonly services: readonly KubernetesObject[];
}

export type Destination = Pick<Connection, 'to' | 'ports'>;

/** Where a host and port lead to. A rule for an address outside of the cluster restricts the port only. */
export function destinationsOf(host: string, port: number, { namespace, services }: Names): readonly Destination[] {
  const [, path, inNamespace] = /^([a-z0-9.-]+)\.([a-z0-9-]+)\.svc(?:\..*)?$/.exec(host) ?? [];
  if (path !== undefined) return serviceDestinations(path.slice(path.lastIndexOf('.') + 1), inNamespace!, port, services);
  const labels = host.split('.');
  if (labels.length === 1 && /[a-z]/.test(host)) return serviceDestinations(host, namespace, port, services);
  const outside: Destination = { to: { kind: 'internet' }, ports: [port] };
  // `bot.jobs` is a Service of a namespace or a host of the internet: both are allowed.
  return labels.length === 2 ? [outside, ...serviceDestinations(labels[0]!, labels[1]!, port, services)] : [outside];
}

/** Policies see the ports of pods, not those of Services: of a Service that is made elsewhere they are not known. */
function serviceDestinations(name: string, namespace: string, port: number, services: readonly KubernetesObject[]): readonly Destination[] {
  const service = services.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  if (service === undefined) return [{ to: { kind: 'namespace', namespace }, ports: [] }];
  const to: Peer = { kind: 'pods', namespace, labels: valueAt(service, 'spec', 'selector') as Readonly<Record<string, string>> };
  const entry = mappingsAt(service, 'spec', 'ports').find(([each]) => each.port === port)?.[0];
  const target = textAt(entry, 'targetPort') ?? entry?.targetPort ?? port;
  return [{ to, ports: typeof target === 'number' ? [target] : [] }];
}

/** The destinations of a URL; none where it is no http URL, such as a template that is filled in later. */
export function urlDestinations(url: string, names: Names): readonly Destination[] {
  const [, scheme, host, port] = /^(https?):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:{]+)(?::(\d+))?(?:[/?#]|$)/i.exec(url) ?? [];
  if (host === undefined) return [];
  return destinationsOf(host.toLowerCase(), port === undefined ? defaultPort(scheme!.toLowerCase()) : Number(port), names);
}

/** The destinations of `host:port`. */
export function addressDestinations(address: string, scheme: string, names: Names): readonly Destination[] {
  const [, host, port] = /^(\[[^\]]*\]|[^:]+)(?::(\d+))?$/.exec(address) ?? [];
  return host === undefined ? [] : destinationsOf(host.toLowerCase(), port === undefined ? defaultPort(scheme) : Number(port), names);
}

const defaultPort = (scheme: string): number => (scheme === 'https' ? 443 : 80);
