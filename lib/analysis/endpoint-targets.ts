import { mappingsAt, textAt, valueAt } from '../kubernetes/access';
import type { ScrapeInput } from './check-input';
import { endpointOf, namespacesOf, selectorOf } from './monitors';
import { type Container, containersOf, type Pod } from './pods';
import type { AnyService, Wiring } from './services';

/** One thing that an endpoint of a monitor scrapes, as far as it is known. */
export interface EndpointTarget {
  readonly service?: AnyService;
  /** The Service's own name of the port, or its number. */
  readonly servicePort?: string;
  readonly pod?: Pod;
  readonly container?: Container;
  /** The number of the port on the pod. */
  readonly port?: number;
}

/** A port that a container declares; only such a port has a name, and only such a one is found without a Service. */
interface DeclaredPort {
  readonly container: Container;
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
}

export const declaredPorts = (pod: Pod): readonly DeclaredPort[] =>
  containersOf(pod).flatMap((container) =>
    mappingsAt(container.json, 'ports').flatMap(([json]) => {
      const [name, port] = [textAt(json, 'name'), json.containerPort];
      return typeof port === 'number' ? [{ container, port, ...(name && { name }), protocol: textAt(json, 'protocol') ?? 'TCP' }] : [];
    }),
  );

/** The port that an endpoint asks for: the name of the Service's, or the name or number of the container's. */
export type AskedPort =
  | { readonly of: 'service'; readonly name: string }
  | { readonly of: 'container'; readonly port: string | number }
  | undefined;

export function askedPort(scrape: Pick<ScrapeInput, 'monitor' | 'endpoint'>): AskedPort {
  const { port, targetPort, portNumber } = endpointOf(scrape);
  const isPodMonitor = scrape.monitor.kind === 'PodMonitor';
  if (typeof port === 'string' && port !== '') return isPodMonitor ? { of: 'container', port } : { of: 'service', name: port };
  if (isPodMonitor && typeof portNumber === 'number') return { of: 'container', port: portNumber };
  return (typeof targetPort === 'string' && targetPort !== '') || (typeof targetPort === 'number' && targetPort !== 0)
    ? { of: 'container', port: targetPort }
    : undefined;
}

/** The Services that a ServiceMonitor selects. */
export const servicesOf = ({ monitor }: Pick<ScrapeInput, 'monitor'>, { findServices }: Wiring): readonly AnyService[] =>
  findServices(selectorOf(monitor), namespacesOf(monitor));

/** The pods that a PodMonitor selects. */
export const podsOf = ({ monitor }: Pick<ScrapeInput, 'monitor'>, { findPods }: Wiring): readonly Pod[] =>
  findPods(selectorOf(monitor), namespacesOf(monitor));

/** What an endpoint of a ServiceMonitor or PodMonitor scrapes among the objects. */
export function targetsOf(scrape: Pick<ScrapeInput, 'monitor' | 'endpoint'>, wiring: Wiring): readonly EndpointTarget[] {
  const asked = askedPort(scrape);
  if (scrape.monitor.kind === 'PodMonitor') return podsOf(scrape, wiring).flatMap((pod) => podTargets(pod, asked));
  if (scrape.monitor.kind !== 'ServiceMonitor') return [];
  return servicesOf(scrape, wiring).flatMap((service): EndpointTarget[] => {
    const behind = (targets: readonly EndpointTarget[]) => targets.map((target) => ({ ...target, service }));
    // Besides the Service's ports, all that its pods' containers declare are found (Prometheus documentation,
    // kubernetes_sd_config, role endpointslice).
    if (asked?.of === 'container') return service.pods.flatMap((pod) => behind(podTargets(pod, asked)));
    return mappingsAt(service.object, 'spec', 'ports')
      .filter(([port]) => asked === undefined || textAt(port, 'name') === asked.name)
      .flatMap(([port]) => {
        const servicePort = textAt(port, 'name') ?? String(port.port);
        return service.pods.length === 0
          ? [{ service, servicePort }]
          : service.pods.map((pod) => ({ service, servicePort, pod, ...onPod(port, pod) }));
      });
  });
}

function podTargets(pod: Pod, asked: AskedPort): readonly EndpointTarget[] {
  const wanted = asked?.of === 'container' ? asked.port : undefined;
  return declaredPorts(pod)
    .filter(({ name, port }) => wanted === undefined || wanted === name || wanted === port)
    .map(({ container, port }) => ({ pod, container, port }));
}

/** Where a Service's port leads to on a pod; nothing where the pod has no port of the name. */
export function onPod(servicePort: unknown, pod: Pod): { readonly port?: number; readonly container?: Container } {
  const target = valueAt(servicePort, 'targetPort') ?? valueAt(servicePort, 'port');
  const protocol = textAt(servicePort, 'protocol') ?? 'TCP';
  const declared = declaredPorts(pod).find((one) => one.protocol === protocol && (one.name === target || one.port === target));
  if (declared !== undefined) return { port: declared.port, container: declared.container };
  return typeof target === 'number' ? { port: target } : {};
}
