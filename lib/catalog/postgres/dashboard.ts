import { type Dashboard, dashboard } from '../../model/dashboard';
import { across, row } from '../../model/dashboard/layout';
import { stat } from '../../model/dashboard/reduced';
import { timeseries } from '../../model/dashboard/timeseries';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { bytes, countOf, percent, perSecond, risesTo, seconds, share, shouldBeNone, worthALook } from '../kubernetes/dashboards/looks';
import { ownUse, silentInstances } from '../kubernetes/dashboards/processes';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.postgres);
const name = 'postgres-exporter';
const rate = (metric: { readonly name: string }) => promql`sum by (datname) (rate(${metric.name}[$__rate_interval]))`;
const byDatabase = '{{datname}}';

/** Whether PostgreSQL answers, has connections left, and what its databases do. */
export const postgresDashboard: Dashboard = dashboard(name, {
  title: 'PostgreSQL',
  description: 'Whether PostgreSQL answers, has connections left, and what its databases do.',
  tags: ['database'],
  panels: [
    across(
      stat('Servers Out of Reach', { queries: [{ expr: promql`sum(${own.pg_up} == bool 0)` }], ...shouldBeNone }),
      silentInstances(name),
      stat('Connections of All', {
        description: 'Of max_connections. At 100 % whoever comes next is refused.',
        queries: [
          {
            expr: promql`max(sum by (instance) (${own.pg_stat_activity_count}) / max by (instance) (${own.pg_settings_max_connections}))`,
          },
        ],
        ...share,
      }),
      stat('Deadlocks of the Last Hour', {
        queries: [{ expr: promql`sum(increase(${own.pg_stat_database_deadlocks}[1h]))` }],
        ...worthALook,
      }),
      stat('Replica Behind', {
        description: 'The slowest replica. A server that is none is not behind.',
        queries: [{ expr: promql`max(${own.pg_replication_lag_seconds})` }],
        ...seconds,
        decimals: 0,
        thresholds: risesTo([10, 'orange'], [30, 'red']),
      }),
    ),
    row('Work', [
      timeseries('Connections by State', {
        queries: [{ expr: promql`sum by (state) (${own.pg_stat_activity_count})`, legend: '{{state}}' }],
        ...countOf,
      }),
      timeseries('Transactions', {
        queries: [{ expr: rate(own.pg_stat_database_xact_commit), legend: byDatabase }],
        ...perSecond,
      }),
      timeseries('Rolled Back', {
        description: 'The share of the transactions.',
        queries: [
          {
            expr: promql`${rate(own.pg_stat_database_xact_rollback)} / (${rate(own.pg_stat_database_xact_rollback)} + ${rate(own.pg_stat_database_xact_commit)})`,
            legend: byDatabase,
          },
        ],
        ...percent,
      }),
      timeseries('Longest Transaction', {
        queries: [{ expr: promql`max by (datname) (${own.pg_stat_activity_max_tx_duration})`, legend: byDatabase }],
        ...seconds,
      }),
      timeseries('Rows Written', {
        queries: [
          { expr: promql`sum(rate(${own.pg_stat_database_tup_inserted}[$__rate_interval]))`, legend: 'inserted' },
          { expr: promql`sum(rate(${own.pg_stat_database_tup_updated}[$__rate_interval]))`, legend: 'updated' },
          { expr: promql`sum(rate(${own.pg_stat_database_tup_deleted}[$__rate_interval]))`, legend: 'deleted' },
        ],
        ...perSecond,
      }),
      timeseries('Locks', { queries: [{ expr: promql`sum by (mode) (${own.pg_locks_count})`, legend: '{{mode}}' }], ...countOf }),
    ]),
    row('Memory and disk', [
      timeseries('Read from Memory', {
        description: 'The share of blocks that did not have to be read from disk.',
        queries: [
          {
            expr: promql`${rate(own.pg_stat_database_blks_hit)} / (${rate(own.pg_stat_database_blks_hit)} + ${rate(own.pg_stat_database_blks_read)})`,
            legend: byDatabase,
          },
        ],
        ...percent,
      }),
      timeseries('Size', { queries: [{ expr: promql`max by (datname) (${own.pg_database_size_bytes})`, legend: byDatabase }], ...bytes }),
      timeseries('Temporary Files', {
        description: 'Sorts and joins that did not fit into work_mem.',
        queries: [{ expr: rate(own.pg_stat_database_temp_bytes), legend: byDatabase }],
        unit: 'Bps',
        min: 0,
      }),
      timeseries('Replicas Behind', {
        description: 'What each has still to replay.',
        queries: [{ expr: promql`max by (application_name) (${own.pg_stat_replication_pg_wal_lsn_diff})`, legend: '{{application_name}}' }],
        ...bytes,
      }),
    ]),
    ownUse(own, name),
  ],
});
