import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { gaugePanel, stat } from '../../../model/dashboard/reduced';
import { table } from '../../../model/dashboard/table';
import { timeseries } from '../../../model/dashboard/timeseries';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';
import { clusterIdentity, namespaceIdentity, nodesIdentity, volumesIdentity } from './identities';
import { bytes, cores, countColumn, inColumn, share, shouldBeNone, worthALook } from './looks';
import { allocatable, asked, type Compute, notRunning, restarts, used } from './usage';

const everywhere = 'namespace!=""';

const inUse = (resource: Compute) => promql`sum(${used(resource, everywhere)}) / sum(${allocatable(resource)})`;
const requested = (resource: Compute) => promql`sum(${asked('requests', resource, everywhere)}) / sum(${allocatable(resource)})`;
const byNamespace = (resource: Compute) => promql`sum by (namespace) (${used(resource, everywhere)})`;
const requestedByNamespace = (resource: Compute) => promql`sum by (namespace) (${asked('requests', resource, everywhere)})`;

const toNamespace = { title: 'This namespace', to: namespaceIdentity, set: { namespace: '${__value.text}' } };

/** Whether the cluster is well, what is used of it, and by whom. */
export const clusterDashboard: Dashboard = dashboard(clusterIdentity.uid, {
  title: clusterIdentity.title,
  description: 'Whether the cluster is well, what is used of it, and by which namespace.',
  tags: ['kubernetes'],
  links: [
    { title: nodesIdentity.title, to: nodesIdentity, keep: ['time'] },
    { title: volumesIdentity.title, to: volumesIdentity, keep: ['time'] },
  ],
  panels: [
    across(
      stat('Nodes Not Ready', {
        description: 'Nodes whose kubelet says that it is not ready, or is not heard.',
        queries: [{ expr: promql`sum(${state.kube_node_status_condition}{condition="Ready", status="true"} == bool 0)` }],
        ...shouldBeNone,
      }),
      stat('Pods Not Running', {
        description: 'Pods that wait, have failed, or whose node does not answer. The table below says where.',
        queries: [{ expr: promql`sum(${notRunning(everywhere)})` }],
        ...shouldBeNone,
      }),
      stat('Restarts of the Last Hour', {
        description: 'Containers that were started again.',
        queries: [{ expr: promql`sum(${restarts(everywhere)})` }],
        ...worthALook,
      }),
      stat('Alerts That Fire', {
        description: 'Without Watchdog, which always fires, and InfoInhibitor.',
        queries: [{ expr: promql`count(ALERTS{alertstate="firing", alertname!~"Watchdog|InfoInhibitor"}) or vector(0)` }],
        ...worthALook,
      }),
    ),
    across(
      gaugePanel('CPU in Use', {
        description: 'Of what pods may use on all nodes.',
        queries: [{ expr: inUse('cpu') }],
        ...share,
        max: 1,
      }),
      gaugePanel('CPU Requested', {
        description: 'What pods have asked for, of what all nodes have for them. Above 100 %, pods wait for a node.',
        queries: [{ expr: requested('cpu') }],
        ...share,
        max: 1,
      }),
      gaugePanel('Memory in Use', {
        description: 'Of what pods may use on all nodes.',
        queries: [{ expr: inUse('memory') }],
        ...share,
        max: 1,
      }),
      gaugePanel('Memory Requested', {
        description: 'What pods have asked for, of what all nodes have for them. Above 100 %, pods wait for a node.',
        queries: [{ expr: requested('memory') }],
        ...share,
        max: 1,
      }),
    ),
    table('Namespaces', {
      description: 'What each namespace uses and has asked for. A namespace that uses much more than it asks for has found room by luck.',
      queries: [
        {
          expr: promql`sum by (namespace) (${state.kube_pod_status_phase}{phase="Running"})`,
          column: { heading: 'Pods', decimals: 0, width: 90 },
        },
        { expr: promql`sum by (namespace) (${notRunning(everywhere)})`, column: countColumn('Not running') },
        { expr: promql`sum by (namespace) (${restarts(everywhere)})`, column: countColumn('Restarts (1h)') },
        { expr: byNamespace('cpu'), column: { heading: 'CPU', ...inColumn.cores, cell: 'gauge' } },
        { expr: requestedByNamespace('cpu'), column: { heading: 'CPU requested', ...inColumn.cores } },
        { expr: byNamespace('memory'), column: { heading: 'Memory', ...inColumn.bytes, cell: 'gauge' } },
        { expr: requestedByNamespace('memory'), column: { heading: 'Memory requested', ...inColumn.bytes } },
      ],
      columns: { namespace: { heading: 'Namespace', links: [toNamespace] } },
      sortBy: { column: 'CPU', order: 'desc' },
      height: 10,
    }),
    row('Over time', [
      timeseries('CPU by Namespace', {
        description: 'Cores that the containers of each namespace use.',
        queries: [{ expr: byNamespace('cpu'), legend: '{{namespace}}' }],
        ...cores,
        stacked: true,
        height: 10,
      }),
      timeseries('Memory by Namespace', {
        description: 'The working set: what the kernel cannot take back.',
        queries: [{ expr: byNamespace('memory'), legend: '{{namespace}}' }],
        ...bytes,
        stacked: true,
        height: 10,
      }),
    ]),
  ],
});
