import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { table } from '../../../model/dashboard/table';
import { timeseries } from '../../../model/dashboard/timeseries';
import { up } from '../../../model/synthetic';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';
import { kubeletIdentity, nodeIdentity } from './identities';
import { bytes, cores, countOf, inColumn, perSecond, risesTo, seconds, shouldBeNone } from './looks';

const own = metricsOf(catalogs.kubelet);
const chosen = '{node=~"$node"}';
const process = '{job="kubelet", metrics_path="/metrics", node=~"$node"}';

const slowest = (metric: { readonly bucket: string }, by: string) =>
  promql`histogram_quantile(0.99, sum by (${by}, le) (rate(${metric.bucket}${chosen}[$__rate_interval])))`;
const failing = promql`sum by (operation_type) (rate(${own.kubelet_runtime_operations_errors_total}${chosen}[$__rate_interval]))`;
const asking = promql`sum by (operation_type) (rate(${own.kubelet_runtime_operations_total}${chosen}[$__rate_interval]))`;

/** Whether the kubelets do their work: they start pods, ask the container runtime and mount volumes. */
export const kubeletDashboard: Dashboard = dashboard(kubeletIdentity.uid, {
  title: kubeletIdentity.title,
  description: 'Whether the kubelets do their work: they start pods, ask the container runtime and mount volumes.',
  tags: ['kubernetes', 'node'],
  variables: [{ name: 'node', label: 'Node', from: promql`${own.kubelet_node_name}`, of: 'node', multi: true }],
  panels: [
    across(
      stat('Kubelets That Do Not Answer', {
        queries: [{ expr: promql`sum(${up}${process} == bool 0)` }],
        ...shouldBeNone,
      }),
      stat('Slowest Pod Start', {
        description: 'From the time a kubelet hears of a pod until its containers run, images not counted: 99 of 100 pods are faster.',
        queries: [{ expr: promql`max(${slowest(own.kubelet_pod_worker_duration_seconds, 'node')})` }],
        ...seconds,
        thresholds: risesTo([30, 'orange'], [60, 'red']),
        noValue: 'No pod was started',
      }),
      stat('Errors of the Runtime', {
        description: 'Questions to the container runtime that failed, per second.',
        queries: [{ expr: promql`sum(${failing})` }],
        ...perSecond,
        thresholds: risesTo([0.01, 'orange'], [1, 'red']),
      }),
      stat('Pods', { queries: [{ expr: promql`sum(${own.kubelet_running_pods}${chosen})` }], unit: 'none', decimals: 0 }),
    ),
    table('Kubelets', {
      description: 'The slowest first. The list of containers is renewed once a second; above a few seconds, the runtime is in trouble.',
      queries: [
        { expr: promql`sum by (node) (${own.kubelet_running_pods}${chosen})`, column: { heading: 'Pods', decimals: 0 } },
        { expr: slowest(own.kubelet_pleg_relist_duration_seconds, 'node'), column: { heading: 'List of containers', ...inColumn.seconds } },
        { expr: slowest(own.kubelet_pod_worker_duration_seconds, 'node'), column: { heading: 'Work on a pod', ...inColumn.seconds } },
        {
          expr: promql`sum by (node) (rate(${own.kubelet_runtime_operations_errors_total}${chosen}[$__rate_interval]))`,
          column: {
            heading: 'Errors of the runtime',
            ...perSecond,
            cell: 'colored-text',
            thresholds: risesTo([0.01, 'orange'], [1, 'red']),
          },
        },
        {
          expr: promql`min by (node) (${own.kubelet_certificate_manager_client_ttl_seconds}${chosen})`,
          column: { heading: 'Certificate ends in', unit: 's', decimals: 0 },
        },
      ],
      columns: { node: { heading: 'Node', links: [{ title: 'This node', to: nodeIdentity, set: { node: '${__value.text}' } }] } },
      sortBy: { column: 'List of containers', order: 'desc' },
    }),
    row('Container runtime', [
      timeseries('Questions', {
        description: 'What the kubelets ask the container runtime.',
        queries: [{ expr: asking, legend: '{{operation_type}}' }],
        ...perSecond,
        height: 9,
      }),
      timeseries('Failed Questions', {
        queries: [{ expr: failing, legend: '{{operation_type}}' }],
        ...perSecond,
        noValue: 'None failed',
        height: 9,
      }),
      timeseries('How Long Answers Take', {
        description: '99 of 100 are faster.',
        queries: [{ expr: slowest(own.kubelet_runtime_operations_duration_seconds, 'operation_type'), legend: '{{operation_type}}' }],
        ...seconds,
        height: 9,
      }),
    ]),
    row('Volumes and evictions', [
      timeseries('Mounts and Other Work on Volumes', {
        description: 'How long they take: 99 of 100 are faster.',
        queries: [
          { expr: slowest(own.storage_operation_duration_seconds, 'operation_name, status'), legend: '{{operation_name}}: {{status}}' },
        ],
        ...seconds,
        noValue: 'Nothing was mounted',
      }),
      timeseries('Evicted Pods', {
        description: 'Pods that a kubelet has ended because its node lacked something, per hour.',
        queries: [
          { expr: promql`sum by (eviction_signal) (increase(${own.kubelet_evictions}${chosen}[1h]))`, legend: '{{eviction_signal}}' },
        ],
        ...countOf,
        noValue: 'None',
      }),
    ]),
    row(
      'The kubelets themselves',
      [
        timeseries('CPU', {
          queries: [{ expr: promql`rate(${own.process_cpu_seconds_total}${process}[$__rate_interval])`, legend: '{{node}}' }],
          ...cores,
        }),
        timeseries('Memory', { queries: [{ expr: promql`${own.process_resident_memory_bytes}${process}`, legend: '{{node}}' }], ...bytes }),
      ],
      { collapsed: true },
    ),
  ],
});
