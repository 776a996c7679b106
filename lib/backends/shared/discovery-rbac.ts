import type { NamedObject } from '../../kubernetes/object';
import { clusterGrant, namespacedGrant, type PolicyRule, serviceAccount } from '../../manifests/rbac';
import { apiServerScrapeClass, controlPlaneScrapeClass, scrapeClassesOf } from '../../manifests/scrape';
import type { Monitoring } from '../backend';
import { discoveriesOf, furtherRules } from './kubernetes-discovery';
import { alertmanager, prometheus } from './own-programs';
import type { Selects } from './props';

/** What discovery of endpoints reads in a namespace: the slices, and the Services and pods behind them. */
export const discoveryRules: PolicyRule[] = [
  { apiGroups: [''], resources: ['pods', 'services'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
];

/** What discovery of nodes reads, and the kubelet's own question to the API server whether the caller may read its metrics. */
const nodeRules: PolicyRule[] = [
  { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
];

/** What the API server asks before it gives its own metrics, and what schedulers and controller managers ask it before they give theirs. */
const metricsRules: PolicyRule[] = [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }];

/** Prometheus' account, with the rights that its targets need and no other. */
export function discoveryAccount({ context, scrapes, routing, selects }: Monitoring & { readonly selects?: Selects }): NamedObject[] {
  const grant = { account: prometheus.name, accountNamespace: context.namespace };
  const monitors = scrapes.map(({ monitor }) => monitor);
  const others = selects?.namespaces ?? [];
  const found = monitors.flatMap((monitor) => discoveriesOf(monitor, context.namespace));
  const findsEverywhere = found.some(({ role, namespaces: names }) => role !== 'node' && names === undefined);
  const isEverywhere = others === 'all' || findsEverywhere;
  const namespaces = new Set(
    isEverywhere
      ? []
      : [
          ...(routing ? [context.namespace] : []),
          ...monitors.flatMap(targetNamespaces),
          ...found.flatMap(({ namespaces: names = [] }) => names),
          ...others,
        ],
  );
  const readsNodes = found.some(({ role }) => role === 'node');
  const inNamespaces = [...discoveryRules, ...furtherRules(found)];
  const classes = scrapeClassesOf(scrapes);
  const readsMetrics = [apiServerScrapeClass, controlPlaneScrapeClass].some((one) => classes.includes(one));
  const rules = [...(isEverywhere ? inNamespaces : []), ...(readsNodes ? nodeRules : []), ...(readsMetrics ? metricsRules : [])];
  return [
    serviceAccount(prometheus.name, context.namespace),
    ...[...namespaces].sort().flatMap((namespace) => namespacedGrant(namespace, { ...grant, rules: inNamespaces })),
    ...(rules.length > 0 ? clusterGrant({ ...grant, rules }) : []),
  ];
}

export const alertmanagerAccount = ({ context }: Monitoring): NamedObject => serviceAccount(alertmanager.name, context.namespace);

/** The namespaces in which a monitor looks for its targets. */
export function targetNamespaces({ kind, metadata, spec }: NamedObject): readonly string[] {
  if (kind !== 'ServiceMonitor' && kind !== 'PodMonitor') return [];
  const { namespaceSelector } = spec as { namespaceSelector?: { matchNames?: readonly string[] } };
  return namespaceSelector?.matchNames ?? [metadata.namespace!];
}
