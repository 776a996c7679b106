import { grafana, MonitoringApp, MonitoringStack, postgresExporter, receiver, redisExporter, secretKey, slack } from 'cdk8s-vigie';

// The servers run in the namespace shop already; each Secret is made in the namespace of the stack.
const app = new MonitoringApp();
const stack = new MonitoringStack(app, 'databases', {
  namespace: 'databases-monitoring',
  runbooks: 'https://wiki.example.com/runbooks',
  routing: {
    receivers: [receiver('team', slack({ channel: '#databases', webhook: secretKey('slack', 'webhook-url') }))],
    route: { receiver: 'team', groupBy: ['alertname', 'instance'] },
  },
});
stack.install(
  grafana(),
  postgresExporter({
    address: 'postgres.shop:5432',
    user: 'monitor',
    password: secretKey('postgres', 'password'),
    tune: { PostgresqlTooManyConnections: { most: 0.9 } },
  }),
  redisExporter({ address: 'redis.shop:6379', password: secretKey('redis', 'password'), tune: { RedisDown: { for: '5m' } } }),
);
app.run();
