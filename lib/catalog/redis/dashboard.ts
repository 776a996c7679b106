import { type Dashboard, dashboard } from '../../model/dashboard';
import { across, row } from '../../model/dashboard/layout';
import { stat } from '../../model/dashboard/reduced';
import { timeseries } from '../../model/dashboard/timeseries';
import type { Metric } from '../../model/metric';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import {
  bytes,
  bytesPerSecond,
  countOf,
  percent,
  perSecond,
  seconds,
  share,
  shouldBeNone,
  worthALook,
} from '../kubernetes/dashboards/looks';
import { ownUse, silentInstances } from '../kubernetes/dashboards/processes';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.redis);
const name = 'redis-exporter';
const legend = '{{instance}}';
const rate = (metric: Metric, by: 'instance' | 'cmd') => promql`sum by (${by}) (rate(${metric}[$__rate_interval]))`;

/** Whether Redis answers, has room, keeps its data, and what it is asked. */
export const redisDashboard: Dashboard = dashboard(name, {
  title: 'Redis',
  description: 'Whether Redis answers, has room, keeps its data, and what it is asked.',
  tags: ['database'],
  panels: [
    across(
      stat('Servers Out of Reach', { queries: [{ expr: promql`sum(${own.redis_up} == bool 0)` }], ...shouldBeNone }),
      silentInstances(name),
      stat('Memory of Maxmemory', {
        description: 'Of the fullest server that has a bound.',
        queries: [{ expr: promql`max(${own.redis_memory_used_bytes} / (${own.redis_memory_max_bytes} > 0))` }],
        ...share,
        noValue: 'No bound',
      }),
      stat('Unsaved Servers', {
        description: 'Their last snapshot failed.',
        queries: [{ expr: promql`sum(${own.redis_rdb_last_bgsave_status} == bool 0)` }],
        ...shouldBeNone,
      }),
      stat('Refused in the Last Hour', {
        description: 'Connections above maxclients.',
        queries: [{ expr: promql`sum(increase(${own.redis_rejected_connections_total}[1h]))` }],
        ...worthALook,
      }),
    ),
    row('Work', [
      timeseries('Commands', { queries: [{ expr: rate(own.redis_commands_processed_total, 'instance'), legend }], ...perSecond }),
      timeseries('Busiest Commands', {
        queries: [{ expr: promql`topk(8, ${rate(own.redis_commands_total, 'cmd')})`, legend: '{{cmd}}' }],
        ...perSecond,
      }),
      timeseries('Time per Command', {
        description: 'The slowest eight, on average.',
        queries: [
          {
            expr: promql`topk(8, ${rate(own.redis_commands_duration_seconds_total, 'cmd')} / ${rate(own.redis_commands_total, 'cmd')})`,
            legend: '{{cmd}}',
          },
        ],
        ...seconds,
      }),
      timeseries('Hits', {
        description: 'The share of look-ups that found their key.',
        queries: [
          {
            expr: promql`${rate(own.redis_keyspace_hits_total, 'instance')} / (${rate(own.redis_keyspace_hits_total, 'instance')} + ${rate(own.redis_keyspace_misses_total, 'instance')})`,
            legend,
          },
        ],
        ...percent,
      }),
      timeseries('Clients', { queries: [{ expr: promql`max by (instance) (${own.redis_connected_clients})`, legend }], ...countOf }),
      timeseries('Sent', { queries: [{ expr: rate(own.redis_net_output_bytes_total, 'instance'), legend }], ...bytesPerSecond }),
    ]),
    row('Data', [
      timeseries('Memory', { queries: [{ expr: promql`max by (instance) (${own.redis_memory_used_bytes})`, legend }], ...bytes }),
      timeseries('Keys', {
        queries: [{ expr: promql`sum by (instance, db) (${own.redis_db_keys})`, legend: `${legend} {{db}}` }],
        ...countOf,
      }),
      timeseries('Evicted Keys', {
        description: 'They had to go for others. A cache that is too small.',
        queries: [{ expr: rate(own.redis_evicted_keys_total, 'instance'), legend }],
        ...perSecond,
      }),
      timeseries('Expired Keys', { queries: [{ expr: rate(own.redis_expired_keys_total, 'instance'), legend }], ...perSecond }),
    ]),
    ownUse(own, name),
  ],
});
