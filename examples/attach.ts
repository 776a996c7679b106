import {
  alert,
  attach,
  dashboard,
  existing,
  fires,
  gauge,
  kubePrometheusStack,
  MonitoringApp,
  MonitoringStack,
  promql,
  quiet,
  receiver,
  secretKey,
  series,
  slack,
  timeseries,
} from 'cdk8s-vigie';

const orders = gauge('shop_orders_waiting', 'Orders that wait for a worker.', ['queue']);

const ordersPileUp = alert('OrdersPileUp', {
  expr: promql`sum by (queue) (${orders}) > 100`,
  for: '10m',
  severity: 'warning',
  summary: '{{ $value }} orders wait in {{ $labels.queue }}.',
  rehearsals: [
    fires('15m', { queue: 'mail' }, series(orders, { queue: 'mail' }, '200x20')),
    quiet('15m', series(orders, { queue: 'mail' }, '20x20')),
  ],
});

// What the installed stack scrapes may be read: its kube-state-metrics knows the pods of this namespace.
const podsRestart = alert('ShopPodsRestart', {
  expr: promql`increase(kube_pod_container_status_restarts_total{job="kube-state-metrics", namespace="shop"}[15m]) > 3`,
  for: '5m',
  severity: 'critical',
  summary: 'The container {{ $labels.container }} of {{ $labels.pod }} restarts again and again.',
  rehearsals: [
    fires(
      '11m',
      { job: 'kube-state-metrics', namespace: 'shop', pod: 'api', container: 'api' },
      series(
        'kube_pod_container_status_restarts_total',
        { job: 'kube-state-metrics', namespace: 'shop', pod: 'api', container: 'api' },
        '0+1x40',
      ),
    ),
    quiet(
      '30m',
      series(
        'kube_pod_container_status_restarts_total',
        { job: 'kube-state-metrics', namespace: 'shop', pod: 'api', container: 'api' },
        '0x20 1x20',
      ),
    ),
  ],
});

const overview = dashboard('shop-orders', {
  title: 'Shop / Orders',
  panels: [timeseries('Waiting', { queries: [{ expr: promql`sum by (queue) (${orders})`, legend: '{{queue}}' }], unit: 'short' })],
});

const app = new MonitoringApp();
const shop = new MonitoringStack(app, 'shop', {
  namespace: existing('shop'),
  backend: attach(kubePrometheusStack({ release: 'kps', without: ['kubeProxy'] }), { limits: { sampleLimit: 20_000 } }),
  routing: {
    receivers: [receiver('team', slack({ channel: '#shop', webhook: secretKey('slack', 'webhook-url') }))],
    route: { receiver: 'team', groupBy: ['alertname'] },
  },
  runbooks: 'https://wiki.example.com/runbooks',
});
shop.monitor(
  { name: 'shop-api', labels: { app: 'shop-api' }, port: 'metrics' },
  { metrics: [orders], alerts: [ordersPileUp, podsRestart], dashboards: [overview] },
);
app.run();
