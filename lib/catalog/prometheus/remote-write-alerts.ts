import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { historiesOf } from '../rehearsed';
import { aboutPrometheus } from './own';

const { at, component, own, who } = aboutPrometheus;

const of = historiesOf(at);
const remote = { ...at, remote_name: 'central', url: 'https://metrics.example/push' };
const where = '{{ $labels.remote_name }} ({{ $labels.url }})';

/** Whether samples reach the stores that they are sent to. */
export const remoteWriteAlerts = [
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
] as const;
