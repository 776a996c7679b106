import { alert, fires, gauge, MonitoringApp, MonitoringStack, promql, quiet, receiver, secretKey, series, slack } from 'cdk8s-vigie';

const queue = gauge('jobs_waiting', 'Jobs that wait for a worker.', ['queue']);

const jobsPileUp = alert('JobsPileUp', {
  expr: promql`sum by (queue) (${queue}) > 100`,
  for: '10m',
  severity: 'warning',
  summary: '{{ $value }} jobs wait in {{ $labels.queue }}.',
  rehearsals: [
    fires('15m', { queue: 'mail' }, series(queue, { queue: 'mail' }, '200x20')),
    quiet('15m', series(queue, { queue: 'mail' }, '20x20')),
  ],
});

const app = new MonitoringApp();
const stack = new MonitoringStack(app, 'monitoring', {
  namespace: 'jobs',
  routing: {
    receivers: [receiver('team', slack({ channel: '#jobs', webhook: secretKey('slack', 'webhook-url') }))],
    route: { receiver: 'team', groupBy: ['alertname'] },
  },
  runbooks: 'https://wiki.example.com/runbooks',
});
stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [queue], alerts: [jobsPileUp] });
app.run();
