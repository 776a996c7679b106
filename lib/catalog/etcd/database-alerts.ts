import type { Histogram } from '../../model/metric';
import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { bucketsOf } from '../rehearsed';
import { aboutEtcd } from './own';

const { own, component, at, of, who, job } = aboutEtcd;
const megabyte = 1024 ** 2;

/** What etcd does on its disk, and how long it may take. */
const slowDisk = (metric: Histogram, seconds: '1s' | '500ms' | '250ms', severity: 'warning' | 'critical', what: string) =>
  ({
    thresholds: { slow: { seconds, min: 0, is: 'how long it may take' } },
    expr: (tuned: { readonly slow: number }) => promql`histogram_quantile(0.99, rate(${metric.bucket}{${job}}[5m])) > ${tuned.slow}`,
    for: '10m',
    severity,
    component,
    summary: `${who} takes {{ $value | humanizeDuration }} to ${what}.`,
    description: 'Its disk is too slow, or shared with others: changes wait, and the leader may be lost.',
    rehearsals: (tuned: { readonly slow: number }) => {
      const taking = (quick: number) =>
        bucketsOf(metric, at, [
          [tuned.slow * 0.8, quick],
          [tuned.slow * 3, 60],
        ]);
      return [fires('15m', at, ...taking(30)), quiet('30m', ...taking(60))];
    },
  }) as const;

const log = 'write its log to disk';

/** The disk and the database of each member. */
export const databaseAlerts = [
  alert('etcdHighFsyncDurations', slowDisk(own.etcd_disk_wal_fsync_duration_seconds, '500ms', 'warning', log)),
  alert('etcdHighFsyncDurations', slowDisk(own.etcd_disk_wal_fsync_duration_seconds, '1s', 'critical', log)),
  alert(
    'etcdHighCommitDurations',
    slowDisk(own.etcd_disk_backend_commit_duration_seconds, '250ms', 'warning', 'write its database to disk'),
  ),
  alert('etcdDatabaseQuotaLowSpace', {
    thresholds: { percent: { count: 95, min: 0, max: 100, is: 'percentage of its quota that the database may take' } },
    // Both are looked at as they were last: a member that is started again has no size for a while.
    expr: ({ percent }) => promql`
      100 * last_over_time(${own.etcd_mvcc_db_total_size_in_bytes}{${job}}[5m])
      / last_over_time(${own.etcd_server_quota_backend_bytes}{${job}}[5m]) > ${percent}`,
    for: '10m',
    severity: 'critical',
    component,
    summary: `The database of ${who} takes {{ printf "%.0f" $value }}% of its quota.`,
    description: 'When it takes all, etcd refuses every change until there is room again.',
    rehearsals: ({ percent }) => {
      const size = (share: number) => [
        of(own.etcd_mvcc_db_total_size_in_bytes, 20 * megabyte * share),
        of(own.etcd_server_quota_backend_bytes, 2000 * megabyte),
      ];
      return [fires('15m', at, ...size((100 + percent) / 2)), quiet('30m', ...size(percent * 0.95))];
    },
  }),
  alert('etcdExcessiveDatabaseGrowth', {
    thresholds: {
      window: { range: '4h', is: 'how far back the trend looks' },
      ahead: { seconds: '4h', min: 60, is: 'how far ahead it is full' },
    },
    expr: ({ window, ahead }) => promql`
      predict_linear(${own.etcd_mvcc_db_total_size_in_bytes}{${job}}[${window}], ${ahead}) > ${own.etcd_server_quota_backend_bytes}{${job}}`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `The database of ${who} grows quickly.`,
    description: 'As it has grown lately, it reaches its quota within hours, and then etcd refuses every change.',
    rehearsals: ({ ahead }) => {
      const grows = (each: number) => [
        of(own.etcd_mvcc_db_total_size_in_bytes, `${100 * megabyte}+${Math.round(each)}x300`),
        of(own.etcd_server_quota_backend_bytes, 2000 * megabyte),
      ];
      // What is left, by the minutes that are looked ahead.
      const inTime = (1900 * megabyte) / (ahead / 60);
      return [fires('15m', at, ...grows(inTime * 1.5)), quiet('30m', ...grows(inTime * 0.5))];
    },
  }),
  alert('etcdDatabaseHighFragmentationRatio', {
    thresholds: {
      used: { ratio: 0.5, min: 0, max: 1, is: 'share of the file that holds data' },
      size: { bytes: '100Mi', min: 0, is: 'data below which the share does not matter' },
    },
    expr: ({ used, size }) => promql`
      last_over_time(${own.etcd_mvcc_db_total_size_in_use_in_bytes}{${job}}[5m])
      / last_over_time(${own.etcd_mvcc_db_total_size_in_bytes}{${job}}[5m]) < ${used}
      and ${own.etcd_mvcc_db_total_size_in_use_in_bytes}{${job}} > ${size}`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `Only {{ $value | humanizePercentage }} of the database file of ${who} hold data.`,
    description: 'What was deleted still takes its place, and counts for the quota, until the file is defragmented.',
    rehearsals: ({ used, size }) => {
      const holds = (share: number, data: number) => [
        of(own.etcd_mvcc_db_total_size_in_use_in_bytes, Math.round(data)),
        of(own.etcd_mvcc_db_total_size_in_bytes, Math.round(data / share)),
      ];
      return [
        fires('15m', at, ...holds(used * 0.8, size * 2 + megabyte)),
        quiet('30m', ...holds(Math.min(1, used * 1.2), size * 2 + megabyte)),
        { ...quiet('30m', ...holds(used * 0.8, size * 0.5)), title: 'a small one' },
      ];
    },
  }),
] as const;
