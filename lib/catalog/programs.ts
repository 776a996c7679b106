import type { KubernetesObject } from '../kubernetes/object';
import type { CatalogedMetrics } from '../model/watch';
import { nearest } from '../text/nearest';
import { isMapping } from '../yaml/value';
import { cataloged } from './cataloged';
import { type Catalog, type CatalogFile, catalogOf } from './source';

/** The catalogues. Each is read only when a check asks it. */
const catalogs = {
  alertmanager: catalogOf(() => require('./alertmanager/metrics.json') as CatalogFile),
  blackbox: catalogOf(() => require('./blackbox/metrics.json') as CatalogFile),
  'blackbox-self': catalogOf(() => require('./blackbox-self/metrics.json') as CatalogFile),
  cadvisor: catalogOf(() => require('./cadvisor/metrics.json') as CatalogFile),
  'config-reloader': catalogOf(() => require('./config-reloader/metrics.json') as CatalogFile),
  coredns: catalogOf(() => require('./coredns/metrics.json') as CatalogFile),
  elasticsearch: catalogOf(() => require('./elasticsearch/metrics.json') as CatalogFile),
  etcd: catalogOf(() => require('./etcd/metrics.json') as CatalogFile),
  grafana: catalogOf(() => require('./grafana/metrics.json') as CatalogFile),
  haproxy: catalogOf(() => require('./haproxy/metrics.json') as CatalogFile),
  'kube-apiserver': catalogOf(() => require('./kube-apiserver/metrics.json') as CatalogFile),
  'kube-controller-manager': catalogOf(() => require('./kube-controller-manager/metrics.json') as CatalogFile),
  'kube-proxy': catalogOf(() => require('./kube-proxy/metrics.json') as CatalogFile),
  'kube-scheduler': catalogOf(() => require('./kube-scheduler/metrics.json') as CatalogFile),
  'kube-scheduler-resources': catalogOf(() => require('./kube-scheduler-resources/metrics.json') as CatalogFile),
  'kube-state-metrics': catalogOf(() => require('./kube-state-metrics/metrics.json') as CatalogFile),
  'kube-state-metrics-self': catalogOf(() => require('./kube-state-metrics-self/metrics.json') as CatalogFile),
  kubelet: catalogOf(() => require('./kubelet/metrics.json') as CatalogFile),
  'kubelet-cadvisor': catalogOf(() => require('./kubelet-cadvisor/metrics.json') as CatalogFile),
  'kubelet-probes': catalogOf(() => require('./kubelet-probes/metrics.json') as CatalogFile),
  'kubelet-resource': catalogOf(() => require('./kubelet-resource/metrics.json') as CatalogFile),
  minio: catalogOf(() => require('./minio/metrics.json') as CatalogFile),
  mysql: catalogOf(() => require('./mysql/metrics.json') as CatalogFile),
  nginx: catalogOf(() => require('./nginx/metrics.json') as CatalogFile),
  node: catalogOf(() => require('./node/metrics.json') as CatalogFile),
  postgres: catalogOf(() => require('./postgres/metrics.json') as CatalogFile),
  prometheus: catalogOf(() => require('./prometheus/metrics.json') as CatalogFile),
  'prometheus-operator': catalogOf(() => require('./prometheus-operator/metrics.json') as CatalogFile),
  redis: catalogOf(() => require('./redis/metrics.json') as CatalogFile),
  traefik: catalogOf(() => require('./traefik/metrics.json') as CatalogFile),
} satisfies Readonly<Record<string, Catalog>>;

type CatalogName = keyof typeof catalogs;

interface Program {
  /** The last part of the names of its images, in the registries that are common. */
  readonly images: readonly string[];
  readonly catalogs: readonly CatalogName[];
  /** True where a program of the catalogue's version exposes what the catalogue lists, and nothing else. @default - it may expose more */
  readonly isWhole?: true;
}

/**
 * A Pushgateway exposes what others push, and is not among them. What a database's exporter has depends on the database too, and on queries
 * of its own; what a control plane has, on its feature gates.
 */
