import { chanceOf, type Labels, type Worth } from './shapes';

const mebibyte = 1024 ** 2;
const whenBroken =
  (then: number, else_: number): Worth =>
  ({ isBroken }) =>
    isBroken ? then : else_;

/** What programs say of themselves, where the default would mislead. */
export const programValues: Readonly<Record<string, (labels: Labels) => Worth>> = {
  process_cpu_seconds_total: ({ instance }) => 0.05 + 0.3 * chanceOf(`${instance} cpu`),
  process_resident_memory_bytes: ({ instance }) => (120 + 600 * chanceOf(`${instance} memory`)) * mebibyte,

  apiserver_request_total: ({ code, verb }) =>
    code === '200' ? 4 + 8 * chanceOf(`${verb}`) : code === '404' ? 0.2 : whenBroken(0.6, 0.001),
  apiserver_current_inflight_requests: ({ request_kind }) => (request_kind === 'mutating' ? 3.2 : 11.4),
  apiserver_flowcontrol_current_inqueue_requests: () => whenBroken(4, 0),
  apiserver_flowcontrol_rejected_requests_total: () => whenBroken(0.4, 0),
  apiserver_storage_objects: ({ resource }) => Math.round(40 + 900 * chanceOf(`${resource} objects`)),

  prometheus_tsdb_head_series: () => 184_000.5,
  prometheus_tsdb_head_samples_appended_total: () => 6100,
  prometheus_tsdb_storage_blocks_bytes: () => 6200.5 * mebibyte,
  prometheus_tsdb_wal_storage_size_bytes: () => 510.5 * mebibyte,
  prometheus_rule_group_last_duration_seconds: ({ rule_group }) => 0.01 + 0.2 * chanceOf(`${rule_group}`),
  prometheus_notifications_sent_total: () => whenBroken(0.4, 0.01),
  prometheus_engine_queries: () => whenBroken(9, 1),
  prometheus_engine_queries_concurrent_max: () => 20,
  prometheus_config_last_reload_successful: () => 1,
  prometheus_notifications_queue_length: () => 0,

  alertmanager_config_last_reload_successful: () => 1,
  alertmanager_alerts: ({ state }) => (state === 'active' ? whenBroken(7, 1) : state === 'suppressed' ? whenBroken(3, 0) : Number.NaN),
  alertmanager_silences: ({ state }) => (state === 'active' ? 1 : 0),
  alertmanager_notifications_total: () => whenBroken(0.05, 0.002),
  alertmanager_notifications_failed_total: ({ integration }) => (integration === 'slack' ? whenBroken(0.02, 0) : 0),
  alertmanager_alerts_received_total: ({ status }) => (status === 'firing' ? whenBroken(0.3, 0.03) : 0.01),
  alertmanager_cluster_members: () => 3,

  etcd_server_has_leader: () => 1,
  etcd_server_is_leader: ({ instance }) => (instance?.startsWith('control-1') ? 1 : 0),
  etcd_mvcc_db_total_size_in_bytes: () => 210.5 * mebibyte,
  etcd_mvcc_db_total_size_in_use_in_bytes: () => 120.5 * mebibyte,
  etcd_server_quota_backend_bytes: () => 2048 * mebibyte,
  etcd_server_proposals_pending: () => 0,

  pg_up: ({ instance }) => whenBroken(instance?.startsWith('billing') ? 0 : 1, 1),
  pg_settings_max_connections: () => 100,
  pg_stat_activity_count: ({ state }) => (state === 'active' ? whenBroken(73, 22) : 7),
  pg_stat_activity_max_tx_duration: () => whenBroken(900, 2),
  pg_database_size_bytes: ({ datname }) => (200 + 4000 * chanceOf(`${datname} size`)) * mebibyte,
  pg_stat_database_blks_hit: () => 900,
  pg_stat_database_blks_read: () => 9,
  pg_stat_database_xact_commit: () => 40,
  pg_stat_database_xact_rollback: () => whenBroken(6, 0.2),
  pg_replication_is_replica: () => 0,
  pg_replication_lag_seconds: () => 0,
  pg_stat_replication_pg_wal_lsn_diff: () => whenBroken(900 * mebibyte, 4096),

  redis_memory_max_bytes: () => 1024 * mebibyte,
  redis_memory_used_bytes: () => whenBroken(993 * mebibyte, 512 * mebibyte),
  redis_rdb_last_bgsave_status: () => whenBroken(0, 1),
  redis_max_clients: () => 10_000,
  redis_connected_clients: () => 64,
  redis_evicted_keys_total: () => whenBroken(3, 0),
  redis_keyspace_hits_total: () => 300,
  redis_keyspace_misses_total: () => 20,
  redis_db_keys: () => 48_000,

  scheduler_pending_pods: ({ queue }) => (queue === 'unschedulable' ? whenBroken(1, 0) : 0),
  workqueue_depth: () => 0,
  kubeproxy_sync_proxy_rules_endpoint_changes_pending: () => 0,
};
