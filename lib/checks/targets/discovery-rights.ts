import type { Place } from '../../analysis/check-input';
import { type Found, foundAt, type foundIn } from '../../analysis/found';
import { monitorsOf, namespacesOf } from '../../analysis/monitors';
import type { Pod } from '../../analysis/pods';
import { prometheusesFor } from '../../analysis/prometheuses';
import { type May, type Resource, rightsOf } from '../../analysis/rights';
import { listAt, mappingAt, mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import { type NamedObject, namespaceOf } from '../../kubernetes/object';
import { inWords } from '../../text/list';
import { check } from '../check';

export const discoveryRights = check('discovery-rights', {
  finds: 'a namespace in which Prometheus has no permission to find its targets',
  severity: { declared: 'error', manifests: 'warning' },
  *run(input) {
    const rights = rightsOf(input);
    const readers = prometheusesFor(input);
    for (const { object, place } of monitorsOf(input)) {
      if (object.metadata.namespace === undefined) continue;
      for (const reader of readers(object)) {
        for (const need of needsOf(object, reader)) yield* lacking(need, `${object.kind} ${object.metadata.name}`, reader, place, rights);
      }
    }
    for (const judged of input.objects) {
      if (judged.object.kind !== 'Prometheus') continue;
      for (const reader of readers(judged.object)) {
        const alertmanagers = mappingsAt(judged.object, 'spec', 'alerting', 'alertmanagers');
        const namespaces = new Set(alertmanagers.map(([one]) => textAt(one, 'namespace') ?? namespaceOf(judged.object)));
        for (const namespace of namespaces) {
          yield* lacking(
            { resources: [...behindServices(undefined, reader)], namespace },
            'spec.alerting.alertmanagers',
            reader,
            objectPlace(judged),
            rights,
          );
        }
      }
    }
  },
});

/** What discovery lists and watches, in a namespace or in all. */
interface Need {
  readonly resources: readonly Resource[];
  readonly namespace: string | undefined;
}

const core = (name: string): Resource => ({ group: '', name });
const slices: Resource = { group: 'discovery.k8s.io', name: 'endpointslices' };
const ingresses: Resource = { group: 'networking.k8s.io', name: 'ingresses' };

/** What the roles of kubernetes_sd_config read (Prometheus documentation, kubernetes_sd_config). */
const ofRole: Readonly<Record<string, readonly Resource[]>> = {
  node: [core('nodes')],
  service: [core('services')],
  pod: [core('pods')],
  endpoints: [core('endpoints'), core('services'), core('pods')],
  endpointslice: [slices, core('services'), core('pods')],
  ingress: [ingresses],
};

/**
 * What discovery of this role reads, and without a role that of the Prometheus. The operator's default are Endpoints; a Prometheus
 * that it does not make is one of our own stacks, which discovers by EndpointSlice.
 */
function behindServices(role: string | undefined, { owner: { object } }: Pod): readonly Resource[] {
  const usual = object.kind.startsWith('Prometheus') ? (textAt(object, 'spec', 'serviceDiscoveryRole') ?? 'Endpoints') : 'EndpointSlice';
  return ofRole[(role ?? usual).toLowerCase()] ?? [];
}

function needsOf(monitor: NamedObject, reader: Pod): readonly Need[] {
  const isBound = valueAt(reader.owner.object, 'spec', 'ignoreNamespaceSelectors') === true;
  const everywhere = (resources: readonly Resource[], namespaces: readonly string[] | undefined): readonly Need[] =>
    (namespaces === undefined ? [undefined] : namespaces).map((namespace) => ({ resources, namespace }));
  const own = isBound ? [namespaceOf(monitor)] : namespacesOf(monitor);
  switch (monitor.kind) {
    case 'ServiceMonitor':
      return everywhere(behindServices(textAt(monitor, 'spec', 'serviceDiscoveryRole'), reader), own);
    case 'PodMonitor':
      return everywhere(ofRole.pod!, own);
    case 'Probe': {
      const { ingress, staticConfig } = mappingAt(monitor, 'spec', 'targets');
      if (ingress === undefined || staticConfig !== undefined) return [];
      const here = [namespaceOf(monitor)];
      const named = listAt(ingress, 'namespaceSelector', 'matchNames').filter((name): name is string => typeof name === 'string');
      const isAny = valueAt(ingress, 'namespaceSelector', 'any') === true;
      return everywhere([ingresses], isBound ? here : isAny ? undefined : named.length > 0 ? named : here);
    }
    case 'ScrapeConfig':
      return mappingsAt(monitor, 'spec', 'kubernetesSDConfigs').flatMap(([config]) => {
        // Another API server, or another account, has rights of its own.
        if (config.apiServer !== undefined || config.authorization !== undefined || config.basicAuth !== undefined) return [];
        const named = listAt(config, 'namespaces', 'names').filter((name): name is string => typeof name === 'string');
        const namespaces = [...named, ...(valueAt(config, 'namespaces', 'ownNamespace') === true ? [reader.namespace] : [])];
        const role = String(config.role).toLowerCase();
        return everywhere(ofRole[role] ?? [], role === 'node' || namespaces.length === 0 ? undefined : namespaces);
      });
    default:
      return [];
  }
}

function* lacking(
  { resources, namespace }: Need,
  what: string,
  reader: Pod,
  place: Place,
  rights: ReturnType<typeof rightsOf>,
): Iterable<Found> {
  const account = textAt(reader.spec, 'serviceAccountName') ?? 'default';
  const may = rights(reader.namespace, account);
  // What does not name its namespace gets one when it is applied.
  if (may === undefined || reader.owner.object.metadata.namespace === undefined) return;
  const missing = resources.filter((resource) => ['list', 'watch'].some((verb) => isRefused(may, verb, resource, namespace)));
  if (missing.length === 0) return;
  const { kind, metadata } = reader.owner.object;
  const names = inWords(missing.map(({ name }) => name));
  const where = namespace === undefined ? 'in all namespaces' : `in ${namespace}`;
  yield foundAt(place, {
    message:
      `${what} has ${kind} ${namespaceOf(reader.owner.object)}/${metadata.name} look for targets ${where}, ` +
      `where its ServiceAccount ${account} may not list and watch ${names}`,
    hint:
      `bind ${account} to ${namespace === undefined ? 'a ClusterRole, by a ClusterRoleBinding,' : `a Role ${where}`} ` +
      `that may get, list and watch ${names}`,
    at: ['metadata', 'name'],
  });
}

const isRefused = (may: May, verb: string, resource: Resource, namespace: string | undefined): boolean =>
  may(verb, resource, namespace) === false;

/** The place of an object, with its title. */
const objectPlace = (judged: Parameters<typeof foundIn>[0]): Place => ({
  ...judged.place,
  object: judged.place.object ?? `${judged.object.kind} ${namespaceOf(judged.object)}/${judged.object.metadata.name}`,
});
