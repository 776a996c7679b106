import {
  alert,
  attach,
  existing,
  fires,
  gauge,
  grafana,
  kubelet,
  kubeStateMetrics,
  MonitoringApp,
  MonitoringStack,
  promql,
  quiet,
  receiver,
  secretKey,
  series,
  slack,
  standalone,
} from 'cdk8s-vigie';

const app = new MonitoringApp();

// The platform's stack runs Prometheus, Alertmanager and Grafana, for all.
const platform = new MonitoringStack(app, 'platform', {
  namespace: 'monitoring',
  backend: standalone(),
  routing: {
    receivers: [receiver('platform', slack({ channel: '#platform', webhook: secretKey('slack', 'platform') }))],
    route: { receiver: 'platform', groupBy: ['alertname', 'namespace'] },
  },
});
platform.install(kubelet(), kubeStateMetrics(), grafana());

// A team's stack is a tenant of it, in a namespace of its own.
const orders = gauge('shop_orders_waiting', 'Orders that wait for a worker.', ['queue']);
const shop = new MonitoringStack(app, 'shop', {
  namespace: existing('shop'),
  backend: attach(platform, { limits: { sampleLimit: 20_000 } }),
  routing: {
    receivers: [receiver('shop', slack({ channel: '#shop', webhook: secretKey('slack', 'shop') }))],
    route: { receiver: 'shop', groupBy: ['alertname'] },
  },
});
shop.monitor(
  { name: 'shop-api', labels: { app: 'shop-api' }, port: 'metrics' },
  {
    metrics: [orders],
    alerts: [
      alert('OrdersPileUp', {
        expr: promql`sum by (queue) (${orders}) > 100`,
        for: '10m',
        severity: 'warning',
        summary: '{{ $value }} orders wait in {{ $labels.queue }}.',
        rehearsals: [
          fires('15m', { queue: 'mail' }, series(orders, { queue: 'mail' }, '200x20')),
          quiet('15m', series(orders, { queue: 'mail' }, '20x20')),
        ],
      }),
    ],
  },
);
app.run();
