import type { CatalogName } from './catalogs';

/** The images that Vigie runs, at the versions that its catalogue and checks were made for. */
export const images = {
  prometheus: 'quay.io/prometheus/prometheus:v3.15.0',
  alertmanager: 'quay.io/prometheus/alertmanager:v0.34.2',
  grafana: 'docker.io/grafana/grafana:13.2.0',
  nodeExporter: 'quay.io/prometheus/node-exporter:v1.12.1',
  kubeStateMetrics: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.19.1',
  postgresExporter: 'quay.io/prometheuscommunity/postgres-exporter:v0.17.1',
  redisExporter: 'docker.io/oliver006/redis_exporter:v1.69.0',
} as const;

export type ImageName = keyof typeof images;

export interface Program {
  /** The last part of the names of its images, in the registries that are common. */
  readonly images: readonly string[];
  readonly catalogs: readonly CatalogName[];
  /** True where a program of the catalogue's version exposes what the catalogue lists, and nothing else. @default - it may expose more */
  readonly isComplete?: true;
}

/**
 * A Pushgateway exposes what others push, and is not among them. What a database's exporter has depends on the database too, and on queries
 * of its own; what a control plane has, on its feature gates.
 */
export const programs: readonly Program[] = [
  {
    images: ['node-exporter', 'node_exporter', 'prometheus-node-exporter', 'mirrored-prometheus-node-exporter'],
    catalogs: ['node'],
    isComplete: true,
  },
  {
    images: ['kube-state-metrics', 'mirrored-kube-state-metrics-kube-state-metrics'],
    catalogs: ['kube-state-metrics', 'kube-state-metrics-self'],
    isComplete: true,
  },
  { images: ['prometheus', 'mirrored-prometheus-prometheus'], catalogs: ['prometheus'], isComplete: true },
  { images: ['alertmanager', 'mirrored-prometheus-alertmanager'], catalogs: ['alertmanager'], isComplete: true },
  {
    images: ['prometheus-operator', 'mirrored-prometheus-operator-prometheus-operator'],
    catalogs: ['prometheus-operator'],
    isComplete: true,
  },
  {
    images: ['prometheus-config-reloader', 'mirrored-prometheus-operator-prometheus-config-reloader'],
    catalogs: ['config-reloader'],
    isComplete: true,
  },
  {
    images: ['blackbox-exporter', 'blackbox_exporter', 'prometheus-blackbox-exporter'],
    catalogs: ['blackbox-self', 'blackbox'],
    isComplete: true,
  },
  { images: ['grafana', 'grafana-oss', 'grafana-enterprise', 'mirrored-grafana-grafana'], catalogs: ['grafana'] },
  { images: ['postgres-exporter', 'postgres_exporter', 'prometheus-postgres-exporter'], catalogs: ['postgres'] },
  { images: ['mysqld-exporter', 'mysqld_exporter', 'prometheus-mysqld-exporter'], catalogs: ['mysql'] },
  { images: ['redis-exporter', 'redis_exporter', 'prometheus-redis-exporter'], catalogs: ['redis'] },
  { images: ['elasticsearch-exporter', 'elasticsearch_exporter', 'prometheus-elasticsearch-exporter'], catalogs: ['elasticsearch'] },
  { images: ['nginx-prometheus-exporter', 'nginx-exporter'], catalogs: ['nginx'] },
  { images: ['haproxy', 'haproxy-alpine', 'haproxy-debian'], catalogs: ['haproxy'] },
  { images: ['traefik', 'mirrored-library-traefik'], catalogs: ['traefik'] },
  { images: ['minio', 'mirrored-minio-minio'], catalogs: ['minio'] },
  { images: ['cadvisor'], catalogs: ['cadvisor'] },
  { images: ['coredns', 'mirrored-coredns-coredns'], catalogs: ['coredns'] },
  { images: ['etcd', 'mirrored-coreos-etcd'], catalogs: ['etcd'] },
  { images: ['kube-apiserver'], catalogs: ['kube-apiserver'] },
  { images: ['kube-controller-manager'], catalogs: ['kube-controller-manager'] },
  { images: ['kube-scheduler'], catalogs: ['kube-scheduler', 'kube-scheduler-resources'] },
  { images: ['kube-proxy'], catalogs: ['kube-proxy'] },
];

/** Containers beside a program that expose nothing of their own to Prometheus: proxies, reloaders, and the databases behind exporters. */
export const ignoredSidecars: ReadonlySet<string> = new Set([
  'kube-rbac-proxy',
  'mirrored-brancz-kube-rbac-proxy',
  'configmap-reload',
  'oauth2-proxy',
  'k8s-sidecar',
  'mirrored-kiwigrid-k8s-sidecar',
  'postgres',
  'postgresql',
  'postgresql-repmgr',
  'mysql',
  'mariadb',
  'mariadb-galera',
  'redis',
  'redis-sentinel',
  'redis-cluster',
  'valkey',
  'nginx',
  'elasticsearch',
  'memcached',
  'busybox',
  'os-shell',
  'pause',
]);

/** The programs of a cluster, by the names that their monitors have in common distributions, and the path. Their version is not known. */
export const byMonitorName: readonly { readonly name: RegExp; readonly path?: string; readonly catalog: CatalogName }[] = [
  { name: /kubelet/, path: '/metrics/cadvisor', catalog: 'kubelet-cadvisor' },
  { name: /kubelet/, path: '/metrics/probes', catalog: 'kubelet-probes' },
  { name: /kubelet/, path: '/metrics/resource', catalog: 'kubelet-resource' },
  { name: /kubelet/, path: '/metrics', catalog: 'kubelet' },
  { name: /(^|-)(apiserver|kube-apiserver)$/, path: '/metrics', catalog: 'kube-apiserver' },
  { name: /(^|-)kube-controller-manager$/, path: '/metrics', catalog: 'kube-controller-manager' },
  { name: /(^|-)kube-scheduler$/, path: '/metrics', catalog: 'kube-scheduler' },
  { name: /(^|-)kube-scheduler$/, path: '/metrics/resources', catalog: 'kube-scheduler-resources' },
  { name: /(^|-)kube-proxy$/, path: '/metrics', catalog: 'kube-proxy' },
  { name: /(^|-)(kube-etcd|etcd)$/, path: '/metrics', catalog: 'etcd' },
  { name: /(^|-)(coredns|kube-dns)$/, path: '/metrics', catalog: 'coredns' },
];

/** Arguments and variables that make a program expose what somebody else has written: textfiles, queries, custom resources. */
export const customMetricFlags = new RegExp(
  [
    /collector\.textfile\.directory/,
    /extend\.query-path|EXTEND_QUERY_PATH/,
    /custom-resource-state/,
    /export-scripts|REDIS_EXPORTER_SCRIPT|"--?script=/,
  ]
    .map(({ source }) => source)
    .join('|'),
);
