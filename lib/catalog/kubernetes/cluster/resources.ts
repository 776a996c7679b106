import { fires, quiet, series } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import type { Query } from '../../../promql/ast';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';

const component = 'capacity';

type Resource = 'cpu' | 'memory';

const allocatable = (resource: Resource): Query => promql`sum(${state.kube_node_status_allocatable}{resource="${resource}"})`;

/** What is left when the largest node is gone. */
const withoutOne = (resource: Resource): Query => promql`
  (${allocatable(resource)} - max(${state.kube_node_status_allocatable}{resource="${resource}"}))`;

/** What pods that run, or wait for a node, ask for. */
const requested = (resource: Resource): Query => promql`
  sum(
    ${state.kube_pod_container_resource_requests}{resource="${resource}"}
    * on (namespace, pod) group_left ()
    max by (namespace, pod) (${state.kube_pod_status_phase}{phase=~"Pending|Running"} == 1)
  )`;

const units = { cpu: 'core', memory: 'byte' } as const;

/** Three nodes of this size, and a pod that asks for this much. */
const cluster = (resource: Resource, node: number, request: number, phase = 'Running') => [
  ...['a', 'b', 'c'].map((name) =>
    series(state.kube_node_status_allocatable, { node: name, resource, unit: units[resource] }, `${node}x60`),
  ),
  series(
    state.kube_pod_container_resource_requests,
    { namespace: 'shop', pod: 'api', container: 'api', node: 'a', resource, unit: units[resource] },
    `${request}x60`,
  ),
  series(state.kube_pod_status_phase, { namespace: 'shop', pod: 'api', phase }, '1x60'),
];

const overcommit = (name: 'KubeCPUOvercommit' | 'KubeMemoryOvercommit', resource: Resource, what: string, size: number) =>
  ({
    expr: promql`${requested(resource)} - ${withoutOne(resource)} > 0 and ${withoutOne(resource)} > 0`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `Pods ask for more ${what} than is left when a node is gone.`,
    description: `When the largest node fails, some of its pods find no place (${name}).`,
    rehearsals: [
      fires('15m', {}, ...cluster(resource, 4 * size, 9 * size)),
      quiet('15m', ...cluster(resource, 4 * size, 7 * size)),
      // What is done needs nothing.
      quiet(
        '15m',
        ...cluster(resource, 4 * size, 9 * size, 'Succeeded'),
        series(
          state.kube_pod_container_resource_requests,
          { namespace: 'shop', pod: 'web', container: 'web', node: 'b', resource, unit: units[resource] },
          `${size}x60`,
        ),
        series(state.kube_pod_status_phase, { namespace: 'shop', pod: 'web', phase: 'Running' }, '1x60'),
      ),
    ],
  }) as const;

const most = { ratio: 1.5, min: 0, is: 'what all quotas together may promise, as a share of the cluster' } as const;

const quotas = (resource: Resource, promised: number) => [
  series(state.kube_node_status_allocatable, { node: 'a', resource, unit: units[resource] }, '100x60'),
  series(
    state.kube_resourcequota,
    { namespace: 'shop', resourcequota: 'default', resource: `requests.${resource}`, type: 'hard' },
    `${Number((100 * promised).toPrecision(6))}x60`,
  ),
];

const quotaOvercommit = (resource: Resource, what: string) =>
  ({
    thresholds: { most },
    expr: (tuned: { readonly most: number }) => promql`
      sum(min without (resource) (${state.kube_resourcequota}{type="hard", resource=~"${resource}|requests.${resource}"}))
      / ${allocatable(resource)} > ${tuned.most}`,
    for: '5m',
    severity: 'warning',
    component,
    summary: `Quotas promise {{ $value | humanizePercentage }} of the cluster's ${what}.`,
    description: 'When all namespaces use what they may, pods find no place.',
    rehearsals: (tuned: { readonly most: number }) => [
      fires('7m', {}, ...quotas(resource, tuned.most * 1.2)),
      quiet('10m', ...quotas(resource, tuned.most * 0.9)),
    ],
  }) as const;

const quota = { namespace: 'shop', resourcequota: 'default', resource: 'pods' };
const used = (share: number) => [
  series(state.kube_resourcequota, { ...quota, type: 'used' }, `${Number((100 * share).toPrecision(6))}x60`),
  series(state.kube_resourcequota, { ...quota, type: 'hard' }, '100x60'),
];
const usedShare = promql`
  max without (instance, job, type) (${state.kube_resourcequota}{type="used"})
  / (max without (instance, job, type) (${state.kube_resourcequota}{type="hard"}) > 0)`;
const what = 'quota {{ $labels.resourcequota }} for {{ $labels.resource }} in namespace {{ $labels.namespace }}';

/** What is promised of the cluster, and what is left of quotas. */
export const resourceAlerts = [
  alert('KubeCPUOvercommit', overcommit('KubeCPUOvercommit', 'cpu', 'CPU', 1)),
  alert('KubeMemoryOvercommit', overcommit('KubeMemoryOvercommit', 'memory', 'memory', 1024 ** 3)),
  alert('KubeCPUQuotaOvercommit', quotaOvercommit('cpu', 'CPU')),
  alert('KubeMemoryQuotaOvercommit', quotaOvercommit('memory', 'memory')),
  alert('KubeQuotaAlmostFull', {
    thresholds: { used: { ratio: 0.9, min: 0, max: 1, is: 'share of the quota that is used' } },
    expr: (tuned) => promql`${usedShare} > ${tuned.used} < 1`,
    for: '15m',
    severity: 'info',
    component,
    summary: `{{ $value | humanizePercentage }} of ${what} are used.`,
    description: 'Soon new pods are refused.',
    rehearsals: (tuned) => [fires('20m', quota, ...used((1 + tuned.used) / 2)), quiet('30m', ...used(tuned.used * 0.95))],
  }),
  alert('KubeQuotaFullyUsed', {
    expr: promql`${usedShare} == 1`,
    for: '15m',
    severity: 'info',
    component,
    summary: `All of ${what} is used.`,
    description: 'New pods that need more are refused.',
    rehearsals: [fires('20m', quota, ...used(1)), quiet('30m', ...used(0.99))],
  }),
  alert('KubeQuotaExceeded', {
    expr: promql`${usedShare} > 1`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `{{ $value | humanizePercentage }} of ${what} are used.`,
    description: 'The quota was lowered below what runs already: what is gone is not made again.',
    rehearsals: [fires('20m', quota, ...used(1.2)), quiet('30m', ...used(1))],
  }),
] as const;
