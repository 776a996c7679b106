import { type Dashboard, dashboard } from '../../model/dashboard';
import { table } from '../../model/dashboard/table';
import { timeseries } from '../../model/dashboard/timeseries';
import { promql } from '../../promql/tag';
import { cadvisor, state } from './metrics';

const chosen = '{namespace=~"$namespace", pod=~"$pod"}';
const chosenContainers = '{namespace=~"$namespace", pod=~"$pod", container!=""}';

/** What pods use, and what state they are in. */
export const infrastructure: Dashboard = dashboard('kubernetes-infrastructure', {
  title: 'Kubernetes - Infrastructure',
  description: 'CPU, memory and state of pods.',
  tags: ['kubernetes'],
  variables: [
    { name: 'namespace', label: 'Namespace', from: promql`${state.kube_pod_info}`, of: 'namespace', multi: true },
    { name: 'pod', label: 'Pod', from: promql`${state.kube_pod_info}{namespace=~"$namespace"}`, of: 'pod', multi: true },
  ],
  panels: [
    timeseries('CPU Usage', {
      description: 'Cores that each pod uses.',
      queries: [
        {
          expr: promql`sum by (namespace, pod) (rate(${cadvisor.container_cpu_usage_seconds_total}${chosenContainers}[$__rate_interval]))`,
          legend: '{{namespace}}/{{pod}}',
        },
      ],
      unit: 'suffix:cores',
      min: 0,
    }),
    timeseries('Memory Usage', {
      description: 'The working set of each pod: what the kernel cannot take back.',
      queries: [
        {
          expr: promql`sum by (namespace, pod) (${cadvisor.container_memory_working_set_bytes}${chosenContainers})`,
          legend: '{{namespace}}/{{pod}}',
        },
      ],
      unit: 'bytes',
      min: 0,
    }),
    table('Pod Status', {
      description: 'The phase of each pod.',
      queries: [{ expr: promql`max by (namespace, pod, phase) (${state.kube_pod_status_phase}${chosen}) == 1` }],
      columns: { namespace: 'Namespace', pod: 'Pod', phase: 'Phase' },
      unit: 'none',
      height: 10,
    }),
  ],
});
