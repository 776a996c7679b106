import { type Catalog, type CatalogFile, catalogOf } from './source';

/** All catalogues, by their folders. Each is read only when a check asks it. */
export const catalogs = {
  alertmanager: catalogOf(() => require('./alertmanager/metrics.json') as typeof import('./alertmanager/metrics.json')),
  blackbox: catalogOf(() => require('./blackbox/metrics.json') as CatalogFile),
  'blackbox-self': catalogOf(() => require('./blackbox-self/metrics.json') as CatalogFile),
  cadvisor: catalogOf(() => require('./cadvisor/metrics.json') as CatalogFile),
  'client-libraries/go': catalogOf(() => require('./client-libraries/go/metrics.json') as CatalogFile),
  'client-libraries/jvm': catalogOf(() => require('./client-libraries/jvm/metrics.json') as CatalogFile),
  'client-libraries/nodejs': catalogOf(() => require('./client-libraries/nodejs/metrics.json') as CatalogFile),
  'client-libraries/process': catalogOf(() => require('./client-libraries/process/metrics.json') as CatalogFile),
  'client-libraries/promhttp': catalogOf(() => require('./client-libraries/promhttp/metrics.json') as CatalogFile),
  'client-libraries/python': catalogOf(() => require('./client-libraries/python/metrics.json') as CatalogFile),
  'config-reloader': catalogOf(() => require('./config-reloader/metrics.json') as typeof import('./config-reloader/metrics.json')),
  coredns: catalogOf(() => require('./coredns/metrics.json') as typeof import('./coredns/metrics.json')),
  elasticsearch: catalogOf(() => require('./elasticsearch/metrics.json') as CatalogFile),
  etcd: catalogOf(() => require('./etcd/metrics.json') as typeof import('./etcd/metrics.json')),
  grafana: catalogOf(() => require('./grafana/metrics.json') as typeof import('./grafana/metrics.json')),
  haproxy: catalogOf(() => require('./haproxy/metrics.json') as CatalogFile),
  'kube-apiserver': catalogOf(() => require('./kube-apiserver/metrics.json') as typeof import('./kube-apiserver/metrics.json')),
  'kube-controller-manager': catalogOf(
    () => require('./kube-controller-manager/metrics.json') as typeof import('./kube-controller-manager/metrics.json'),
  ),
  'kube-proxy': catalogOf(() => require('./kube-proxy/metrics.json') as typeof import('./kube-proxy/metrics.json')),
  'kube-scheduler': catalogOf(() => require('./kube-scheduler/metrics.json') as typeof import('./kube-scheduler/metrics.json')),
  'kube-scheduler-resources': catalogOf(() => require('./kube-scheduler-resources/metrics.json') as CatalogFile),
  'kube-state-metrics': catalogOf(() => require('./kube-state-metrics/metrics.json') as typeof import('./kube-state-metrics/metrics.json')),
  'kube-state-metrics-self': catalogOf(
    () => require('./kube-state-metrics-self/metrics.json') as typeof import('./kube-state-metrics-self/metrics.json'),
  ),
  kubelet: catalogOf(() => require('./kubelet/metrics.json') as typeof import('./kubelet/metrics.json')),
  'kubelet-cadvisor': catalogOf(() => require('./kubelet-cadvisor/metrics.json') as typeof import('./kubelet-cadvisor/metrics.json')),
  'kubelet-probes': catalogOf(() => require('./kubelet-probes/metrics.json') as CatalogFile),
  'kubelet-resource': catalogOf(() => require('./kubelet-resource/metrics.json') as CatalogFile),
  minio: catalogOf(() => require('./minio/metrics.json') as CatalogFile),
  mysql: catalogOf(() => require('./mysql/metrics.json') as CatalogFile),
  nginx: catalogOf(() => require('./nginx/metrics.json') as CatalogFile),
  node: catalogOf(() => require('./node/metrics.json') as typeof import('./node/metrics.json')),
  postgres: catalogOf(() => require('./postgres/metrics.json') as typeof import('./postgres/metrics.json')),
  prometheus: catalogOf(() => require('./prometheus/metrics.json') as typeof import('./prometheus/metrics.json')),
  'prometheus-operator': catalogOf(
    () => require('./prometheus-operator/metrics.json') as typeof import('./prometheus-operator/metrics.json'),
  ),
  pushgateway: catalogOf(() => require('./pushgateway/metrics.json') as CatalogFile),
  redis: catalogOf(() => require('./redis/metrics.json') as typeof import('./redis/metrics.json')),
  traefik: catalogOf(() => require('./traefik/metrics.json') as CatalogFile),
} satisfies Readonly<Record<string, Catalog>>;

export type CatalogName = keyof typeof catalogs;
