import type { Metric } from '../../../model/metric';
import { fires, quiet, series } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { up } from '../../../model/synthetic';
import type { Query } from '../../../promql/ast';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';
import { state } from '../metrics';
import { isUnreachable } from './presence';

const own = metricsOf(catalogs.kubelet);
const component = 'nodes';
const at = { job: 'kubelet', instance: '10.0.0.1:10250' };
const onNode = { instance: at.instance, node: 'worker-1' };
const oneNode = series(state.kube_node_info, { node: 'worker-1' }, '1x60');
const name = series(own.kubelet_node_name, { ...at, node: 'worker-1' }, '1x60');

/** The instance by the name of its node. */
const withNode = (query: Metric | Query) =>
  promql`${query} * on (instance) group_left (node) max by (instance, node) (${own.kubelet_node_name})`;

const capacity = (count: number) =>
  series(state.kube_node_status_capacity, { node: 'worker-1', resource: 'pods', unit: 'integer' }, `${count}x60`);
const running = (count: number) => [series(own.kubelet_running_pods, at, `${count}x60`)];

const quantile = (metric: { readonly bucket: string }, by: string) =>
  promql`histogram_quantile(0.99, sum by (${by}, le) (rate(${metric.bucket}[5m])))`;

/** Sixty events a minute, of which this share takes less than the bound. */
const buckets = (
  metric: { readonly bucket: string },
  labels: Readonly<Record<string, string>>,
  bounds: readonly (readonly [string, number])[],
) => bounds.map(([le, count]) => series(metric.bucket, { ...labels, le }, `0+${count}x60`));

/** A certificate that ends, early (warning) and late (critical). */
const expires = (metric: Metric, what: string, left: '7d' | '1d', severity: 'warning' | 'critical') =>
  ({
    thresholds: { left: { seconds: left, min: 0, is: 'how long the certificate is still valid' } },
    expr: (tuned: { readonly left: number }) => promql`${metric} < ${tuned.left}`,
    severity,
    component,
    summary: `The ${what} certificate of the kubelet on {{ $labels.node }} ends in {{ $value | humanizeDuration }}.`,
    description: 'It should have been renewed by now.',
    rehearsals: (tuned: { readonly left: number }) => [
      fires('5m', { ...at, node: 'worker-1' }, series(metric, { ...at, node: 'worker-1' }, `${tuned.left * 0.5}x60`)),
      quiet('5m', series(metric, { ...at, node: 'worker-1' }, `${tuned.left * 2}x60`)),
    ],
  }) as const;

