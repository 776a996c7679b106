import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { notWatched, serverDown } from '../not-watched';
import { historiesOf, minutesAfter } from '../rehearsed';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.postgres);
const component = 'postgres';
const at = { namespace: 'monitoring', job: 'postgres-exporter', instance: 'postgres.shop:5432' };
const of = historiesOf(at);
const shop = { datname: 'shop' };
const who = 'PostgreSQL {{ $labels.instance }}';
const each = 'namespace, job, instance';
/** A whole minute's worth of a rate, as a history that promtool reads. */
const growing = (perMinute: number) => `0+${Number(perMinute.toPrecision(6))}x300`;

/** Whether a PostgreSQL server works, and what will stop it soon. */
export const postgresAlerts = [
  alert('PostgresExporterDown', notWatched('postgres-exporter', component, 'PostgreSQL')),
  alert('PostgresqlDown', serverDown(own.pg_up, component, who, at)),
  alert('PostgresqlTooManyConnections', {
    thresholds: { most: { ratio: 0.8, min: 0, max: 1, is: 'share of max_connections that may be open' } },
    expr: ({ most }) => promql`
      sum by (${each}) (${own.pg_stat_activity_count}) / max by (${each}) (${own.pg_settings_max_connections}) > ${most}`,
    for: '5m',
    severity: 'warning',
    component,
    summary: `{{ $value | humanizePercentage }} of the connections of ${who} are taken.`,
    description: 'When all are taken, it refuses whoever comes next, its administrators last.',
    rehearsals: ({ most, for: pending }) => {
      const open = (share: number) => [
        of(own.pg_stat_activity_count, Math.round(share * 9000), { ...shop, state: 'active' }),
        of(own.pg_stat_activity_count, Math.round(share * 1000), { ...shop, state: 'idle' }),
        of(own.pg_settings_max_connections, 10_000),
      ];
      return [
        fires(minutesAfter(pending, 2), at, ...open(Math.min(1, most + 0.02))),
        quiet(minutesAfter(pending, 30), ...open(Math.max(0, most - 0.02))),
      ];
    },
  }),
  alert('PostgresqlDeadLocks', {
    thresholds: { most: { count: 5, min: 0, is: 'deadlocks that ten minutes may have' } },
    expr: ({ most }) => promql`increase(${own.pg_stat_database_deadlocks}[10m]) > ${most}`,
    severity: 'warning',
    component,
    summary: `${who} broke {{ printf "%.0f" $value }} deadlocks in its database {{ $labels.datname }}.`,
    description: 'Transactions waited for each other, and one of each pair was rolled back.',
    rehearsals: ({ most }) => {
      const where = { ...shop, datid: '16384' };
      const jumps = (count: number) => of(own.pg_stat_database_deadlocks, `0x10 ${count}x300`, where);
      return [fires('12m', { ...at, ...where }, jumps(most + 1)), quiet('12m', jumps(most * 0.8))];
    },
  }),
  alert('PostgresqlHighRollbackRate', {
    thresholds: {
      most: { ratio: 0.1, min: 0, max: 1, is: 'share of the transactions that may be rolled back' },
      traffic: { perSecond: 1, min: 0, is: 'transactions below which the share does not matter' },
    },
    expr: ({ most, traffic }) => promql`
      rate(${own.pg_stat_database_xact_rollback}[5m])
      / (rate(${own.pg_stat_database_xact_rollback}[5m]) + rate(${own.pg_stat_database_xact_commit}[5m])) > ${most}
      and rate(${own.pg_stat_database_xact_commit}[5m]) + rate(${own.pg_stat_database_xact_rollback}[5m]) > ${traffic}`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `${who} rolls back {{ $value | humanizePercentage }} of the transactions in {{ $labels.datname }}.`,
    description: 'What a program wanted to write did not come to be: constraints, deadlocks, or errors of its own.',
    rehearsals: ({ most, traffic, for: pending }) => {
      const where = { ...shop, datid: '16384' };
      const rolled = (share: number, all: number) => [
        of(own.pg_stat_database_xact_rollback, growing(60 * all * share), where),
        of(own.pg_stat_database_xact_commit, growing(60 * all * (1 - share)), where),
      ];
      return [
        fires(minutesAfter(pending, 8), { ...at, ...where }, ...rolled(Math.min(1, most * 1.2), traffic * 10 + 1)),
        quiet(minutesAfter(pending, 30), ...rolled(most * 0.9, traffic * 10 + 1)),
        { ...quiet(minutesAfter(pending, 30), ...rolled(Math.min(1, most * 1.2), traffic * 0.9)), title: 'hardly anybody is there' },
      ];
    },
  }),
  alert('PostgresqlReplicationLag', {
    thresholds: { most: { seconds: '30s', min: 0, is: 'how far behind a replica may be' } },
    expr: ({ most }) => promql`${own.pg_replication_lag_seconds} > ${most} and ${own.pg_replication_is_replica} == 1`,
    for: '5m',
    severity: 'warning',
    component,
    summary: `The replica ${who} is {{ $value | humanizeDuration }} behind.`,
    description: 'Who reads from it reads old data, and what is behind is lost when it has to take over.',
    rehearsals: ({ most, for: pending }) => {
      const behind = (seconds: number, isReplica: 0 | 1) => [
        of(own.pg_replication_lag_seconds, seconds),
        of(own.pg_replication_is_replica, isReplica),
      ];
      return [
        fires(minutesAfter(pending, 2), at, ...behind(most + 1, 1)),
        quiet(minutesAfter(pending, 30), ...behind(Math.max(0, most - 1), 1)),
        { ...quiet(minutesAfter(pending, 30), ...behind(most + 1, 0)), title: 'it is no replica' },
      ];
    },
  }),
  alert('PostgresqlInactiveReplicationSlot', {
    expr: promql`${own.pg_replication_slot_slot_is_active} == 0`,
    for: '30m',
    severity: 'warning',
    component,
    summary: `Nobody reads the replication slot {{ $labels.slot_name }} of ${who}.`,
    description: 'The server keeps all that it writes until somebody does, and fills its disk.',
    rehearsals: ({ for: pending }) => {
      const slot = { slot_name: 'standby', slot_type: 'physical' };
      return [
        fires(minutesAfter(pending, 3), { ...at, ...slot }, of(own.pg_replication_slot_slot_is_active, '1x1 0x300', slot)),
        {
          ...quiet(minutesAfter(pending, 3), of(own.pg_replication_slot_slot_is_active, '0x10 1x300', slot)),
          title: 'the standby is back',
        },
      ];
    },
  }),
  alert('PostgresqlLongRunningTransaction', {
    thresholds: { most: { seconds: '1h', min: 0, is: 'how long a transaction may be open' } },
    expr: ({ most }) =>
      promql`max by (${each}, datname, usename) (${own.pg_stat_activity_max_tx_duration}{backend_type="client backend"}) > ${most}`,
    for: '2m',
    severity: 'warning',
    component,
    summary: `A transaction of {{ $labels.usename }} in {{ $labels.datname }} of ${who} is open for {{ $value | humanizeDuration }}.`,
    description: 'It keeps its locks, and no vacuum removes what was deleted since it began.',
    rehearsals: ({ most, for: pending }) => {
      const who = { ...shop, usename: 'api' };
      const open = (seconds: number, backend_type = 'client backend') =>
        of(own.pg_stat_activity_max_tx_duration, seconds, { ...who, backend_type, state: 'active' });
      return [
        fires(minutesAfter(pending, 1), { ...at, ...who }, open(most + 60)),
        // A backup or a standby stays for as long as it likes.
        quiet(minutesAfter(pending, 30), open(most * 0.95), open(most + 60, 'walsender')),
      ];
    },
  }),
] as const;
