import { type Dashboard, dashboard } from '../../model/dashboard';
import { across, row } from '../../model/dashboard/layout';
import { stat } from '../../model/dashboard/reduced';
import { table } from '../../model/dashboard/table';
import { timeseries } from '../../model/dashboard/timeseries';
import { up } from '../../model/synthetic';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import {
  bytes,
  bytesPerSecond,
  cores,
  countOf,
  inColumn,
  perSecond,
  risesTo,
  seconds,
  shouldBeNone,
  worthALook,
} from '../kubernetes/dashboards/looks';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.prometheus);
const chosen = '{job="prometheus", instance=~"$instance"}';
const perSecondOf = (metric: { readonly name: string }) => promql`rate(${metric}${chosen}[$__rate_interval])`;
const lag = promql`
  max by (instance, remote_name) (
    ${own.prometheus_remote_storage_queue_highest_timestamp_seconds}${chosen}
    - ${own.prometheus_remote_storage_queue_highest_sent_timestamp_seconds}${chosen}
  )`;

/** Whether Prometheus scrapes, evaluates, notifies and stores as it should. */
export const prometheusDashboard: Dashboard = dashboard('prometheus-overview', {
  title: 'Prometheus',
  description: 'Whether Prometheus scrapes, evaluates, notifies and stores as it should.',
  tags: ['prometheus'],
  variables: [
    { name: 'instance', label: 'Instance', from: promql`${own.prometheus_build_info}{job="prometheus"}`, of: 'instance', multi: true },
  ],
  panels: [
    across(
      stat('Targets Down', {
        description: 'Targets of all jobs whose last scrape failed. The table below names their jobs.',
        queries: [{ expr: promql`sum(${up} == bool 0)` }],
        ...shouldBeNone,
      }),
      stat('Configuration', {
        description: 'Whether the last configuration was taken. With a refused one it does not start again.',
        queries: [{ expr: promql`min(${own.prometheus_config_last_reload_successful}${chosen})` }],
        unit: 'none',
        noValue: 'Not scraped',
        mappings: [
          { value: 1, text: 'Taken', color: 'green' },
          { value: 0, text: 'Refused', color: 'red' },
        ],
      }),
      stat('Rules That Fail', {
        description: 'Evaluations of the last hour that ended in an error.',
        queries: [{ expr: promql`sum(increase(${own.prometheus_rule_evaluation_failures_total}${chosen}[1h]))` }],
        ...shouldBeNone,
      }),
      stat('Notifications Lost', {
        description: 'Alerts of the last hour that no Alertmanager took.',
        queries: [{ expr: promql`sum(increase(${own.prometheus_notifications_dropped_total}${chosen}[1h])) or vector(0)` }],
        ...shouldBeNone,
      }),
      stat('Series', {
        description: 'In memory: what memory and disk depend on most.',
        queries: [{ expr: promql`sum(${own.prometheus_tsdb_head_series}${chosen})` }],
        unit: 'short',
        decimals: 1,
        min: 0,
        graph: 'area',
      }),
    ),
    table('Jobs', {
      description: 'The jobs with failing targets first.',
      queries: [
        {
          expr: promql`sum by (job) (${up} == bool 0)`,
          column: {
            heading: 'Down',
            decimals: 0,
            cell: 'colored-background',
            thresholds: [
              { from: null, color: 'transparent' },
              { from: 1, color: 'red' },
            ],
          },
        },
        { expr: promql`count by (job) (${up})`, column: { heading: 'Targets', decimals: 0 } },
        {
          expr: promql`sum by (job) (scrape_samples_post_metric_relabeling)`,
          column: { heading: 'Samples per scrape', decimals: 0, cell: 'gauge', min: 0 },
        },
        { expr: promql`max by (job) (scrape_duration_seconds)`, column: { heading: 'Slowest scrape', ...inColumn.seconds } },
      ],
      columns: { job: 'Job' },
      sortBy: { column: 'Down', order: 'desc' },
    }),
    row('Scraping', [
      timeseries('Samples Stored', {
        queries: [
          { expr: promql`sum by (instance) (${perSecondOf(own.prometheus_tsdb_head_samples_appended_total)})`, legend: '{{instance}}' },
        ],
        unit: 'wps',
        min: 0,
      }),
      timeseries('Scrapes That Were Refused', {
        description: 'Targets that expose more than their limits allow, or the same sample twice.',
        queries: [
          { expr: promql`sum(${perSecondOf(own.prometheus_target_scrapes_exceeded_sample_limit_total)})`, legend: 'too many samples' },
          { expr: promql`sum(${perSecondOf(own.prometheus_target_scrapes_exceeded_body_size_limit_total)})`, legend: 'too many bytes' },
          {
            expr: promql`sum(${perSecondOf(own.prometheus_target_scrapes_sample_duplicate_timestamp_total)})`,
            legend: 'the same time twice',
          },
          { expr: promql`sum(${perSecondOf(own.prometheus_target_scrapes_sample_out_of_order_total)})`, legend: 'out of order' },
          { expr: promql`sum(${perSecondOf(own.prometheus_target_scrapes_sample_out_of_bounds_total)})`, legend: 'too old' },
        ],
        ...perSecond,
      }),
    ]),
    row('Rules and notifications', [
      timeseries('How Long Groups of Rules Take', {
        description: 'The ten slowest. A group that takes longer than its interval misses evaluations.',
        queries: [
          {
            expr: promql`topk(10, max by (rule_group) (${own.prometheus_rule_group_last_duration_seconds}${chosen}))`,
            legend: '{{rule_group}}',
          },
        ],
        ...seconds,
      }),
      timeseries('Notifications', {
        queries: [
          { expr: promql`sum(${perSecondOf(own.prometheus_notifications_sent_total)})`, legend: 'sent' },
          { expr: promql`sum(${perSecondOf(own.prometheus_notifications_errors_total)})`, legend: 'failed', color: 'orange' },
          { expr: promql`sum(${perSecondOf(own.prometheus_notifications_dropped_total)})`, legend: 'lost', color: 'red' },
        ],
        ...perSecond,
      }),
    ]),
    row('Storage', [
      timeseries('On Disk', {
        queries: [
          { expr: promql`sum(${own.prometheus_tsdb_storage_blocks_bytes}${chosen})`, legend: 'blocks' },
          { expr: promql`sum(${own.prometheus_tsdb_wal_storage_size_bytes}${chosen})`, legend: 'write-ahead log' },
        ],
        ...bytes,
        stacked: true,
      }),
      timeseries('Memory', {
        queries: [{ expr: promql`${own.process_resident_memory_bytes}${chosen}`, legend: '{{instance}}' }],
        ...bytes,
      }),
      timeseries('CPU', { queries: [{ expr: perSecondOf(own.process_cpu_seconds_total), legend: '{{instance}}' }], ...cores }),
    ]),
    row('Queries', [
      across(
        timeseries('How Long Queries Take', {
          description: 'Nine of ten are faster.',
          queries: [
            {
              expr: promql`
              histogram_quantile(0.9,
                sum by (handler, le) (rate(${own.prometheus_http_request_duration_seconds.bucket}{job="prometheus", instance=~"$instance", handler=~"/api/v1/query(_range)?"}[$__rate_interval])))`,
              legend: '{{handler}}',
            },
          ],
          ...seconds,
          noValue: 'No queries',
        }),
        stat('Queries at a Time', {
          description: 'Of as many as it takes at a time; the others wait.',
          queries: [
            { expr: promql`max(${own.prometheus_engine_queries}${chosen} / ${own.prometheus_engine_queries_concurrent_max}${chosen})` },
          ],
          unit: 'percentunit',
          decimals: 0,
          thresholds: risesTo([0.7, 'orange'], [1, 'red']),
          graph: 'area',
          width: 6,
        }),
      ),
    ]),
    row(
      'Remote write',
      [
        across(
          stat('Samples Lost', {
            description: 'Of the last hour, that the other side refused for good.',
            queries: [{ expr: promql`sum(increase(${own.prometheus_remote_storage_samples_failed_total}${chosen}[1h]))` }],
            ...worthALook,
            noValue: 'No remote write',
            width: 6,
          }),
          timeseries('How Far It Is Behind', {
            queries: [{ expr: lag, legend: '{{remote_name}}' }],
            ...seconds,
            noValue: 'No remote write',
          }),
        ),
        timeseries('Sent', {
          queries: [
            { expr: promql`sum by (remote_name) (${perSecondOf(own.prometheus_remote_storage_bytes_total)})`, legend: '{{remote_name}}' },
          ],
          ...bytesPerSecond,
          noValue: 'No remote write',
        }),
        timeseries('Shards', {
          description: 'How many send at a time, and how many it would like to have.',
          queries: [
            { expr: promql`max by (remote_name) (${own.prometheus_remote_storage_shards}${chosen})`, legend: '{{remote_name}}: at work' },
            {
              expr: promql`max by (remote_name) (${own.prometheus_remote_storage_shards_desired}${chosen})`,
              legend: '{{remote_name}}: wanted',
            },
            {
              expr: promql`max by (remote_name) (${own.prometheus_remote_storage_shards_max}${chosen})`,
              legend: '{{remote_name}}: at most',
            },
          ],
          ...countOf,
          noValue: 'No remote write',
        }),
      ],
      { collapsed: true },
    ),
  ],
});
