import type { KubernetesObject } from '../model/custom-resource';
import type { Check } from './check';
import { findingAt, type Model } from './model';

interface MonitorSpec {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly namespaceSelector?: { readonly matchNames?: readonly string[] };
  readonly endpoints?: readonly { readonly port?: string; readonly targetPort?: string | number }[];
}

interface ServiceSpec {
  readonly ports?: readonly { readonly name?: string; readonly port: number; readonly targetPort?: string | number }[];
}

/** A ServiceMonitor that no Service of its namespaces answers, or whose port the Service lacks. */
export const selectsNothing: Check = {
  name: 'selects-nothing',
  *judge(model) {
    const select = servicesOf(model);
    for (const { monitor, mustSelect, place } of model.scrapes) {
      if (monitor.kind !== 'ServiceMonitor') continue;
      const spec = monitor.spec as MonitorSpec;
      const labels = spec.selector?.matchLabels ?? {};
      const namespaces = spec.namespaceSelector?.matchNames ?? [monitor.metadata.namespace!];
      const selected = namespaces.flatMap((namespace) => select(namespace, labels));
      const wanted = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
      if (selected.length === 0) {
        if (!mustSelect) continue;
        yield findingAt(place, this.name, 'error', {
          message: `ServiceMonitor ${monitor.metadata.name} selects Services with ${wanted} in ${namespaces.join(', ')}, and there is none`,
          hint: `label the Service ${wanted}, or select the labels that it has`,
        });
        continue;
      }
      for (const { port } of spec.endpoints ?? []) {
        if (port === undefined || selected.some((service) => portNames(service).includes(port))) continue;
        const names = selected.flatMap(portNames).join(', ') || 'unnamed';
        yield findingAt(place, this.name, 'error', {
          message: `ServiceMonitor ${monitor.metadata.name} scrapes port ${port}, which Service ${selected[0]!.metadata.name} does not have: its ports are ${names}`,
          hint: 'name the port as the Service does; a ServiceMonitor does not see the names of container ports',
        });
      }
    }
  },
};

/** Finds Services by their labels without looking at each of them: a namespace may hold thousands. */
function servicesOf({ objects }: Model): (namespace: string, labels: Readonly<Record<string, string>>) => readonly KubernetesObject[] {
  const found = new Map<string, KubernetesObject[]>();
  for (const { object } of objects) {
    if (object.kind !== 'Service') continue;
    const { namespace = '', labels = {} } = object.metadata;
    for (const key of [namespace, ...Object.entries(labels).map(([label, value]) => `${namespace} ${label}=${value}`)]) {
      const same = found.get(key);
      if (same === undefined) found.set(key, [object]);
      else same.push(object);
    }
  }
  return (namespace, labels) => {
    const candidates = [namespace, ...Object.entries(labels).map(([label, value]) => `${namespace} ${label}=${value}`)].map((key) => found.get(key) ?? []);
    const fewest = candidates.reduce((least, list) => (list.length < least.length ? list : least));
    return fewest.filter(({ metadata }) => Object.entries(labels).every(([label, value]) => metadata.labels?.[label] === value));
  };
}

const portNames = ({ spec }: KubernetesObject): readonly string[] =>
  ((spec as ServiceSpec).ports ?? []).map(({ name }) => name).filter((name): name is string => name !== undefined);
