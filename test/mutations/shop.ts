import {
  type Alert,
  type AlertOptions,
  alert,
  type Backend,
  type Component,
  counter,
  type Dashboard,
  dashboard,
  fires,
  gauge,
  grafana,
  histogram,
  type KubernetesObject,
  type Metric,
  MonitoringApp,
  MonitoringStack,
  type MonitoringStackProps,
  oneOf,
  type Panel,
  promql,
  type Query,
  quiet,
  type Recording,
  type Routing,
  receiver,
  recording,
  secretKey,
  series,
  slack,
  timeseries,
  where,
} from '../../lib';

export const requests = counter('cart_requests_total', 'Requests served.', ['code', 'method']);
export const latency = histogram('cart_request_duration_seconds', 'How long a request takes.', ['method'], { buckets: [0.1, 0.5, 1, 5] });
export const items = gauge('cart_items', 'Items in all carts.', ['shop']);

/** A declared application, its parts to be exchanged one by one. */
export interface Shop {
  readonly alerts: readonly Alert[];
  readonly metrics: readonly Metric[];
  readonly recordings: readonly Recording[];
  /** What runs beside the worker. */
  readonly programs: readonly Component[];
  readonly dashboards: readonly Dashboard[];
  readonly objects: readonly KubernetesObject[];
  readonly props: Partial<MonitoringStackProps>;
}

const failingOptions: AlertOptions = {
  expr: promql`sum by (job, code) (rate(${requests}[5m])) > 10`,
  for: '5m',
  severity: 'critical',
  summary: 'The cart answers {{ $value | humanize }} requests a second with {{ $labels.code }}.',
  rehearsals: [
    fires('8m', { job: 'cart', code: '500' }, series(requests, { job: 'cart', code: '500' }, '0+3000x30')),
    quiet('16m', series(requests, { job: 'cart', code: '500' }, '0+300x30')),
  ],
};

/** The alert CartFails with another option or two. */
export const failing = (change: Partial<AlertOptions> = {}): Alert => alert('CartFails', { ...failingOptions, ...change });

export const emptyShop = alert('ShopIsEmpty', {
  expr: promql`min by (shop) (${items}) == 0`,
  for: '15m',
  severity: 'warning',
  summary: 'Nobody buys in {{ $labels.shop }}.',
  rehearsals: [fires('20m', { shop: 'a' }, series(items, { shop: 'a' }, '0x30')), quiet('20m', series(items, { shop: 'a' }, '5x30'))],
});

export const requestRate = (expr: Query = promql`sum by (code) (rate(${requests}[5m]))`): Recording =>
  recording('code:cart_requests:rate5m', { expr });

export const panels: readonly Panel[] = [
  timeseries('Requests', { queries: [{ expr: promql`${requestRate()}`, legend: '{{code}}' }], unit: 'reqps' }),
  timeseries('Latency', {
    queries: [
      { expr: promql`histogram_quantile(0.9, sum by (le, method) (rate(${latency.bucket}[$__rate_interval])))`, legend: '{{method}}' },
    ],
    unit: 's',
  }),
];

export const board = (more: Partial<Dashboard> = {}): Dashboard => dashboard(more.uid ?? 'cart', { title: 'Cart', panels, ...more });
export const boardOf = (...changed: readonly Panel[]): Dashboard => board({ panels: [...panels, ...changed] });

const channel = slack({ channel: '#shop', webhook: secretKey('slack', 'url') });

export const routing: Routing = {
  receivers: [receiver('team', channel), receiver('oncall', channel)],
  route: { receiver: 'team', groupBy: ['alertname'], routes: [{ receiver: 'oncall', matchers: where({ severity: 'critical' }) }] },
  inhibitRules: [
    { sourceMatch: where({ severity: 'critical' }), targetMatch: [oneOf('severity', 'warning', 'info')], equal: ['component'] },
  ],
};

const labels = { app: 'worker' };

export const worker = (container: object = {}, pod: object = {}): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'worker', namespace: 'shop', labels },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'worker',
            image: 'registry.example/worker:1.2.3',
            ports: [{ name: 'http', containerPort: 8080 }],
            securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
            ...container,
          },
        ],
        ...pod,
      },
    },
  },
});

export const workerService = (port: object = {}, selector: object = labels): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'worker', namespace: 'shop', labels },
  spec: { selector, ports: [{ name: 'http', port: 80, targetPort: 'http', ...port }] },
});

/** A stack that watches the cart and runs Grafana and a worker. */
export function stackWith(change: Partial<Shop>, backend: Backend): MonitoringStack {
  const shop: Shop = {
    metrics: [requests, latency, items],
    alerts: [failing(), emptyShop],
    programs: [grafana()],
    recordings: [requestRate()],
    dashboards: [board()],
    objects: [worker(), workerService()],
    props: {},
    ...change,
  };
  const stack = new MonitoringStack(new MonitoringApp(), 'monitoring', { namespace: 'shop', backend, routing, ...shop.props });
  const { metrics, alerts, recordings, dashboards } = shop;
  stack.monitor({ name: 'cart', labels: { app: 'cart' }, port: 'http' }, { metrics, alerts, recordings, dashboards });
  stack.install(...shop.programs, {
    name: 'worker',
    objects: () => shop.objects,
    scrapes: ({ namespace }) => [
      {
        monitor: {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'ServiceMonitor',
          metadata: { name: 'worker', namespace },
          spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'http' }] },
        },
        job: 'worker',
        sources: [{ kind: 'listed', metrics: [] }],
        reach: { namespace, podLabels: labels },
      },
    ],
  });
  return stack;
}
