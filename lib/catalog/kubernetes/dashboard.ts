import { type Dashboard, dashboard } from '../../model/dashboard';
import { stat } from '../../model/dashboard/reduced';
import { table } from '../../model/dashboard/table';
import { timeseries } from '../../model/dashboard/timeseries';
import { promql } from '../../promql/tag';
import { cadvisor, state } from './metrics';

const identity = { uid: 'kubernetes-infrastructure', title: 'Kubernetes - Infrastructure' };

const chosen = '{namespace=~"$namespace", pod=~"$pod"}';
const chosenContainers = '{namespace=~"$namespace", pod=~"$pod", container!=""}';

const cpu = promql`rate(${cadvisor.container_cpu_usage_seconds_total}${chosenContainers}[$__rate_interval])`;
const memory = promql`${cadvisor.container_memory_working_set_bytes}${chosenContainers}`;
const restarts = promql`increase(${state.kube_pod_container_status_restarts_total}${chosen}[1h])`;

/** What pods use, and what state they are in. */
export const infrastructure: Dashboard = dashboard(identity.uid, {
  title: identity.title,
  description: 'CPU, memory and state of pods.',
  tags: ['kubernetes'],
  variables: [
    { name: 'namespace', label: 'Namespace', from: promql`${state.kube_pod_info}`, of: 'namespace', multi: true },
    { name: 'pod', label: 'Pod', from: promql`${state.kube_pod_info}{namespace=~"$namespace"}`, of: 'pod', multi: true },
  ],
  panels: [
    stat('Pods Not Running', {
      description: 'Pods that wait, have failed, or whose node does not answer. The table below names them.',
      queries: [
        {
          expr: promql`sum(${state.kube_pod_status_phase}{namespace=~"$namespace", pod=~"$pod", phase=~"Pending|Failed|Unknown"})`,
        },
      ],
      unit: 'none',
      thresholds: [
        { from: null, color: 'green' },
        { from: 1, color: 'red' },
      ],
    }),
    stat('Restarts of the Last Hour', {
      description: 'Containers that were started again.',
      queries: [{ expr: promql`sum(${restarts})` }],
      unit: 'none',
      decimals: 0,
      thresholds: [
        { from: null, color: 'green' },
        { from: 1, color: 'orange' },
      ],
    }),
    stat('CPU in Use', {
      description: 'Cores that all chosen pods use together.',
      queries: [{ expr: promql`sum(${cpu})` }],
      unit: 'suffix:cores',
      decimals: 2,
      min: 0,
      graph: 'area',
    }),
    stat('Memory in Use', {
      description: 'The working set of all chosen pods together.',
      queries: [{ expr: promql`sum(${memory})` }],
      unit: 'bytes',
      decimals: 1,
      min: 0,
      graph: 'area',
    }),
    timeseries('CPU Usage', {
      description: 'Cores that each pod uses.',
      queries: [{ expr: promql`sum by (namespace, pod) (${cpu})`, legend: '{{namespace}}/{{pod}}' }],
      unit: 'suffix:cores',
      decimals: 3,
      min: 0,
      height: 10,
    }),
    timeseries('Memory Usage', {
      description: 'The working set of each pod: what the kernel cannot take back.',
      queries: [{ expr: promql`sum by (namespace, pod) (${memory})`, legend: '{{namespace}}/{{pod}}' }],
      unit: 'bytes',
      decimals: 1,
      min: 0,
      height: 10,
    }),
    table('Pod Status', {
      description: 'The phase of each pod, and what it uses. What does not run comes first.',
      queries: [
        { expr: promql`max by (namespace, pod, phase) (${state.kube_pod_status_phase}${chosen}) == 1` },
        {
          expr: promql`sum by (namespace, pod) (${restarts})`,
          column: {
            heading: 'Restarts (1h)',
            decimals: 0,
            width: 120,
            cell: 'colored-text',
            thresholds: [
              { from: null, color: 'text' },
              { from: 1, color: 'orange' },
            ],
          },
        },
        {
          expr: promql`sum by (namespace, pod) (${cpu})`,
          column: { heading: 'CPU', unit: 'suffix:cores', decimals: 3, cell: 'gauge', min: 0 },
        },
        {
          expr: promql`sum by (namespace, pod) (${memory})`,
          column: { heading: 'Memory', unit: 'bytes', decimals: 1, cell: 'gauge', min: 0 },
        },
      ],
      columns: {
        namespace: 'Namespace',
        pod: {
          heading: 'Pod',
          links: [{ title: 'Only this pod', to: identity, set: { namespace: '${__data.fields.Namespace}', pod: '${__value.text}' } }],
        },
        phase: {
          heading: 'Phase',
          width: 120,
          cell: 'colored-background',
          mappings: [
            { value: 'Pending', color: 'orange' },
            { value: 'Failed', color: 'red' },
            { value: 'Unknown', color: 'red' },
          ],
        },
      },
      // Failed and Pending stand before Running.
      sortBy: { column: 'phase', order: 'asc' },
      height: 12,
    }),
  ],
});
