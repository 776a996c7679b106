import { mappingsAt, textAt, valueAt } from '../kubernetes/access';
import type { NamedObject } from '../kubernetes/object';
import type { Path } from '../yaml/value';
import type { Connection } from './context';
import { type ServiceName, serviceTarget } from './service-targets';

/** Where each kind of route names its Services, as ways through lists. */
const routes: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // Kubernetes: networking.k8s.io
  Ingress: [['rules', 'http.paths', 'backend.service'], ['defaultBackend.service']],
  // Gateway API: gateway.networking.k8s.io
  HTTPRoute: [['rules', 'backendRefs']],
  GRPCRoute: [['rules', 'backendRefs']],
  TLSRoute: [['rules', 'backendRefs']],
  // Traefik: traefik.io
  IngressRoute: [['routes', 'services']],
  IngressRouteTCP: [['routes', 'services']],
};

export const isRoute = ({ kind }: Pick<NamedObject, 'kind'>): boolean => Object.hasOwn(routes, kind);

/**
 * Connections from outside to the Services of a stack that routes lead to. The controller that opens them runs somewhere, perhaps on
 * the network of a node: such a rule restricts the port only.
 */
export function routedConnections(found: readonly NamedObject[], objects: readonly NamedObject[]): readonly Connection[] {
  return found.flatMap(servicesOf).flatMap((service) => {
    const target = serviceTarget(objects, service);
    return target === undefined ? [] : [{ from: { kind: 'internet' }, ...target }];
  });
}

/** Connections from outside to the Services that nodes or a load balancer answer for. */
export function servedConnections(objects: readonly NamedObject[]): readonly Connection[] {
  return objects
    .filter(({ kind, spec }) => kind === 'Service' && ['NodePort', 'LoadBalancer'].includes(textAt({ spec }, 'spec', 'type') ?? ''))
    .flatMap(({ metadata: { name, namespace = 'default' } }) => {
      const target = serviceTarget(objects, { namespace, name });
      return target === undefined ? [] : [{ from: { kind: 'internet' }, ...target }];
    });
}

function servicesOf(route: NamedObject): readonly ServiceName[] {
  return (routes[route.kind] ?? [])
    .flatMap((way) => follow(valueAt(route, 'spec'), way))
    .flatMap((reference) => {
      const name = textAt(reference, 'name');
      const namespace = textAt(reference, 'namespace') ?? route.metadata.namespace ?? 'default';
      const port = valueAt(reference, 'port', 'number') ?? valueAt(reference, 'port', 'name') ?? valueAt(reference, 'port');
      return name === undefined ? [] : [{ namespace, name, ...((typeof port === 'number' || typeof port === 'string') && { port }) }];
    });
}

/** What a way leads to: each step is a path, and what it finds may be a list. */
function follow(value: unknown, [step, ...rest]: readonly string[]): readonly unknown[] {
  if (step === undefined) return [value];
  const path: Path = step.split('.');
  const found = valueAt(value, ...path);
  const items = Array.isArray(found) ? mappingsAt(value, ...path).map(([item]) => item) : found === undefined ? [] : [found];
  return items.flatMap((item) => follow(item, rest));
}
