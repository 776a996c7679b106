import { describe, expect, test } from 'vitest';
import { checks } from '../../lib/checks';
import { inputFromManifests } from '../../lib/input/model';

/** What is found in a query of a pod that runs these images behind a Service and a monitor. */
function found(expr: string, images: readonly string[], args: readonly string[] = []): readonly string[] {
  const metadata = (name: string) => ({ name, namespace: 'shop', labels: { app: 'x' } });
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata('exporter'),
      spec: { selector: { app: 'x' }, ports: [{ name: 'http', port: 1 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata('exporter'),
      spec: {
        selector: { matchLabels: { app: 'x' } },
        template: {
          metadata: { labels: { app: 'x' } },
          spec: { containers: images.map((image, index) => ({ name: `c${index}`, image, args })) },
        },
      },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: metadata('exporter'),
      spec: { selector: { matchLabels: { app: 'x' } }, endpoints: [{ port: 'http' }] },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: metadata('rules'),
      spec: { groups: [{ name: 'g', rules: [{ record: 'a:b:c', expr }] }] },
    },
  ];
  const { model } = inputFromManifests(objects.map((object, index) => ({ file: `${index}.json`, text: JSON.stringify(object) })));
  return checks
    .filter(({ name }) => ['unknown-metric', 'unknown-label', 'rate-of-gauge'].includes(name))
    .flatMap((check) => [...check.run(model)].map((finding) => finding.check));
}

const misspelt = 'sum(rate(node_cpu_secnds_total{job="exporter"}[5m]))';
const gone = 'sum(node_textfile_mtime{job="exporter"})';

describe('an image of the version of its catalogue', () => {
  test.each([
    'quay.io/prometheus/node-exporter:v1.12.1',
    'docker.io/bitnami/node-exporter:1.12.1-debian-12-r3',
    'node-exporter:v1.12.9@sha256:00',
  ])('%s exposes nothing else', (image) => {
    expect(found(gone, [image])).toEqual(['unknown-metric']);
    expect(found('sum by (cpus) (rate(node_cpu_seconds_total{job="exporter"}[5m]))', [image])).toEqual(['unknown-label']);
  });
  test('may expose what its users add', () => {
    expect(found(gone, ['node-exporter:v1.12.1'], ['--collector.textfile.directory=/textfiles'])).toEqual([]);
    expect(found(misspelt, ['node-exporter:v1.12.1'], ['--collector.textfile.directory=/textfiles'])).toEqual(['unknown-metric']);
  });
  test('may have other metrics of its libraries', () =>
    expect(found('sum(go_gc_something_new{job="exporter"})', ['node-exporter:v1.12.1'])).toEqual([]));
});

describe('an image of another minor version, or of none', () => {
  test.each(['node-exporter:v1.3.0', 'node-exporter:latest', 'node-exporter', 'mirror.example.org:5000/prom/node-exporter'])(
    '%s may have other metrics and labels',
    (image) => {
      expect(found(gone, [image])).toEqual([]);
      expect(found('sum by (cpus) (rate(node_cpu_seconds_total{job="exporter"}[5m]))', [image])).toEqual([]);
    },
  );
  test('has no misspelt ones', () => expect(found(misspelt, ['node-exporter:v1.3.0'])).toEqual(['unknown-metric']));
  test('keeps the types', () =>
    expect(found('sum(rate(node_load1{job="exporter"}[5m]))', ['node-exporter:v1.3.0'])).toEqual(['rate-of-gauge']));
  test('may have the same words in another order', () => {
    expect(found('sum(rate(prometheus_remote_storage_failed_samples_total{job="exporter"}[5m]))', ['prom/prometheus:v3.1.0'])).toEqual([]);
  });
});

test('of an image of another major version nothing is known', () => expect(found(misspelt, ['node-exporter:v0.18.1'])).toEqual([]));

describe('the exporters of databases and the programs of a cluster', () => {
  test.each([
    ['quay.io/prometheuscommunity/postgres-exporter:v0.17.1', 'pg_replication_lag_secnds'],
    ['docker.io/bitnami/mysqld-exporter:0.17.2', 'mysql_exporter_collector_duration_secnds'],
    ['quay.io/prometheuscommunity/elasticsearch-exporter:v1.9.0', 'elasticsearch_cluster_health_statsu'],
    ['nginx/nginx-prometheus-exporter:1.4.2', 'nginx_connections_actve'],
    ['haproxy:3.0-alpine', 'haproxy_backend_http_requests_totl'],
    ['traefik:v3.2', 'traefik_service_requests_totl'],
    ['registry.k8s.io/coredns/coredns:v1.11.1', 'coredns_dns_requests_totl'],
    ['registry.k8s.io/etcd:3.5.21-0', 'etcd_server_has_leadr'],
    ['registry.k8s.io/kube-proxy:v1.31.0', 'kubeproxy_sync_proxy_rules_duration_secnds_count'],
    ['quay.io/prometheus/blackbox-exporter:v0.28.0', 'probe_ssl_earliest_cert_expirry'],
  ])('%s has no metric %s', (image, metric) => expect(found(`sum(${metric}{job="exporter"})`, [image])).toEqual(['unknown-metric']));

  test('stand beside containers without metrics', () => {
    expect(
      found('rate(redis_connected_clients{job="exporter"}[5m])', [
        'docker.io/bitnami/redis:7.4',
        'docker.io/bitnami/redis-exporter:1.67.0',
      ]),
    ).toEqual(['rate-of-gauge']);
    expect(
      found('rate(redis_connected_clients{job="exporter"}[5m])', ['example.org/shop:1', 'docker.io/bitnami/redis-exporter:1.67.0']),
    ).toEqual([]);
  });
  test('have names that their databases give', () =>
    expect(found('sum(redis_connected_cliens{job="exporter"})', ['oliver006/redis_exporter:v1.67.0-alpine'])).toEqual([]));
  test('may ask databases in ways of their own', () =>
    expect(found('sum(pg_my_own_query_count{job="exporter"})', ['postgres-exporter:v0.17.1'])).toEqual([]));
});

test('a Pushgateway may have anything', () =>
  expect(found('sum(node_cpu_secnds_total{job="exporter"})', ['prom/pushgateway:v1.11.0'])).toEqual([]));
