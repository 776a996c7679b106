import {
  authorization,
  catalog,
  existing,
  MonitoringApp,
  MonitoringStack,
  metricsFrom,
  prober,
  promql,
  recording,
  relabel,
  secretKey,
  staticTargets,
} from 'cdk8s-vigie';

const app = new MonitoringApp();
const shop = new MonitoringStack(app, 'shop', { namespace: existing('shop') });

// Two ports of one Service. What is said outside of `endpoints` is of both.
shop.monitor(
  { name: 'api', labels: { app: 'api' }, port: 'http' },
  {
    endpoints: [{ port: 'http' }, { port: 'admin', path: '/stats', timeout: '5s' }],
    interval: '1m',
    sampleLimit: 5000,
    relabelings: [relabel.copy('__meta_kubernetes_pod_node_name', 'node')],
    metricRelabelings: [relabel.dropMetrics('go_gc_.*'), relabel.rename('country', 'land')],
    metrics: [metricsFrom('examples/targets/metrics.txt'), catalog.go],
    recordings: [recording('land:shop_orders:rate5m', { expr: promql`sum by (land) (rate(shop_orders_total[5m]))` })],
  },
);

// A Service that somebody else made, by its name.
shop.monitor(
  { service: 'minio', namespace: 'storage', port: 9000 },
  { path: '/minio/v2/metrics/cluster', auth: authorization(secretKey('minio', 'token')), metrics: [catalog.minio] },
);

// Hosts outside of the cluster, and others that an inventory tells of.
shop.scrape('docker-hosts', { discover: staticTargets(['10.0.0.7:9100', '10.0.0.8:9100'], { rack: 'a' }), metrics: [catalog.node] });
shop.scrape('vms', { discover: { httpSDConfigs: [{ url: 'https://inventory.example/targets' }] }, metrics: [catalog.node] });

// A blackbox exporter that runs already is asked whether a page answers.
const blackbox = prober('blackbox.monitoring:9115', { modules: ['http_2xx', 'icmp'] });
shop.probe('website', { prober: blackbox, module: 'http_2xx', targets: ['https://shop.example'], interval: '1m' });

app.run();
