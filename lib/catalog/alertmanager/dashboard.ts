import { type Dashboard, dashboard } from '../../model/dashboard';
import { across, row } from '../../model/dashboard/layout';
import { stat } from '../../model/dashboard/reduced';
import { table } from '../../model/dashboard/table';
import { timeseries } from '../../model/dashboard/timeseries';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { bytes, countOf, inColumn, perSecond, shouldBeNone } from '../kubernetes/dashboards/looks';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.alertmanager);
const job = '{job="alertmanager"}';
const perSecondOf = (metric: { readonly name: string }) => promql`rate(${metric}${job}[$__rate_interval])`;
const failed = promql`sum by (integration) (${perSecondOf(own.alertmanager_notifications_failed_total)})`;
const sent = promql`sum by (integration) (${perSecondOf(own.alertmanager_notifications_total)})`;

/** Whether alerts reach people. */
export const alertmanagerDashboard: Dashboard = dashboard('alertmanager-overview', {
  title: 'Alertmanager',
  description: 'Whether alerts reach people.',
  tags: ['alertmanager'],
  panels: [
    across(
      stat('Notifications That Failed', {
        description: 'Of the last hour. Somebody was not told.',
        queries: [{ expr: promql`sum(increase(${own.alertmanager_notifications_failed_total}${job}[1h]))` }],
        ...shouldBeNone,
        noValue: 'Not scraped',
      }),
      stat('Configuration', {
        description: 'Whether the last configuration was taken. With a refused one it does not start again.',
        queries: [{ expr: promql`min(${own.alertmanager_config_last_reload_successful}${job})` }],
        unit: 'none',
        noValue: 'Not scraped',
        mappings: [
          { value: 1, text: 'Taken', color: 'green' },
          { value: 0, text: 'Refused', color: 'red' },
        ],
      }),
      stat('Active Alerts', {
        description: 'Neither silenced nor inhibited. Each instance has them all.',
        queries: [{ expr: promql`max(${own.alertmanager_alerts}{job="alertmanager", state="active"})` }],
        unit: 'none',
        decimals: 0,
        graph: 'area',
      }),
      stat('Kept Back', {
        description: 'Alerts that a silence or another alert keeps from being told.',
        queries: [{ expr: promql`max(${own.alertmanager_alerts}{job="alertmanager", state="suppressed"})` }],
        unit: 'none',
        decimals: 0,
        graph: 'area',
      }),
      stat('Silences', {
        queries: [{ expr: promql`max(${own.alertmanager_silences}{job="alertmanager", state="active"})` }],
        unit: 'none',
        decimals: 0,
        noValue: '0',
      }),
    ),
    table('Integrations', {
      description: 'Those that fail first.',
      queries: [
        {
          expr: promql`${failed} / (${sent} > 0)`,
          column: {
            heading: 'Failed',
            unit: 'percentunit',
            decimals: 1,
            cell: 'colored-text',
            thresholds: [
              { from: null, color: 'text' },
              { from: 0.01, color: 'red' },
            ],
          },
        },
        {
          expr: promql`sum by (integration) (increase(${own.alertmanager_notifications_total}${job}[1h])) > 0`,
          column: { heading: 'Sent (1h)', decimals: 0 },
        },
        {
          expr: promql`histogram_quantile(0.99, sum by (integration, le) (rate(${own.alertmanager_notification_latency_seconds.bucket}${job}[$__rate_interval]))) >= 0`,
          column: { heading: 'Slowest', ...inColumn.seconds },
        },
      ],
      columns: { integration: 'Integration' },
      sortBy: { column: 'Failed', order: 'desc' },
      noValue: 'Nothing was sent',
    }),
    row('Over time', [
      timeseries('Notifications', {
        queries: [{ expr: promql`${sent} > 0`, legend: '{{integration}}' }],
        ...perSecond,
        noValue: 'Nothing was sent',
      }),
      timeseries('Notifications That Failed', {
        queries: [{ expr: promql`${failed} > 0`, legend: '{{integration}}' }],
        ...perSecond,
        color: 'red',
        noValue: 'None failed',
      }),
      timeseries('Alerts Received', {
        description: 'What Prometheus sends, each alert again and again while it fires.',
        queries: [{ expr: promql`sum by (status) (${perSecondOf(own.alertmanager_alerts_received_total)})`, legend: '{{status}}' }],
        ...perSecond,
      }),
      timeseries('Alerts', {
        queries: [{ expr: promql`max by (state) (${own.alertmanager_alerts}${job})`, legend: '{{state}}' }],
        ...countOf,
      }),
    ]),
    row('The instances', [
      timeseries('Members of the Cluster', {
        description: 'How many instances each one sees. They have to agree, else a notification comes twice.',
        queries: [{ expr: promql`${own.alertmanager_cluster_members}${job}`, legend: '{{instance}}' }],
        ...countOf,
        noValue: 'One instance',
      }),
      timeseries('Memory', { queries: [{ expr: promql`${own.process_resident_memory_bytes}${job}`, legend: '{{instance}}' }], ...bytes }),
    ]),
  ],
});
