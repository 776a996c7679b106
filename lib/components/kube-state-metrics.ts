import { cataloged } from '../catalog/cataloged';
import { catalogs } from '../catalog/catalogs';
import { stateMetricsAlerts } from '../catalog/kube-state-metrics-self/alerts';
import { kubeStateMetricsWatch } from '../catalog/kubernetes';
import { dnsLabel, labelKey } from '../kubernetes/names';
import type { Component } from '../manifests/component';
import { selectorLabels } from '../manifests/labels';
import { programFields } from '../manifests/option-kinds';
import type { ProgramOptions } from '../manifests/program-options';
import { clusterGrant, namespacedGrant, type PolicyRule, serviceAccount } from '../manifests/rbac';
import { serviceScrape, sourcesOf } from '../manifests/scrape';
import { servedFields } from '../manifests/service-kinds';
import type { Served } from '../manifests/service-settings';
import { rounded } from '../manifests/size';
import { users } from '../manifests/users';
import { deployment, service } from '../manifests/workload';
import { fields } from '../model/shape/fields';
import { filledListOf, mapOf, named, right } from '../model/shape/kinds';
import { type Kind, problem, shown } from '../model/shape/problem';
import { inWords } from '../text/list';
import { nearest } from '../text/nearest';

const name = 'kube-state-metrics';
const ports = { metrics: 8080, telemetry: 8081 };

/**
 * The resources that kube-state-metrics can read in a namespace, by API group. Secrets and ConfigMaps are left out: nothing here
 * reads them.
 */
const namespacedResources: Readonly<Record<string, readonly string[]>> = {
  '': ['limitranges', 'persistentvolumeclaims', 'pods', 'replicationcontrollers', 'resourcequotas', 'services'],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  policy: ['poddisruptionbudgets'],
};

/** Those that have no namespace. */
const clusterResources: Readonly<Record<string, readonly string[]>> = {
  '': ['namespaces', 'nodes', 'persistentvolumes'],
  'storage.k8s.io': ['storageclasses'],
};

const rulesFor = (resources: Readonly<Record<string, readonly string[]>>): PolicyRule[] =>
  Object.entries(resources).map(([group, names]) => ({ apiGroups: [group], resources: [...names], verbs: ['list', 'watch'] }));

export interface KubeStateMetricsProps extends ProgramOptions, Served {
  /** The namespaces whose objects it reads; it may then read nothing else, nodes included. @default - all, and what has no namespace */
  readonly namespaces?: readonly string[];
  /**
   * Labels of objects that it shows, by resource: `{ pods: ['app.kubernetes.io/name'], nodes: ['*'] }` gives `kube_pod_labels` the label
   * `label_app_kubernetes_io_name`. A query for one that is not here is a finding. @default - none
   */
  readonly labelsAllowed?: Readonly<Record<string, readonly string[]>>;
  /** The same for annotations, as `kube_pod_annotations`. @default - none */
  readonly annotationsAllowed?: Readonly<Record<string, readonly string[]>>;
}

const known = [...Object.values(namespacedResources), ...Object.values(clusterResources)].flat().sort();
const resource: Kind = (value, at) => {
  if (known.includes(String(value))) return right;
  const near = nearest(String(value), known);
  const hint = near === undefined ? `Its resources are ${inWords(known, 20)}.` : `Did you mean ${near}?`;
  return [problem(at, `${shown(value)} is no resource that kube-state-metrics reads`, hint)];
};

const allowList = mapOf(
  filledListOf((value, at) => (value === '*' ? right : named('label or annotation of Kubernetes', labelKey)(value, at))),
  resource,
);

const optionsKind = fields<KubeStateMetricsProps>('kubeStateMetrics()', {
  ...programFields,
  ...servedFields,
  namespaces: filledListOf(named('name of a namespace', dnsLabel)),
  labelsAllowed: allowList,
  annotationsAllowed: allowList,
});

/** `pods=[app,team],nodes=[*]` */
const allowed = (flag: string, lists: KubeStateMetricsProps['labelsAllowed'] = {}): readonly string[] =>
  Object.keys(lists).length === 0
    ? []
    : [
        `--${flag}=${Object.keys(lists)
          .sort()
          .map((resource) => `${resource}=[${lists[resource]!.join(',')}]`)
          .join(',')}`,
      ];

/** The state of Kubernetes' own objects: phases, restarts, requests, limits, replicas. */
export function kubeStateMetrics(props: KubeStateMetricsProps = {}): Component {
  const { namespaces, labelsAllowed, annotationsAllowed, service: settings, ...options } = props;
  const resources = namespaces === undefined ? [namespacedResources, clusterResources] : [namespacedResources];
  const names = resources.flatMap((group) => Object.values(group).flat()).sort();
  return {
    name,
    problems: optionsKind(props, ''),
    watch: kubeStateMetricsWatch,
    health: stateMetricsAlerts,
    objects(context) {
      const { namespace } = context;
      const grant = { account: name, accountNamespace: namespace };
      return [
        serviceAccount(name, namespace),
        ...(namespaces === undefined
          ? clusterGrant({ ...grant, rules: resources.flatMap(rulesFor) })
          : namespaces.flatMap((watched) => namespacedGrant(watched, { ...grant, rules: rulesFor(namespacedResources) }))),
        deployment({
          name,
          namespace,
          user: users.kubeStateMetrics,
          token: true,
          options,
          programs: [
            {
              name,
              image: context.image('kubeStateMetrics', options.image),
              args: [
                `--port=${ports.metrics}`,
                `--telemetry-port=${ports.telemetry}`,
                `--resources=${names.join(',')}`,
                ...(namespaces === undefined ? [] : [`--namespaces=${namespaces.join(',')}`]),
                ...allowed('metric-labels-allowlist', labelsAllowed),
                ...allowed('metric-annotations-allowlist', annotationsAllowed),
              ],
              ports,
              probes: { live: '/livez', ready: '/healthz' },
              // 64 MiB for itself and 50 KiB for each pod: what 322 pods were measured to need (280 MiB at the peak) with room to spare.
              resources: { cpu: '20m', memory: rounded(64 + (context.cluster.pods * 50) / 1024) },
            },
          ],
        }),
        service({ name, namespace, component: name, ports, ...(settings && { settings }) }),
      ];
    },
    scrapes: ({ namespace }) => [
      serviceScrape({
        job: name,
        namespace,
        port: 'metrics',
        // The namespace and pod labels of its series are those of the objects that they are about.
        honorLabels: true,
        matchLabels: selectorLabels(name),
        sources: sourcesOf(kubeStateMetricsWatch),
        reach: { podLabels: selectorLabels(name), port: ports.metrics },
      }),
      serviceScrape({
        name: `${name}-self`,
        job: name,
        namespace,
        port: 'telemetry',
        matchLabels: selectorLabels(name),
        sources: [cataloged(catalogs['kube-state-metrics-self'])],
        reach: { podLabels: selectorLabels(name), port: ports.telemetry },
      }),
    ],
    connections: () => [{ from: name, to: { kind: 'api-server' }, ports: [] }],
  };
}
