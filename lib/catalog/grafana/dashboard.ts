import { type Dashboard, dashboard } from '../../model/dashboard';
import { across, row } from '../../model/dashboard/layout';
import { stat } from '../../model/dashboard/reduced';
import { timeseries } from '../../model/dashboard/timeseries';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { perSecond, risesTo, seconds } from '../kubernetes/dashboards/looks';
import { ownUse, silentInstances } from '../kubernetes/dashboards/processes';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.grafana);
const job = '{job="grafana"}';
const requests = (where = '') => promql`rate(${own.grafana_http_request_duration_seconds.count}{job="grafana"${where}}[$__rate_interval])`;
const slowest = (metric: { readonly bucket: string }, by: string) =>
  promql`histogram_quantile(0.99, sum by (${by}, le) (rate(${metric.bucket}${job}[$__rate_interval])))`;

/** Whether people see their dashboards. */
export const grafanaDashboard: Dashboard = dashboard('grafana-overview', {
  title: 'Grafana',
  description: 'Whether people see their dashboards.',
  tags: ['grafana'],
  panels: [
    across(
      silentInstances('grafana'),
      stat('Failed Requests', {
        description: 'The share of requests that Grafana could not answer (5xx).',
        queries: [{ expr: promql`(sum(${requests(', status_code=~"5.."')}) or vector(0)) / sum(${requests()})` }],
        unit: 'percentunit',
        decimals: 1,
        min: 0,
        thresholds: risesTo([0.01, 'orange'], [0.05, 'red']),
        noValue: 'No requests',
        graph: 'area',
      }),
      stat('Slowest Datasource', {
        description: '99 of 100 answers are faster.',
        queries: [{ expr: promql`max(${slowest(own.grafana_datasource_request_duration_seconds, 'datasource')})` }],
        ...seconds,
        decimals: 2,
        thresholds: risesTo([5, 'orange'], [30, 'red']),
        noValue: 'None was asked',
        graph: 'area',
      }),
      stat('People', {
        description: 'Who was there in the last 30 days.',
        queries: [{ expr: promql`max(${own.grafana_stat_active_users}${job})` }],
        unit: 'none',
        decimals: 0,
      }),
      stat('Dashboards', { queries: [{ expr: promql`max(${own.grafana_stat_totals_dashboard}${job})` }], unit: 'none', decimals: 0 }),
    ),
    row('Over time', [
      timeseries('Requests by Answer', {
        queries: [{ expr: promql`sum by (status_code) (${requests()})`, legend: '{{status_code}}' }],
        overrides: [
          { series: { regex: '/^5/' }, color: 'red' },
          { series: { regex: '/^4/' }, color: 'orange' },
          { series: { regex: '/^2/' }, color: 'green' },
        ],
        ...perSecond,
      }),
      timeseries('Slow Requests', {
        description: 'The ten slowest handlers: 99 of 100 requests are faster.',
        queries: [{ expr: promql`topk(10, ${slowest(own.grafana_http_request_duration_seconds, 'handler')})`, legend: '{{handler}}' }],
        ...seconds,
      }),
      timeseries('Questions to Datasources', {
        queries: [
          {
            expr: promql`sum by (datasource, code) (rate(${own.grafana_datasource_request_total}${job}[$__rate_interval]))`,
            legend: '{{datasource}}: {{code}}',
          },
        ],
        ...perSecond,
      }),
      timeseries('How Long Datasources Take', {
        description: '99 of 100 answers are faster.',
        queries: [{ expr: slowest(own.grafana_datasource_request_duration_seconds, 'datasource'), legend: '{{datasource}}' }],
        ...seconds,
      }),
    ]),
    ownUse(own, 'grafana'),
  ],
});
