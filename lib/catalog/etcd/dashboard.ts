import { type Dashboard, dashboard } from '../../model/dashboard';
import { across, row } from '../../model/dashboard/layout';
import { stat } from '../../model/dashboard/reduced';
import { timeseries } from '../../model/dashboard/timeseries';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { bytes, bytesPerSecond, countOf, perSecond, risesTo, seconds, share, worthALook } from '../kubernetes/dashboards/looks';
import { ownUse, silentInstances } from '../kubernetes/dashboards/processes';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.etcd);
const job = '{job="etcd"}';
const slowest = (metric: { readonly bucket: string }, by: string) =>
  promql`histogram_quantile(0.99, sum by (${by}, le) (rate(${metric.bucket}${job}[$__rate_interval])))`;

/** Whether etcd has a leader, writes fast enough, and has room. */
export const etcdDashboard: Dashboard = dashboard('etcd', {
  title: 'etcd',
  description: 'Whether etcd has a leader, writes fast enough, and has room.',
  tags: ['kubernetes', 'control-plane'],
  panels: [
    across(
      silentInstances('etcd'),
      stat('Leader', {
        description: 'Whether every member knows one. Without a leader nothing is written.',
        queries: [{ expr: promql`min(${own.etcd_server_has_leader}${job})` }],
        unit: 'none',
        mappings: [
          { value: 1, text: 'Known', color: 'green' },
          { value: 0, text: 'Missing', color: 'red' },
        ],
      }),
      stat('Changes of the Leader', {
        description: 'Of the last hour, as the member saw it that saw most.',
        queries: [{ expr: promql`max(increase(${own.etcd_server_leader_changes_seen_total}${job}[1h]))` }],
        ...worthALook,
      }),
      stat('Slowest Write to Disk', {
        description: 'How long the log takes to be on disk: 99 of 100 are faster. Above 10 ms the disk is too slow.',
        queries: [{ expr: promql`max(${slowest(own.etcd_disk_wal_fsync_duration_seconds, 'instance')})` }],
        ...seconds,
        decimals: 1,
        thresholds: risesTo([0.01, 'orange'], [0.5, 'red']),
        graph: 'area',
      }),
      stat('Database of Its Quota', {
        description: 'Of the fullest member. At 100 % it takes no more writes.',
        queries: [{ expr: promql`max(${own.etcd_mvcc_db_total_size_in_bytes}${job} / ${own.etcd_server_quota_backend_bytes}${job})` }],
        ...share,
      }),
    ),
    row('Writing', [
      timeseries('Log to Disk', {
        description: 'How long it takes: 99 of 100 are faster.',
        queries: [{ expr: slowest(own.etcd_disk_wal_fsync_duration_seconds, 'instance'), legend: '{{instance}}' }],
        ...seconds,
      }),
      timeseries('Database to Disk', {
        description: 'How long it takes: 99 of 100 are faster.',
        queries: [{ expr: slowest(own.etcd_disk_backend_commit_duration_seconds, 'instance'), legend: '{{instance}}' }],
        ...seconds,
      }),
      timeseries('Proposals', {
        description: 'What members want to write. Failed ones lost their leader or their majority.',
        queries: [
          { expr: promql`max(rate(${own.etcd_server_proposals_committed_total}${job}[$__rate_interval]))`, legend: 'agreed' },
          { expr: promql`sum(rate(${own.etcd_server_proposals_failed_total}${job}[$__rate_interval]))`, legend: 'failed', color: 'red' },
        ],
        ...perSecond,
      }),
      timeseries('Proposals That Wait', {
        queries: [{ expr: promql`${own.etcd_server_proposals_pending}${job}`, legend: '{{instance}}' }],
        ...countOf,
      }),
    ]),
    row('Room', [
      timeseries('Database', {
        description: 'What it takes on disk, and what of that is in use. The rest comes back by defragmenting.',
        queries: [
          { expr: promql`max(${own.etcd_mvcc_db_total_size_in_bytes}${job})`, legend: 'on disk' },
          { expr: promql`max(${own.etcd_mvcc_db_total_size_in_use_in_bytes}${job})`, legend: 'in use' },
          { expr: promql`max(${own.etcd_server_quota_backend_bytes}${job})`, legend: 'quota', color: 'red' },
        ],
        overrides: [{ series: 'quota', raw: { 'custom.lineStyle': { fill: 'dash', dash: [8, 8] } } }],
        ...bytes,
      }),
      timeseries('Keys', {
        queries: [{ expr: promql`max(${own.etcd_debugging_mvcc_keys_total}${job})`, legend: 'keys' }],
        unit: 'short',
        min: 0,
      }),
    ]),
    row('The members', [
      timeseries('Round Trip to the Others', {
        description: '99 of 100 are faster.',
        queries: [{ expr: slowest(own.etcd_network_peer_round_trip_time_seconds, 'instance'), legend: '{{instance}}' }],
        ...seconds,
        noValue: 'One member',
      }),
      timeseries('Requests by Answer', {
        queries: [
          { expr: promql`sum by (grpc_code) (rate(${own.grpc_server_handled_total}${job}[$__rate_interval]))`, legend: '{{grpc_code}}' },
        ],
        ...perSecond,
      }),
      timeseries('Sent to Clients', {
        queries: [{ expr: promql`rate(${own.etcd_network_client_grpc_sent_bytes_total}${job}[$__rate_interval])`, legend: '{{instance}}' }],
        ...bytesPerSecond,
      }),
      timeseries('Sent to Other Members', {
        queries: [
          {
            expr: promql`sum by (instance) (rate(${own.etcd_network_peer_sent_bytes_total}${job}[$__rate_interval]))`,
            legend: '{{instance}}',
          },
        ],
        ...bytesPerSecond,
        noValue: 'One member',
      }),
    ]),
    ownUse(own, 'etcd'),
  ],
});
