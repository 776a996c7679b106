import { catalogOfAnyVersion as of } from './program-metrics';

/**
 * What programs and client libraries are known to expose, to declare what a target does: `metrics: [catalog.go, orders]`. Versions differ,
 * so a name that a catalogue lacks may be there all the same, unless it is one of its names misspelt. A catalogue is read when a check asks.
 *
 * @example
 * stack.scrape('hosts', { discover: staticTargets(['10.0.0.7:9100']), metrics: [catalog.node] });
 */
export const catalog = {
  alertmanager: of('alertmanager'),
  blackbox: of('blackbox'),
  cadvisor: of('cadvisor'),
  coredns: of('coredns'),
  elasticsearch: of('elasticsearch'),
  etcd: of('etcd'),
  /** The runtime of Go, as its client library exposes it; `process` and `promhttp` are beside it. */
  go: of('client-libraries/go'),
  grafana: of('grafana'),
  haproxy: of('haproxy'),
  jvm: of('client-libraries/jvm'),
  kubeStateMetrics: of('kube-state-metrics'),
  minio: of('minio'),
  mysql: of('mysql'),
  nginx: of('nginx'),
  node: of('node'),
  nodejs: of('client-libraries/nodejs'),
  postgres: of('postgres'),
  process: of('client-libraries/process'),
  prometheus: of('prometheus'),
  promhttp: of('client-libraries/promhttp'),
  pushgateway: of('pushgateway'),
  python: of('client-libraries/python'),
  redis: of('redis'),
  traefik: of('traefik'),
} as const;