const programs: readonly Program[] = [
  {
    images: ['node-exporter', 'node_exporter', 'prometheus-node-exporter', 'mirrored-prometheus-node-exporter'],
    catalogs: ['node'],
    isWhole: true,
  },
  {
    images: ['kube-state-metrics', 'mirrored-kube-state-metrics-kube-state-metrics'],
    catalogs: ['kube-state-metrics', 'kube-state-metrics-self'],
    isWhole: true,
  },
  { images: ['prometheus', 'mirrored-prometheus-prometheus'], catalogs: ['prometheus'], isWhole: true },
  { images: ['alertmanager', 'mirrored-prometheus-alertmanager'], catalogs: ['alertmanager'], isWhole: true },
  { images: ['prometheus-operator', 'mirrored-prometheus-operator-prometheus-operator'], catalogs: ['prometheus-operator'], isWhole: true },
  {
    images: ['prometheus-config-reloader', 'mirrored-prometheus-operator-prometheus-config-reloader'],
    catalogs: ['config-reloader'],
    isWhole: true,
  },
  {
    images: ['blackbox-exporter', 'blackbox_exporter', 'prometheus-blackbox-exporter'],
    catalogs: ['blackbox-self', 'blackbox'],
    isWhole: true,
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
const silent: ReadonlySet<string> = new Set([
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
const monitored: readonly { readonly name: RegExp; readonly path?: string; readonly catalog: CatalogName }[] = [
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

/** What a pod with these images exposes; undefined where one of its programs is not in a catalogue. */
export function sourcesOfImages(images: readonly string[]): readonly CatalogedMetrics[] | undefined {
  const running = images.map(partsOf).filter(({ name }) => !silent.has(name));
  const known = running.map(({ name, version }) =>
    sourcesOf(
      programs.find((program) => program.images.includes(name)),
      version,
    ),
  );
  return known.length === 0 || known.includes(undefined) ? undefined : known.flatMap((sources) => sources!);
}

export function sourcesOfMonitor(name: string, path: string): readonly CatalogedMetrics[] | undefined {
  const known = monitored.find((entry) => entry.name.test(name) && (entry.path === undefined || entry.path === path));
  return known && [similarTo(known.catalog)];
}

/** `quay.io/prometheus/node-exporter:v1.12.1@sha256:...` is node-exporter of 1.12.1. */
function partsOf(image: string): { readonly name: string; readonly version?: string } {
  const [reference = ''] = image.split('@');
  const [name = '', version] = reference.slice(reference.lastIndexOf('/') + 1).split(':');
  return { name, ...(version !== undefined && { version }) };
}

/** Of another major version nothing is sure; of another minor version, that what the catalogue has is mostly there. */
function sourcesOf(program: Program | undefined, version: string | undefined): readonly CatalogedMetrics[] | undefined {
  if (program === undefined) return undefined;
  const { catalogs: names, isWhole = false } = program;
  const own = numbersOf(version);
  if (own === undefined) return names.map(similarTo);
  const wanted = names.map((name) => numbersOf(catalogs[name].file.version));
  if (wanted.some((numbers) => numbers !== undefined && numbers.major !== own.major)) return undefined;
  return names.map(isWhole && wanted.every((numbers) => numbers?.minor === own.minor) ? sameAs : similarTo);
}

function numbersOf(version = ''): { readonly major: string; readonly minor?: string } | undefined {
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return major === undefined ? undefined : { major, ...(minor !== undefined && { minor }) };
}

/** What a program of a catalogue's version exposes. What its libraries add depends on their versions. */
const sameAs = once((name): CatalogedMetrics => {
  const exact = cataloged(catalogs[name]);
  return {
    ...exact,
    exposes: (series) => {
      const verdict = exact.exposes(series);
      return verdict === 'no' && /^(go|process|promhttp)_/.test(series) && !isMisspelt(series) ? 'unknown' : verdict;
    },
  };
});

/**
 * What a program of another version exposes: metrics and labels of the catalogue, and others; but nothing that is one of its
 * names misspelt.
 */
const similarTo = once((name): CatalogedMetrics => {
  const exact = cataloged(catalogs[name]);
  return {
    ...exact,
    find: (series) => {
      const found = exact.find(series);
      return found && { ...found, hasMoreLabels: true };
    },
    exposes: (series) => {
      const verdict = exact.exposes(series);
      return verdict === 'no' && !isMisspelt(series) ? 'unknown' : verdict;
    },
  };
});

/**
 * Whether a name is one of a catalogue but for a slip or two. Short names are alike by chance, names differ in digits on purpose, and other
 * versions have the same words in another order.
 */
export function isMisspelt(series: string): boolean {
  const known = misspelt.get(series) ?? looksMisspelt(series);
  misspelt.set(series, known);
  return known;
}

const misspelt = new Map<string, boolean>();

function looksMisspelt(series: string): boolean {
  if (series.length < 12) return false;
  const meant = nearest(series, allNames());
  if (meant === undefined || meant === series || Math.abs(meant.length - series.length) > 2) return false;
  const inOrder = (name: string) => name.split('_').sort().join('_');
  return meant.replace(/\D/g, '') === series.replace(/\D/g, '') && inOrder(meant) !== inOrder(series);
}

/** Arguments and variables that make a program expose what somebody else has written: textfiles, queries, custom resources. */
const extending = new RegExp(
  [
    /collector\.textfile\.directory/,
    /extend\.query-path|EXTEND_QUERY_PATH/,
    /custom-resource-state/,
    /export-scripts|REDIS_EXPORTER_SCRIPT|"--?script=/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** Whether any pod of the objects has such an argument: then its program may expose any name. */
export const someExtend = (objects: readonly KubernetesObject[]): boolean =>
  objects.some(({ spec }) => isMapping(spec) && isMapping(spec.template) && extending.test(JSON.stringify(spec.template)));

let names: ReadonlySet<string> | undefined;
function allNames(): ReadonlySet<string> {
  return (names ??= new Set((Object.keys(catalogs) as CatalogName[]).flatMap((name) => [...cataloged(catalogs[name]).names()])));
}

/** One source for each catalogue, so that the scrapes of a program share it. */
function once(make: (name: CatalogName) => CatalogedMetrics): (name: CatalogName) => CatalogedMetrics {
  const made = new Map<CatalogName, CatalogedMetrics>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}
