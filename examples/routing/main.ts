import {
  alert,
  email,
  fires,
  gauge,
  MonitoringApp,
  MonitoringStack,
  msteams,
  oneOf,
  pagerduty,
  promql,
  quiet,
  receiver,
  secretKey,
  series,
  slack,
  timeInterval,
  where,
} from 'cdk8s-vigie';

// Somebody at work reads the chat; at night and for what is critical, PagerDuty wakes somebody.
const chat = receiver(
  'chat',
  slack({ channel: '#shop', webhook: secretKey('slack', 'webhook-url'), text: '{{ template "shop.text" . }}', mention: ['here'] }),
  msteams({ webhook: secretKey('teams', 'workflow-url') }),
);
const pager = receiver('pager', pagerduty({ routingKey: secretKey('pagerduty', 'key'), severity: '{{ .CommonLabels.severity }}' }));
const mail = receiver(
  'mail',
  email({
    to: ['shop@example.com'],
    from: 'alertmanager@example.com',
    smarthost: 'smtp.example.com:587',
    auth: { username: 'alertmanager', password: secretKey('smtp', 'password') },
  }),
  // Integrations without a short form are written in the words of an AlertmanagerConfig.
  { victoropsConfigs: [{ routingKey: 'shop', apiKey: secretKey('victorops', 'key') }] },
);

const nights = timeInterval('nights', {
  location: 'Europe/Paris',
  intervals: [{ times: [['20:00', '24:00']] }, { times: [['00:00', '08:00']] }, { weekdays: ['saturday', 'sunday'] }],
});

const app = new MonitoringApp();
const shop = new MonitoringStack(app, 'shop', {
  namespace: 'shop',
  routing: {
    route: {
      receiver: mail,
      groupBy: ['alertname'],
      routes: [
        { receiver: pager, matchers: where({ severity: 'critical' }), repeatInterval: '1h' },
        { receiver: chat, matchers: [oneOf('severity', 'warning', 'info')], muteTimeIntervals: [nights] },
      ],
    },
    inhibitRules: [
      { sourceMatch: where({ severity: 'critical' }), targetMatch: [oneOf('severity', 'warning', 'info')], equal: ['component'] },
    ],
    templates: ['examples/routing/shop.tmpl'],
  },
});

const waiting = gauge('shop_orders_waiting', 'Orders that wait.', ['queue']);
const levels = [
  ['OrdersWait', 100, 'warning'],
  ['OrdersPileUp', 1000, 'critical'],
] as const;
shop.monitor(
  { name: 'shop-api', labels: { app: 'shop-api' }, port: 'http' },
  {
    metrics: [waiting],
    alerts: levels.map(([name, most, severity]) =>
      alert(name, {
        expr: promql`sum by (queue) (${waiting}) > ${most}`,
        for: '10m',
        severity,
        summary: '{{ $value }} orders wait in {{ $labels.queue }}.',
        rehearsals: [
          fires('15m', { queue: 'mail' }, series(waiting, { queue: 'mail' }, `${2 * most}x20`)),
          quiet('15m', series(waiting, { queue: 'mail' }, `${most / 2}x20`)),
        ],
      }),
    ),
  },
);

app.run();
