import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { table } from '../../../model/dashboard/table';
import { timeseries } from '../../../model/dashboard/timeseries';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';
import { controllerManagerIdentity } from './identities';
import { countOf, inColumn, perSecond, risesTo, seconds, shouldBeNone } from './looks';
import { apiRequests, ownUse, silentInstances } from './processes';

const own = metricsOf(catalogs['kube-controller-manager']);
const job = '{job="kube-controller-manager"}';
const waits = promql`
  histogram_quantile(0.99, sum by (name, le) (rate(${own.workqueue_queue_duration_seconds.bucket}${job}[$__rate_interval])))`;

/** Whether the controllers keep up with what they have to do. */
export const controllerManagerDashboard: Dashboard = dashboard(controllerManagerIdentity.uid, {
  title: controllerManagerIdentity.title,
  description: 'Whether the controllers keep up with what they have to do.',
  tags: ['kubernetes', 'control-plane'],
  panels: [
    across(
      silentInstances('kube-controller-manager'),
      stat('Nodes Taken as Lost', {
        description: 'Nodes that the node controller takes as unhealthy. Their pods are evicted.',
        queries: [{ expr: promql`sum(${own.node_collector_unhealthy_nodes_in_zone}${job})` }],
        ...shouldBeNone,
      }),
      stat('Work That Waits', {
        description: 'In the queues of all controllers.',
        queries: [{ expr: promql`sum(${own.workqueue_depth}${job})` }],
        unit: 'none',
        decimals: 0,
        thresholds: risesTo([100, 'orange'], [1000, 'red']),
        graph: 'area',
      }),
      stat('Oldest Work', {
        description: 'How long the slowest worker has been at one object.',
        queries: [{ expr: promql`max(${own.workqueue_longest_running_processor_seconds}${job})` }],
        ...seconds,
        decimals: 1,
        thresholds: risesTo([60, 'orange'], [600, 'red']),
      }),
    ),
    table('Queues', {
      description: 'Those that wait longest first.',
      queries: [
        { expr: promql`${waits} >= 0`, column: { heading: 'Waits', ...inColumn.seconds } },
        { expr: promql`sum by (name) (${own.workqueue_depth}${job})`, column: { heading: 'Waiting', decimals: 0 } },
        {
          expr: promql`sum by (name) (rate(${own.workqueue_adds_total}${job}[$__rate_interval]))`,
          column: { heading: 'New', ...perSecond, decimals: 2 },
        },
        {
          expr: promql`sum by (name) (rate(${own.workqueue_retries_total}${job}[$__rate_interval]))`,
          column: {
            heading: 'Tried again',
            ...perSecond,
            decimals: 2,
            cell: 'colored-text',
            thresholds: risesTo([0.1, 'orange'], [10, 'red']),
          },
        },
      ],
      columns: { name: 'Queue' },
      sortBy: { column: 'Waits', order: 'desc' },
      height: 10,
    }),
    row('Over time', [
      timeseries('How Long Work Waits', {
        description: 'The ten slowest queues: 99 of 100 objects wait less.',
        queries: [{ expr: promql`topk(10, ${waits})`, legend: '{{name}}' }],
        ...seconds,
        height: 9,
      }),
      timeseries('Work That Waits', {
        description: 'The ten longest queues.',
        queries: [{ expr: promql`topk(10, sum by (name) (${own.workqueue_depth}${job}))`, legend: '{{name}}' }],
        ...countOf,
        height: 9,
      }),
    ]),
    row('The API server', [apiRequests(own, 'kube-controller-manager')]),
    ownUse(own, 'kube-controller-manager'),
  ],
});
