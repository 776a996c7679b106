import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { table } from '../../../model/dashboard/table';
import { timeseries } from '../../../model/dashboard/timeseries';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';
import { clusterIdentity, namespaceIdentity, networkIdentity, podIdentity } from './identities';
import { bytes, cores, countColumn, inColumn, percent, share, shareColumn, shouldBeNone, worthALook } from './looks';
import { asked, type Compute, notRunning, restarts, throttled, used } from './usage';
import { workloadTable } from './workloads';

const here = 'namespace="$namespace"';

const byPod = (resource: Compute) => promql`sum by (pod) (${used(resource, here)})`;
const askedByPod = (what: 'requests' | 'limits', resource: Compute) => promql`sum by (pod) (${asked(what, resource, here)})`;
const ofRequests = (resource: Compute) => promql`sum(${used(resource, here)}) / sum(${asked('requests', resource, here)})`;

const toPod = { title: 'This pod', to: podIdentity, set: { namespace: '$namespace', pod: '${__value.text}' } };

/** The workloads and pods of one namespace: what is wrong with them, and what they use. */
export const namespaceDashboard: Dashboard = dashboard(namespaceIdentity.uid, {
  title: namespaceIdentity.title,
  description: 'The workloads and pods of a namespace: what is wrong with them, and what they use.',
  tags: ['kubernetes'],
  variables: [{ name: 'namespace', label: 'Namespace', from: promql`${state.kube_namespace_status_phase}`, of: 'namespace' }],
  links: [
    { title: clusterIdentity.title, to: clusterIdentity, keep: ['time'] },
    { title: networkIdentity.title, to: networkIdentity, keep: ['time', 'variables'] },
  ],
  panels: [
    across(
      stat('Pods Not Running', {
        description: 'Pods that wait, have failed, or whose node does not answer.',
        queries: [{ expr: promql`sum(${notRunning(here)})` }],
        ...shouldBeNone,
        noValue: 'No pods',
      }),
      stat('Restarts of the Last Hour', {
        description: 'Containers that were started again.',
        queries: [{ expr: promql`sum(${restarts(here)})` }],
        ...worthALook,
        noValue: 'No pods',
      }),
      stat('CPU of Requests', {
        description: 'What is used of what was asked for. Above 100 % pods live on what others leave.',
        queries: [{ expr: ofRequests('cpu') }],
        ...share,
        noValue: 'No requests',
        graph: 'area',
      }),
      stat('Memory of Requests', {
        description: 'What is used of what was asked for. Above 100 % pods are the first that a full node evicts.',
        queries: [{ expr: ofRequests('memory') }],
        ...share,
        noValue: 'No requests',
        graph: 'area',
      }),
    ),
    workloadTable(here),
    table('Pods', {
      description: 'What each pod uses of what it has asked for, and of its limit.',
      queries: [
        { expr: promql`max by (pod, phase) (${state.kube_pod_status_phase}{${here}} == 1)` },
        { expr: promql`sum by (pod) (${restarts(here)})`, column: countColumn('Restarts (1h)') },
        { expr: byPod('cpu'), column: { heading: 'CPU', ...inColumn.cores, cell: 'gauge' } },
        { expr: promql`${byPod('cpu')} / ${askedByPod('requests', 'cpu')}`, column: shareColumn('CPU of request') },
        { expr: byPod('memory'), column: { heading: 'Memory', ...inColumn.bytes, cell: 'gauge' } },
        { expr: promql`${byPod('memory')} / ${askedByPod('limits', 'memory')}`, column: shareColumn('Memory of limit') },
      ],
      columns: {
        pod: { heading: 'Pod', links: [toPod] },
        phase: {
          heading: 'Phase',
          width: 110,
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
      height: 10,
    }),
    row('Over time', [
      timeseries('CPU by Pod', {
        description: 'Cores that the containers of each pod use.',
        queries: [{ expr: byPod('cpu'), legend: '{{pod}}' }],
        ...cores,
        height: 10,
      }),
      timeseries('Memory by Pod', {
        description: 'The working set: what the kernel cannot take back.',
        queries: [{ expr: byPod('memory'), legend: '{{pod}}' }],
        ...bytes,
        height: 10,
      }),
      timeseries('Throttled CPU by Pod', {
        description: 'The share of time slices in which a pod wanted more CPU than its limits allow. It answers more slowly then.',
        queries: [{ expr: throttled(here, 'pod'), legend: '{{pod}}' }],
        ...percent,
        noValue: 'No limits on CPU',
        height: 10,
      }),
    ]),
    row(
      'Quotas',
      [
        table('Quotas', {
          description: 'What is used of each quota. A pod that would exceed one is not created.',
          queries: [
            {
              expr: promql`
                sum by (resourcequota, resource) (${state.kube_resourcequota}{${here}, type="used"})
                / sum by (resourcequota, resource) (${state.kube_resourcequota}{${here}, type="hard"} > 0)`,
              column: shareColumn('Used'),
            },
          ],
          columns: { resourcequota: 'Quota', resource: 'Resource' },
          sortBy: { column: 'Used', order: 'desc' },
          noValue: 'No quotas',
        }),
      ],
      { collapsed: true },
    ),
  ],
});
