import type { KubernetesObject } from '../model/custom-resource';
import type { Check } from './check';
import { findingAt, type Model } from './model';

interface MonitorSpec {
  readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> };
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
    for (const { monitor, mustSelect, place } of model.scrapes) {
      if (monitor.kind !== 'ServiceMonitor') continue;
      const spec = monitor.spec as MonitorSpec;
      const labels = spec.selector.matchLabels ?? {};
      const namespaces = spec.namespaceSelector?.matchNames ?? [monitor.metadata.namespace!];
      const services = servicesIn(model, namespaces);
      const selected = services.filter(({ metadata }) => Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value));
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

const servicesIn = ({ objects }: Model, namespaces: readonly string[]): readonly KubernetesObject[] =>
  objects.map(({ object }) => object).filter(({ kind, metadata }) => kind === 'Service' && namespaces.includes(metadata.namespace ?? ''));

const portNames = ({ spec }: KubernetesObject): readonly string[] =>
  ((spec as ServiceSpec).ports ?? []).map(({ name }) => name).filter((name): name is string => name !== undefined);
