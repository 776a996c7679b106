import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { timeseries } from '../../../model/dashboard/timeseries';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';
import { schedulerIdentity } from './identities';
import { countOf, perSecond, risesTo, seconds, worthALook } from './looks';
import { apiRequests, ownUse, silentInstances } from './processes';

const own = metricsOf(catalogs['kube-scheduler']);
const job = '{job="kube-scheduler"}';
const slowest = (metric: { readonly bucket: string }, by: string) =>
  promql`histogram_quantile(0.99, sum by (${by}, le) (rate(${metric.bucket}${job}[$__rate_interval])))`;

/** Whether pods find a node, and how long that takes. */
export const schedulerDashboard: Dashboard = dashboard(schedulerIdentity.uid, {
  title: schedulerIdentity.title,
  description: 'Whether pods find a node, and how long that takes.',
  tags: ['kubernetes', 'control-plane'],
  panels: [
    across(
      silentInstances('kube-scheduler'),
      stat('Pods Without a Node', {
        description: 'No node has room for them, or none is allowed.',
        queries: [{ expr: promql`sum(${own.scheduler_pending_pods}{job="kube-scheduler", queue="unschedulable"})` }],
        ...worthALook,
      }),
      stat('Slowest Decision', {
        description: 'How long the search for a node takes: 99 of 100 are faster.',
        queries: [{ expr: promql`max(${slowest(own.scheduler_scheduling_attempt_duration_seconds, 'result')})` }],
        ...seconds,
        decimals: 2,
        thresholds: risesTo([1, 'orange'], [10, 'red']),
        noValue: 'No pods came',
        graph: 'area',
      }),
      stat('Pods Placed', {
        description: 'Per second.',
        queries: [
          { expr: promql`sum(rate(${own.scheduler_schedule_attempts_total}{job="kube-scheduler", result="scheduled"}[$__rate_interval]))` },
        ],
        ...perSecond,
        decimals: 2,
        graph: 'area',
      }),
    ),
    row('Placing', [
      timeseries('Pods That Wait', {
        description: 'Active ones come next, those in backoff have failed a moment ago, gated ones wait for somebody else.',
        queries: [{ expr: promql`sum by (queue) (${own.scheduler_pending_pods}${job})`, legend: '{{queue}}' }],
        ...countOf,
        height: 9,
      }),
      timeseries('Tries', {
        description: 'Those that found a node, found none, or ended in an error.',
        queries: [
          { expr: promql`sum by (result) (rate(${own.scheduler_schedule_attempts_total}${job}[$__rate_interval]))`, legend: '{{result}}' },
        ],
        overrides: [
          { series: 'error', color: 'red' },
          { series: 'unschedulable', color: 'orange' },
          { series: 'scheduled', color: 'green' },
        ],
        ...perSecond,
        height: 9,
      }),
      timeseries('How Long a Decision Takes', {
        description: '99 of 100 are faster.',
        queries: [{ expr: slowest(own.scheduler_scheduling_attempt_duration_seconds, 'result'), legend: '{{result}}' }],
        ...seconds,
        noValue: 'No pods came',
        height: 9,
      }),
      timeseries('What Stops Pods', {
        description: 'Pods that have no node, by the plugin that refused the nodes.',
        queries: [{ expr: promql`sum by (plugin) (${own.scheduler_unschedulable_pods}${job}) > 0`, legend: '{{plugin}}' }],
        ...countOf,
        noValue: 'Nothing stops them',
        height: 9,
      }),
    ]),
    row('The API server', [apiRequests(own, 'kube-scheduler')]),
    ownUse(own, 'kube-scheduler'),
  ],
});
