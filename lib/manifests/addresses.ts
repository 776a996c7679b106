import type { NamedObject } from '../kubernetes/object';
import type { Destination } from './context';
import { serviceTarget } from './service-targets';

/** What is known of the names that a pod of a namespace resolves. */
export interface Names {
  readonly namespace: string;
  /** The objects of the stack's components. */
  readonly components: readonly NamedObject[];
}

/** Where a host and port lead to. A rule for an address outside of the cluster restricts the port only. */
export function destinationsOf(host: string, port: number, { namespace, components }: Names): readonly Destination[] {
  const [, path, inNamespace] = /^([a-z0-9.-]+)\.([a-z0-9-]+)\.svc(?:\..*)?$/.exec(host) ?? [];
  if (path !== undefined) return serviceDestinations(path.slice(path.lastIndexOf('.') + 1), inNamespace!, port, components);
  const labels = host.split('.');
  if (labels.length === 1 && /[a-z]/.test(host)) return serviceDestinations(host, namespace, port, components);
  const outside: Destination = { to: { kind: 'internet' }, ports: [port] };
  // `bot.jobs` is a Service of a namespace or a host of the internet: both are allowed.
  return labels.length === 2 ? [outside, ...serviceDestinations(labels[0]!, labels[1]!, port, components)] : [outside];
}

/** Policies see the ports of pods, not those of Services: of a Service that is made elsewhere they are not known. */
const serviceDestinations = (name: string, namespace: string, port: number, components: readonly NamedObject[]): readonly Destination[] => [
  serviceTarget(components, { namespace, name, port }) ?? { to: { kind: 'namespace', namespace }, ports: [] },
];

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
