import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { table } from '../../../model/dashboard/table';
import { timeseries } from '../../../model/dashboard/timeseries';
import type { Query } from '../../../promql/ast';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';
import { clusterIdentity, nodeIdentity, nodesIdentity } from './identities';
import { bytesPerSecond, countColumn, percent, shareColumn, shouldBeNone, worthALook } from './looks';
import { busyCpu, busyDisks, fullestDisk, fullMemory, loadPerCore, received, sent } from './node-usage';

const condition = (name: string) => promql`${state.kube_node_status_condition}{condition=~"${name}", status="true"}`;
/** State metrics say `node`; the exporter of a node has its name as `instance`. */
const asInstance = (query: Query | { readonly name: string }) => promql`label_replace(${query}, "instance", "$1", "node", "(.+)")`;
const every = 'instance!=""';

/** All nodes side by side: which of them is full, busy or not ready. */
export const nodesDashboard: Dashboard = dashboard(nodesIdentity.uid, {
  title: nodesIdentity.title,
  description: 'All nodes side by side: which of them is full, busy or not ready.',
  tags: ['kubernetes', 'node'],
  links: [{ title: clusterIdentity.title, to: clusterIdentity, keep: ['time'] }],
  panels: [
    across(
      stat('Not Ready', {
        description: 'Nodes whose kubelet says that it is not ready, or is not heard.',
        queries: [{ expr: promql`sum(${condition('Ready')} == bool 0)` }],
        ...shouldBeNone,
      }),
      stat('Under Pressure', {
        description: 'Nodes that lack memory, disk or process numbers, and evict pods.',
        queries: [{ expr: promql`sum(max by (node) (${condition('.+Pressure')}))` }],
        ...shouldBeNone,
      }),
      stat('Closed for New Pods', {
        description: 'Nodes that are cordoned.',
        queries: [{ expr: promql`sum(${state.kube_node_spec_unschedulable})` }],
        ...worthALook,
      }),
      stat('Nodes', { queries: [{ expr: promql`count(${state.kube_node_info})` }], unit: 'none', decimals: 0 }),
    ),
    table('Nodes', {
      description: 'The busiest first.',
      queries: [
        {
          expr: promql`max by (instance) (${asInstance(condition('Ready'))})`,
          column: {
            heading: 'Ready',
            width: 100,
            cell: 'colored-background',
            mappings: [
              { value: 1, text: 'Ready', color: 'transparent' },
              { value: 0, text: 'Not ready', color: 'red' },
            ],
          },
        },
        { expr: busyCpu(every), column: shareColumn('CPU') },
        { expr: loadPerCore(every), column: { heading: 'Load per core', decimals: 2, width: 120 } },
        { expr: fullMemory(every), column: shareColumn('Memory') },
        { expr: fullestDisk(every), column: shareColumn('Fullest disk') },
        { expr: promql`max by (instance) (${busyDisks(every)})`, column: shareColumn('Busiest disk') },
        {
          expr: promql`sum by (instance) (${asInstance(promql`${state.kube_pod_info}{node!=""}`)})`,
          column: { heading: 'Pods', decimals: 0, width: 80 },
        },
        { expr: promql`max by (instance) (${asInstance(state.kube_node_spec_unschedulable)})`, column: countColumn('Cordoned') },
      ],
      columns: {
        instance: { heading: 'Node', links: [{ title: 'This node', to: nodeIdentity, set: { node: '${__value.text}' } }] },
      },
      sortBy: { column: 'CPU', order: 'desc' },
      height: 10,
    }),
    row('Over time', [
      timeseries('CPU', {
        description: 'The share of all cores that is busy.',
        queries: [{ expr: busyCpu(every), legend: '{{instance}}' }],
        ...percent,
        max: 1,
        height: 9,
      }),
      timeseries('Memory', {
        description: 'The share of the memory that is not available.',
        queries: [{ expr: fullMemory(every), legend: '{{instance}}' }],
        ...percent,
        max: 1,
        height: 9,
      }),
      timeseries('Received', {
        queries: [{ expr: promql`sum by (instance) (${received(every)})`, legend: '{{instance}}' }],
        ...bytesPerSecond,
        height: 9,
      }),
      timeseries('Sent', {
        queries: [{ expr: promql`sum by (instance) (${sent(every)})`, legend: '{{instance}}' }],
        ...bytesPerSecond,
        height: 9,
      }),
    ]),
  ],
});
