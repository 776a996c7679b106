import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { timeseries } from '../../../model/dashboard/timeseries';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';
import { proxyIdentity } from './identities';
import { countOf, risesTo, seconds } from './looks';
import { apiRequests, ownUse, silentInstances } from './processes';

const own = metricsOf(catalogs['kube-proxy']);
const job = '{job="kube-proxy"}';
const slowest = (metric: { readonly bucket: string }, by: string) =>
  promql`histogram_quantile(0.99, sum by (${by}, le) (rate(${metric.bucket}${job}[$__rate_interval])))`;

/** Whether Services lead to the pods that are there now. */
export const proxyDashboard: Dashboard = dashboard(proxyIdentity.uid, {
  title: proxyIdentity.title,
  description: 'Whether Services lead to the pods that are there now.',
  tags: ['kubernetes'],
  panels: [
    across(
      silentInstances('kube-proxy'),
      stat('Until a Change Is Live', {
        description: 'From the change of a Service or its pods to the rules of the slowest node: 99 of 100 are faster.',
        queries: [{ expr: promql`max(${slowest(own.kubeproxy_network_programming_duration_seconds, 'instance')})` }],
        ...seconds,
        decimals: 2,
        thresholds: risesTo([10, 'orange'], [60, 'red']),
        noValue: 'Nothing changed',
        graph: 'area',
      }),
      stat('Rules Written Last', {
        description: 'How long ago the slowest node has written its rules.',
        queries: [{ expr: promql`max(time() - ${own.kubeproxy_sync_proxy_rules_last_timestamp_seconds}${job})` }],
        unit: 's',
        decimals: 0,
      }),
      stat('Changes That Wait', {
        queries: [{ expr: promql`sum(${own.kubeproxy_sync_proxy_rules_endpoint_changes_pending}${job})` }],
        unit: 'none',
        decimals: 0,
        thresholds: risesTo([100, 'orange'], [1000, 'red']),
      }),
    ),
    row('Over time', [
      timeseries('Until a Change Is Live', {
        description: '99 of 100 are faster.',
        queries: [{ expr: slowest(own.kubeproxy_network_programming_duration_seconds, 'instance'), legend: '{{instance}}' }],
        ...seconds,
        noValue: 'Nothing changed',
        height: 9,
      }),
      timeseries('How Long Rules Take to Write', {
        description: '99 of 100 are faster.',
        queries: [{ expr: slowest(own.kubeproxy_sync_proxy_rules_duration_seconds, 'instance'), legend: '{{instance}}' }],
        ...seconds,
        height: 9,
      }),
      timeseries('Changes of Endpoints', {
        queries: [
          {
            expr: promql`sum by (instance) (rate(${own.kubeproxy_sync_proxy_rules_endpoint_changes_total}${job}[$__rate_interval]))`,
            legend: '{{instance}}',
          },
        ],
        unit: 'ops',
        min: 0,
        height: 9,
      }),
      timeseries('Services Without a Pod on the Node', {
        description: 'Traffic that must stay on a node ends at these.',
        queries: [
          {
            expr: promql`sum by (traffic_policy) (${own.kubeproxy_sync_proxy_rules_no_local_endpoints_total}${job})`,
            legend: '{{traffic_policy}}',
          },
        ],
        ...countOf,
        height: 9,
      }),
    ]),
    row('The API server', [apiRequests(own, 'kube-proxy')]),
    ownUse(own, 'kube-proxy'),
  ],
});
