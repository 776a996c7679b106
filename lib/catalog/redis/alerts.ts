import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { notWatched, serverDown } from '../not-watched';
import { historiesOf, minutesAfter } from '../rehearsed';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.redis);
const component = 'redis';
const at = { namespace: 'monitoring', job: 'redis-exporter', instance: 'redis.shop:6379' };
const of = historiesOf(at);
const who = 'Redis {{ $labels.instance }}';
const mebibyte = 1024 ** 2;

/** Whether a Redis server works, and what will stop it soon. */
export const redisAlerts = [
  alert('RedisExporterDown', notWatched('redis-exporter', component, 'Redis')),
  alert('RedisDown', serverDown(own.redis_up, component, who, at)),
  alert('RedisOutOfConfiguredMaxmemory', {
    thresholds: { most: { ratio: 0.9, min: 0, max: 1, is: 'share of maxmemory that may be used' } },
    expr: ({ most }) => promql`${own.redis_memory_used_bytes} / (${own.redis_memory_max_bytes} > 0) > ${most}`,
    for: '5m',
    severity: 'warning',
    component,
    summary: `${who} uses {{ $value | humanizePercentage }} of its maxmemory.`,
    description: 'At its bound it evicts keys or refuses writes, as its maxmemory-policy says.',
    rehearsals: ({ most, for: pending }) => {
      const uses = (part: number, max: number) => [
        of(own.redis_memory_used_bytes, Math.round(part * 1000 * mebibyte)),
        of(own.redis_memory_max_bytes, max),
      ];
      return [
        fires(minutesAfter(pending, 2), at, ...uses(most + 0.02, 1000 * mebibyte)),
        quiet(minutesAfter(pending, 30), ...uses(most - 0.02, 1000 * mebibyte)),
      ];
    },
  }),
  alert('RedisTooManyConnections', {
    thresholds: { most: { ratio: 0.9, min: 0, max: 1, is: 'share of maxclients that may be connected' } },
    expr: ({ most }) => promql`${own.redis_connected_clients} / ${own.redis_max_clients} > ${most}`,
    for: '5m',
    severity: 'warning',
    component,
    summary: `{{ $value | humanizePercentage }} of the connections of ${who} are taken.`,
    description: 'When all are taken, it refuses whoever comes next.',
    rehearsals: ({ most, for: pending }) => {
      const open = (part: number) => [of(own.redis_connected_clients, Math.round(part * 10_000)), of(own.redis_max_clients, 10_000)];
      return [fires(minutesAfter(pending, 2), at, ...open(most + 0.02)), quiet(minutesAfter(pending, 30), ...open(most - 0.02))];
    },
  }),
  alert('RedisRejectedConnections', {
    expr: promql`increase(${own.redis_rejected_connections_total}[5m]) > 0`,
    severity: 'critical',
    component,
    summary: `${who} has refused {{ printf "%.0f" $value }} connections.`,
    description: 'Programs do not get to it: maxclients is reached.',
    rehearsals: [
      fires('12m', at, of(own.redis_rejected_connections_total, '0x10 3x300')),
      { ...quiet('30m', of(own.redis_rejected_connections_total, '0x10 3x300')), title: 'a while ago' },
    ],
  }),
  alert('RedisBackupFailed', {
    expr: promql`${own.redis_rdb_last_bgsave_status} == 0 or ${own.redis_aof_last_write_status} == 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `${who} cannot write its data to disk.`,
    description: 'What was written since is lost when it stops, and it may refuse writes.',
    rehearsals: ({ for: pending }) => [
      fires(minutesAfter(pending, 3), at, of(own.redis_rdb_last_bgsave_status, '1x1 0x300')),
      fires(minutesAfter(pending, 3), at, of(own.redis_rdb_last_bgsave_status, 1), of(own.redis_aof_last_write_status, '1x1 0x300')),
      quiet(minutesAfter(pending, 3), of(own.redis_rdb_last_bgsave_status, '0x10 1x300'), of(own.redis_aof_last_write_status, 1)),
    ],
  }),
  alert('RedisReplicationBroken', {
    expr: promql`${own.redis_master_link_up} == 0`,
    for: '5m',
    severity: 'critical',
    component,
    summary: `The replica ${who} has lost its main server {{ $labels.master_host }}.`,
    description: 'It answers with old data, and cannot take over without loss.',
    rehearsals: ({ for: pending }) => {
      const main = { master_host: 'redis-0', master_port: '6379' };
      return [
        fires(minutesAfter(pending, 3), { ...at, ...main }, of(own.redis_master_link_up, '1x1 0x300', main)),
        { ...quiet(minutesAfter(pending, 3), of(own.redis_master_link_up, '1x2 0x3 1x300', main)), title: 'it found it again' },
      ];
    },
  }),
] as const;
