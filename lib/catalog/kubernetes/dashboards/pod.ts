import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { table } from '../../../model/dashboard/table';
import { stateTimeline } from '../../../model/dashboard/timeline';
import { timeseries } from '../../../model/dashboard/timeseries';
import { promql } from '../../../promql/tag';
import { cadvisor, state } from '../metrics';
import { namespaceIdentity, podIdentity } from './identities';
import { bytes, bytesPerSecond, cores, share, worthALook } from './looks';
import { asked, type Compute, network, restarts, throttled, used } from './usage';

const here = 'namespace="$namespace", pod="$pod"';

const byContainer = (resource: Compute) => promql`sum by (container) (${used(resource, here)})`;
const askedByContainer = (what: 'requests' | 'limits', resource: Compute) => promql`sum by (container) (${asked(what, resource, here)})`;

/** Requests and limits are dashed, so that use stands out. */
const bounds = [
  { series: { regex: '/(request|limit)$/' }, raw: { 'custom.lineStyle': { fill: 'dash', dash: [8, 8] }, 'custom.fillOpacity': 0 } },
];

const graphOf = (resource: Compute) => [
  { expr: byContainer(resource), legend: '{{container}}' },
  { expr: askedByContainer('requests', resource), legend: '{{container}} request' },
  { expr: askedByContainer('limits', resource), legend: '{{container}} limit' },
];

/** One pod: why it does not run, what its containers use, and how near they are to their limits. */
export const podDashboard: Dashboard = dashboard(podIdentity.uid, {
  title: podIdentity.title,
  description: 'One pod: why it does not run, what its containers use, and how near they are to their limits.',
  tags: ['kubernetes'],
  variables: [
    { name: 'namespace', label: 'Namespace', from: promql`${state.kube_pod_info}`, of: 'namespace' },
    { name: 'pod', label: 'Pod', from: promql`${state.kube_pod_info}{namespace="$namespace"}`, of: 'pod' },
  ],
  links: [{ title: namespaceIdentity.title, to: namespaceIdentity, set: { namespace: '$namespace' } }],
  panels: [
    across(
      stat('Ready', {
        description: 'Whether it may get requests.',
        queries: [{ expr: promql`max(${state.kube_pod_status_ready}{${here}, condition="true"})` }],
        unit: 'none',
        noValue: 'Gone',
        mappings: [
          { value: 1, text: 'Ready', color: 'green' },
          { value: 0, text: 'Not ready', color: 'red' },
        ],
      }),
      stat('Restarts of the Last Hour', {
        description: 'Containers that were started again.',
        queries: [{ expr: promql`sum(${restarts(here)})` }],
        ...worthALook,
        noValue: 'Gone',
      }),
      stat('Memory of Limit', {
        description: 'Of the container that is nearest to its limit. At 100 % it is killed.',
        queries: [{ expr: promql`max(${byContainer('memory')} / ${askedByContainer('limits', 'memory')})` }],
        ...share,
        noValue: 'No limit',
        graph: 'area',
      }),
      stat('Throttled CPU', {
        description: 'Of the container that is held back most: the share of time slices in which it wanted more than its limit.',
        queries: [{ expr: promql`max(${throttled(here, 'container')})` }],
        unit: 'percentunit',
        decimals: 0,
        min: 0,
        thresholds: [
          { from: null, color: 'green' },
          { from: 0.25, color: 'orange' },
        ],
        noValue: 'No limit',
        graph: 'area',
      }),
    ),
    table('Containers', {
      description: 'Why a container waits now, and how it ended last.',
      queries: [
        { expr: promql`max by (container) (${state.kube_pod_container_status_ready}{${here}})`, column: { heading: 'Ready', width: 90 } },
        { expr: promql`max by (container, reason) (${state.kube_pod_container_status_waiting_reason}{${here}} == 1)` },
        { expr: promql`sum by (container) (${restarts(here)})`, column: { heading: 'Restarts (1h)', decimals: 0, width: 120 } },
        {
          expr: promql`max by (container) (${state.kube_pod_container_status_last_terminated_exitcode}{${here}})`,
          column: { heading: 'Last exit code', decimals: 0, width: 130 },
        },
      ],
      columns: { container: 'Container', reason: { heading: 'Waits because of', cell: 'colored-text', color: 'orange' } },
      sortBy: { column: 'Ready', order: 'asc' },
      height: 6,
    }),
    row('CPU and memory', [
      timeseries('CPU', {
        description: 'Cores that each container uses; what it has asked for and its limit are dashed.',
        queries: graphOf('cpu'),
        overrides: bounds,
        ...cores,
        height: 10,
      }),
      timeseries('Memory', {
        description: 'The working set of each container; what it has asked for and its limit are dashed. At the limit it is killed.',
        queries: graphOf('memory'),
        overrides: bounds,
        ...bytes,
        height: 10,
      }),
      stateTimeline('Ready Containers', {
        description: 'When each container was ready.',
        queries: [{ expr: promql`max by (container) (${state.kube_pod_container_status_ready}{${here}})`, legend: '{{container}}' }],
        unit: 'none',
        mappings: [
          { value: 1, text: 'Ready', color: 'green' },
          { value: 0, text: 'Not ready', color: 'red' },
        ],
        height: 6,
      }),
    ]),
    row('Network and disk', [
      timeseries('Network', {
        description: 'Bytes that the pod receives and sends.',
        queries: [
          { expr: promql`sum(${network(cadvisor.container_network_receive_bytes_total, here)})`, legend: 'received' },
          { expr: promql`sum(${network(cadvisor.container_network_transmit_bytes_total, here)})`, legend: 'sent' },
        ],
        ...bytesPerSecond,
        noValue: 'On the network of its node',
      }),
      timeseries('Disk', {
        description: 'Bytes that its containers read and write.',
        queries: [
          { expr: promql`sum(rate(${cadvisor.container_fs_reads_bytes_total}{${here}}[$__rate_interval]))`, legend: 'read' },
          { expr: promql`sum(rate(${cadvisor.container_fs_writes_bytes_total}{${here}}[$__rate_interval]))`, legend: 'written' },
        ],
        ...bytesPerSecond,
      }),
    ]),
  ],
});
