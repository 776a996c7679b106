import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { failsTooOften, historiesOf, keepsFailing } from '../rehearsed';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.prometheus);
const component = 'prometheus';
const at = { job: 'prometheus', instance: '10.0.0.7:9090' };
const of = historiesOf(at);
const to = { ...at, alertmanager: 'http://10.0.0.8:9093/api/v2/alerts' };
const remote = { ...at, remote_name: 'central', url: 'https://metrics.example/push' };
const who = 'Prometheus {{ $labels.instance }}';
const where = '{{ $labels.remote_name }} ({{ $labels.url }})';

/** Whether Prometheus itself does its work. */
export const prometheusAlerts = [
  alert('PrometheusBadConfig', {
    expr: promql`max_over_time(${own.prometheus_config_last_reload_successful}[5m]) == 0`,
    for: '10m',
    severity: 'critical',
    component,
    summary: `${who} cannot read its configuration.`,
    description: 'It goes on with the old one, and does not start again with the new one.',
    rehearsals: [
      fires('17m', at, of(own.prometheus_config_last_reload_successful, '1 0x300')),
      quiet('40m', of(own.prometheus_config_last_reload_successful, '1x5 0x8 1x300')),
    ],
  }),
  alert('PrometheusSDRefreshFailure', {
    expr: promql`increase(${own.prometheus_sd_refresh_failures_total}[10m]) > 0`,
    for: '20m',
    severity: 'warning',
    component,
    summary: `${who} cannot refresh its targets by {{ $labels.mechanism }}.`,
    description: 'It goes on with those that it knew, and does not see new ones.',
    rehearsals: [
      fires(
        '25m',
        { ...at, mechanism: 'file', config: 'iris' },
        of(own.prometheus_sd_refresh_failures_total, '0+1x300', { mechanism: 'file', config: 'iris' }),
      ),
      quiet('60m', of(own.prometheus_sd_refresh_failures_total, '0+1x3 3x300', { mechanism: 'file', config: 'iris' })),
    ],
  }),
  alert(
    'PrometheusKubernetesListWatchFailures',
    keepsFailing(own.prometheus_sd_kubernetes_failures_total, at, {
      for: '15m',
      severity: 'warning',
      component,
      summary: `${who} cannot list or watch objects of Kubernetes.`,
      description: 'It lacks a right, or the API server does not answer: targets are missing.',
    }),
  ),
  alert('PrometheusNotificationQueueRunningFull', {
    expr: promql`
      predict_linear(${own.prometheus_notifications_queue_length}[5m], 60 * 30)
      > on (job, instance) group_left () min_over_time(${own.prometheus_notifications_queue_capacity}[5m])`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `The queue of alerts of ${who} fills.`,
    description: 'Within half an hour it is full, and alerts are dropped.',
    rehearsals: [
      fires(
        '20m',
        to,
        of(own.prometheus_notifications_queue_length, '0+500x300', to),
        of(own.prometheus_notifications_queue_capacity, 10000),
      ),
      quiet('40m', of(own.prometheus_notifications_queue_length, '2000x300', to), of(own.prometheus_notifications_queue_capacity, 10000)),
    ],
  }),
  alert(
    'PrometheusErrorSendingAlertsToSomeAlertmanagers',
    failsTooOften(own.prometheus_notifications_errors_total, own.prometheus_notifications_sent_total, to, {
      share: 0.01,
      for: '15m',
      severity: 'warning',
      component,
      summary: `${who} loses {{ $value | humanizePercentage }} of the alerts to {{ $labels.alertmanager }}.`,
      description: 'Another Alertmanager may get them.',
    }),
  ),
  alert('PrometheusErrorSendingAlertsToAnyAlertmanager', {
    thresholds: { share: { ratio: 0.03, min: 0, max: 1, is: 'share of alerts that no Alertmanager gets' } },
    expr: ({ share }) => promql`
      min without (alertmanager) (rate(${own.prometheus_notifications_errors_total}[5m]) / rate(${own.prometheus_notifications_sent_total}[5m])) > ${share}`,
    for: '15m',
    severity: 'critical',
    component,
    summary: `${who} loses at least {{ $value | humanizePercentage }} of the alerts to every Alertmanager.`,
    description: 'Whoever waits for an alert may wait in vain.',
    rehearsals: ({ share }) => {
      const lost = (part: number, alertmanager = to.alertmanager) => [
        of(own.prometheus_notifications_errors_total, `0+${Number((600 * part).toPrecision(6))}x300`, { alertmanager }),
        of(own.prometheus_notifications_sent_total, '0+600x300', { alertmanager }),
      ];
      return [
        fires('20m', at, ...lost(share * 2), ...lost(Math.min(1, share * 5), 'http://10.0.0.9:9093/api/v2/alerts')),
        // One of two gets them.
        quiet('50m', ...lost(share * 0.5), ...lost(1, 'http://10.0.0.9:9093/api/v2/alerts')),
      ];
    },
  }),
  alert('PrometheusNotConnectedToAlertmanagers', {
    expr: promql`max_over_time(${own.prometheus_notifications_alertmanagers_discovered}[5m]) == 0`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `${who} knows no Alertmanager.`,
    description: 'Its alerts reach nobody.',
    rehearsals: [
      fires('17m', at, of(own.prometheus_notifications_alertmanagers_discovered, '1 0x300')),
      quiet('40m', of(own.prometheus_notifications_alertmanagers_discovered, '1x5 0x7 1x300')),
    ],
  }),
  alert('PrometheusTSDBReloadsFailing', {
    expr: promql`increase(${own.prometheus_tsdb_reloads_failures_total}[3h]) > 0`,
    for: '4h',
    severity: 'warning',
    component,
    summary: `${who} cannot read its blocks.`,
    description: '{{ $value | humanize }} tries failed within three hours: a disk or a file is broken.',
    rehearsals: [
      fires('290m', at, of(own.prometheus_tsdb_reloads_failures_total, '0+1x600')),
      quiet('600m', of(own.prometheus_tsdb_reloads_failures_total, '0x5 1x600')),
    ],
  }),
  alert('PrometheusTSDBCompactionsFailing', {
    expr: promql`increase(${own.prometheus_tsdb_compactions_failed_total}[3h]) > 0`,
    for: '4h',
    severity: 'warning',
    component,
    summary: `${who} cannot compact its blocks.`,
    description: '{{ $value | humanize }} tries failed within three hours: the disk may be full, and memory and start take more and more.',
    rehearsals: [
      fires('290m', at, of(own.prometheus_tsdb_compactions_failed_total, '0+1x600')),
      quiet('600m', of(own.prometheus_tsdb_compactions_failed_total, '0x5 1x600')),
    ],
  }),
  alert('PrometheusNotIngestingSamples', {
    expr: promql`sum without (type) (rate(${own.prometheus_tsdb_head_samples_appended_total}[5m])) <= 0`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `${who} stores nothing.`,
    description: 'It has no targets, or none answers, or it cannot write.',
    rehearsals: [
      fires('15m', at, of(own.prometheus_tsdb_head_samples_appended_total, 500, { type: 'float' })),
      quiet('40m', of(own.prometheus_tsdb_head_samples_appended_total, '0+60x300', { type: 'float' })),
    ],
  }),
  alert(
    'PrometheusDuplicateTimestamps',
    keepsFailing(own.prometheus_target_scrapes_sample_duplicate_timestamp_total, at, {
      for: '10m',
      severity: 'warning',
      component,
      summary: `${who} drops samples with the same time and other values.`,
      description: 'Two targets become the same series: their labels do not tell them apart.',
    }),
  ),
  alert(
    'PrometheusOutOfOrderTimestamps',
    keepsFailing(own.prometheus_target_scrapes_sample_out_of_order_total, at, {
      for: '10m',
      severity: 'warning',
      component,
      summary: `${who} drops samples that are older than what it has.`,
      description: 'Two targets become the same series, or one exposes times of its own.',
    }),
  ),
  alert('PrometheusRemoteStorageFailures', {
    thresholds: { percent: { count: 1, min: 0, max: 100, is: 'percentage of samples that may fail' } },
    expr: ({ percent }) => promql`
      100 * rate(${own.prometheus_remote_storage_samples_failed_total}[5m])
      / (rate(${own.prometheus_remote_storage_samples_failed_total}[5m]) + rate(${own.prometheus_remote_storage_samples_total}[5m]))
      > ${percent}`,
    for: '15m',
    severity: 'critical',
    component,
    summary: `${who} loses {{ printf "%.1f" $value }}% of the samples to ${where}.`,
    description: 'They were refused for good, and are not sent again.',
    rehearsals: ({ percent }) => {
      const lost = (share: number) => [
        of(own.prometheus_remote_storage_samples_failed_total, `0+${Number((60 * share).toPrecision(6))}x300`, remote),
        of(own.prometheus_remote_storage_samples_total, `0+${Number((6000 - 60 * share).toPrecision(6))}x300`, remote),
      ];
      return [fires('20m', remote, ...lost(Math.min(100, percent * 2))), quiet('50m', ...lost(percent * 0.5))];
    },
  }),
  alert('PrometheusRemoteWriteBehind', {
    thresholds: { most: { seconds: '2m', min: 0, is: 'how far it may be behind' } },
    expr: ({ most }) => promql`
      max_over_time(${own.prometheus_remote_storage_queue_highest_timestamp_seconds}[5m])
      - max_over_time(${own.prometheus_remote_storage_queue_highest_sent_timestamp_seconds}[5m])
      > ${most}`,
    for: '15m',
    severity: 'critical',
    component,
    summary: `${who} is {{ $value | humanizeDuration }} behind with ${where}.`,
    description: 'The other side is slow or away: what is older than the write-ahead log keeps is lost.',
    rehearsals: ({ most }) => {
      const behind = (seconds: number) => [
        of(own.prometheus_remote_storage_queue_highest_timestamp_seconds, '10000+60x300', remote),
        of(own.prometheus_remote_storage_queue_highest_sent_timestamp_seconds, `${10000 - seconds}+60x300`, remote),
      ];
      return [fires('20m', remote, ...behind(most * 1.5)), quiet('50m', ...behind(most * 0.5))];
    },
  }),
  alert('PrometheusRemoteWriteDesiredShards', {
    expr: promql`
      max_over_time(${own.prometheus_remote_storage_shards_desired}[5m]) > max_over_time(${own.prometheus_remote_storage_shards_max}[5m])`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `${who} wants {{ printf "%.0f" $value }} shards for ${where}, and may have fewer.`,
    description: 'It cannot send as quickly as it stores, and falls behind.',
    rehearsals: [
      fires(
        '20m',
        remote,
        of(own.prometheus_remote_storage_shards_desired, 60, remote),
        of(own.prometheus_remote_storage_shards_max, 50, remote),
      ),
      quiet('50m', of(own.prometheus_remote_storage_shards_desired, 40, remote), of(own.prometheus_remote_storage_shards_max, 50, remote)),
    ],
  }),
  alert(
    'PrometheusRuleFailures',
    keepsFailing(
      own.prometheus_rule_evaluation_failures_total,
      { ...at, rule_group: '/etc/rules/iris.yaml;iris' },
      {
        for: '15m',
        severity: 'critical',
        component,
        summary: `${who} cannot evaluate rules of {{ $labels.rule_group }}.`,
        description: '{{ printf "%.0f" $value }} evaluations failed within 5 minutes: their alerts do not fire.',
      },
    ),
  ),
  alert(
    'PrometheusMissingRuleEvaluations',
    keepsFailing(
      own.prometheus_rule_group_iterations_missed_total,
      { ...at, rule_group: '/etc/rules/iris.yaml;iris' },
      {
        for: '15m',
        severity: 'warning',
        component,
        summary: `${who} skips evaluations of {{ $labels.rule_group }}.`,
        description: 'The group takes longer than its interval.',
      },
    ),
  ),
  alert(
    'PrometheusTargetSyncFailure',
    keepsFailing(
      own.prometheus_target_sync_failed_total,
      { ...at, scrape_job: 'iris' },
      {
        for: '5m',
        severity: 'critical',
        component,
        summary: `${who} cannot make targets of job {{ $labels.scrape_job }}.`,
        description: 'Its relabeling gives labels that are not valid: these targets are not scraped.',
      },
    ),
  ),
  alert('PrometheusHighQueryLoad', {
    thresholds: { most: { ratio: 0.8, min: 0, max: 1, is: 'share of the queries that may run at once' } },
    expr: ({ most }) => promql`
      avg_over_time(${own.prometheus_engine_queries}[5m]) / max_over_time(${own.prometheus_engine_queries_concurrent_max}[5m]) > ${most}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `${who} runs {{ $value | humanizePercentage }} of the queries that it may run at once.`,
    description: 'Further ones wait: dashboards are slow.',
    rehearsals: ({ most }) => [
      fires('20m', at, of(own.prometheus_engine_queries, 10 * (1 + most)), of(own.prometheus_engine_queries_concurrent_max, 20)),
      quiet('50m', of(own.prometheus_engine_queries, 20 * most * 0.9), of(own.prometheus_engine_queries_concurrent_max, 20)),
    ],
  }),
] as const;