const renewErrors = (metric: Metric, what: string) =>
  ({
    expr: promql`increase(${metric}[5m]) > 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `The kubelet {{ $labels.instance }} cannot renew its ${what} certificate.`,
    description: '{{ $value | printf "%.0f" }} tries failed within 5 minutes.',
    rehearsals: [
      fires('20m', at, series(metric, at, '0+1x60')),
      // One try failed, and the next one did not.
      quiet('30m', series(metric, at, '0x9 1x60')),
    ],
  }) as const;

/** The kubelet of each node. */
export const kubeletAlerts = [
  alert('KubeletDown', {
    // A cluster without nodes has no kubelet that could be down.
    expr: promql`count(${state.kube_node_info}) unless count(${up}{job="${at.job}"} == 1)`,
    for: '15m',
    severity: 'critical',
    component,
    summary: 'No kubelet answers.',
    description: 'There are {{ $value }} nodes, and Prometheus finds or reaches the kubelet of none: nothing is known of containers.',
    rehearsals: [
      { ...fires('20m', {}, oneNode, series(up, at, '1x2 0x60')), title: 'it does not answer' },
      { ...fires('24m', {}, oneNode, series(up, at, '1x2 _x60')), title: 'its target is gone' },
      quiet('30m', oneNode, series(up, at, '1x60')),
      { ...quiet('40m', oneNode, series(up, at, '1x2 0x12 1x60')), title: 'it is upgraded' },
    ],
  }),
  alert('KubeletInstanceUnreachable', isUnreachable({ ...at, component, what: 'kubelet' })),
  alert('KubeletTooManyPods', {
    thresholds: { full: { ratio: 0.95, min: 0, max: 1, is: 'share of the places for pods that is taken' } },
    expr: ({ full }) => promql`
      max by (instance, node) (${withNode(own.kubelet_running_pods)})
      / on (node) group_left ()
      max by (node) (${state.kube_node_status_capacity}{resource="pods"} != 1)
      > ${full}`,
    for: '15m',
    severity: 'info',
    component,
    summary: 'Node {{ $labels.node }} has {{ $value | humanizePercentage }} of the pods that it may have.',
    description: 'The scheduler soon puts no more there.',
    rehearsals: ({ full }) => [
      fires('20m', onNode, ...running(Math.ceil((1000 * (full + 1)) / 2)), capacity(1000), name),
      quiet('30m', ...running(Math.floor(1000 * full * 0.9)), capacity(1000), name),
    ],
  }),
  alert('KubeNodeEviction', {
    expr: promql`${withNode(promql`sum by (eviction_signal, instance) (rate(${own.kubelet_evictions}[15m]))`)} > 0`,
    severity: 'info',
    component,
    summary: 'Node {{ $labels.node }} evicts pods for {{ $labels.eviction_signal }}.',
    description: 'It was short of it, and pods had to go.',
    rehearsals: [
      fires(
        '10m',
        { ...onNode, eviction_signal: 'memory.available' },
        series(own.kubelet_evictions, { ...at, eviction_signal: 'memory.available' }, '0x5 1x60'),
        name,
      ),
      quiet('10m', series(own.kubelet_evictions, { ...at, eviction_signal: 'memory.available' }, '4x60'), name),
    ],
  }),
  alert('KubeletPlegDurationHigh', {
    thresholds: { slow: { seconds: '10s', min: 0, is: 'how long a look at all containers may take' } },
    expr: ({ slow }) => promql`${withNode(quantile(own.kubelet_pleg_relist_duration_seconds, 'instance'))} >= ${slow}`,
    for: '5m',
    severity: 'warning',
    component,
    summary: 'On node {{ $labels.node }} a look at all containers takes {{ $value | humanizeDuration }}.',
    description: 'The container runtime or its disk is slow: changes of pods are seen late.',
    rehearsals: ({ slow }) => {
      const bounds = [String(slow * 0.5), String(slow * 1.5), '+Inf'] as const;
      const taking = (quick: number) =>
        buckets(own.kubelet_pleg_relist_duration_seconds, at, [
          [bounds[0], quick],
          [bounds[1], 60],
          [bounds[2], 60],
        ]);
      return [fires('8m', onNode, ...taking(30), name), quiet('15m', ...taking(60), name)];
    },
  }),
  alert('KubeletPodStartUpLatencyHigh', {
    thresholds: { slow: { seconds: '60s', min: 0, is: 'how long the kubelet may work on a pod' } },
    expr: ({ slow }) => promql`${withNode(quantile(own.kubelet_pod_worker_duration_seconds, 'instance'))} > ${slow}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'On node {{ $labels.node }} the kubelet works {{ $value | humanizeDuration }} on a pod.',
    description: 'Pods start late: the node is busy, or images and volumes are slow to come.',
    rehearsals: ({ slow }) => {
      const bounds = [String(slow * 0.5), String(slow * 2), '+Inf'] as const;
      const taking = (quick: number) =>
        buckets(own.kubelet_pod_worker_duration_seconds, { ...at, operation_type: 'sync' }, [
          [bounds[0], quick],
          [bounds[1], 60],
          [bounds[2], 60],
        ]);
      return [fires('20m', onNode, ...taking(30), name), quiet('30m', ...taking(60), name)];
    },
  }),
  alert('KubeletClientCertificateExpiration', expires(own.kubelet_certificate_manager_client_ttl_seconds, 'client', '7d', 'warning')),
  alert('KubeletClientCertificateExpiration', expires(own.kubelet_certificate_manager_client_ttl_seconds, 'client', '1d', 'critical')),
  alert('KubeletServerCertificateExpiration', expires(own.kubelet_certificate_manager_server_ttl_seconds, 'server', '7d', 'warning')),
  alert('KubeletServerCertificateExpiration', expires(own.kubelet_certificate_manager_server_ttl_seconds, 'server', '1d', 'critical')),
  alert('KubeletClientCertificateRenewalErrors', renewErrors(own.kubelet_certificate_manager_client_expiration_renew_errors, 'client')),
  alert('KubeletServerCertificateRenewalErrors', renewErrors(own.kubelet_server_expiration_renew_errors, 'server')),
  alert('KubeVersionMismatch', {
    expr: promql`
      count(count by (git_version) (label_replace(${own.kubernetes_build_info}, "git_version", "$1", "git_version", "(v[0-9]+[.][0-9]+).*"))) > 1`,
    for: '15m',
    severity: 'warning',
    component: 'control-plane',
    summary: 'Programs of {{ $value }} versions of Kubernetes run.',
    description: 'While an upgrade goes on that is as it should be; else one was forgotten.',
    rehearsals: [
      fires(
        '20m',
        {},
        series(own.kubernetes_build_info, { ...at, git_version: 'v1.35.2' }, '1x60'),
        series(own.kubernetes_build_info, { ...at, instance: 'b', git_version: 'v1.36.0' }, '1x60'),
      ),
      // Two fixes of one version.
      quiet(
        '40m',
        series(own.kubernetes_build_info, { ...at, git_version: 'v1.36.2' }, '1x60'),
        series(own.kubernetes_build_info, { ...at, instance: 'b', git_version: 'v1.36.0' }, '1x60'),
      ),
    ],
  }),
  alert('KubeClientErrors', {
    thresholds: { most: { ratio: 0.01, min: 0, max: 1, is: 'share of requests to the API server that fail' } },
    expr: ({ most }) => promql`
      sum by (job, instance) (rate(${own.rest_client_requests_total}{code=~"5..|<error>"}[5m]))
      / sum by (job, instance) (rate(${own.rest_client_requests_total}[5m]))
      > ${most}`,
    for: '15m',
    severity: 'warning',
    component: 'control-plane',
    summary: '{{ $value | humanizePercentage }} of the requests of {{ $labels.job }} {{ $labels.instance }} to the API server fail.',
    description: 'The API server has faults, or the way to it.',
    rehearsals: ({ most }) => {
      const failing = (share: number) => [
        series(own.rest_client_requests_total, { ...at, code: '500' }, `0+${Number((6000 * share).toPrecision(6))}x60`),
        series(own.rest_client_requests_total, { ...at, code: '200' }, `0+${Number((6000 * (1 - share)).toPrecision(6))}x60`),
      ];
      return [fires('20m', at, ...failing(Math.min(1, most * 2))), quiet('40m', ...failing(most * 0.5))];
    },
  }),
] as const;
