/**
 * The numeric user, and group, of each component. A process may read the files, environment and tokens of every process of its own user
 * through /proc, so no two components share one, node-exporter, which sees the host's /proc, least of all. Numbers above 10000 are
 * free of the users that images and nodes have of their own.
 */
export const users = {
  prometheus: 10101,
  alertmanager: 10102,
  grafana: 10103,
  kubeStateMetrics: 10104,
  nodeExporter: 10105,
  postgresExporter: 10106,
  redisExporter: 10107,
} as const;
