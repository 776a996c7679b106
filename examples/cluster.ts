import { clusterMonitoring, grafana, kubeadm, MonitoringApp, MonitoringStack, oneOf, receiver, secretKey, slack, where } from 'cdk8s-vigie';

const app = new MonitoringApp();
const stack = new MonitoringStack(app, 'cluster', {
  namespace: 'monitoring',
  runbooks: 'https://wiki.example.com/runbooks',
  routing: {
    receivers: [
      receiver('oncall', slack({ channel: '#oncall', webhook: secretKey('slack', 'webhook-url') })),
      receiver('team', slack({ channel: '#cluster', webhook: secretKey('slack', 'webhook-url') })),
      receiver('nobody'),
    ],
    route: {
      receiver: 'team',
      groupBy: ['alertname', 'namespace'],
      routes: [
        { receiver: 'nobody', matchers: [oneOf('alertname', 'Watchdog', 'InfoInhibitor')] },
        { receiver: 'oncall', matchers: where({ severity: 'critical' }) },
      ],
    },
    inhibitRules: [
      { sourceMatch: where({ severity: 'critical' }), targetMatch: where({ severity: 'warning' }), equal: ['namespace', 'alertname'] },
      { sourceMatch: where({ alertname: 'InfoInhibitor' }), targetMatch: where({ severity: 'info' }), equal: ['namespace'] },
    ],
  },
});
stack.install(
  grafana(),
  clusterMonitoring({ platform: kubeadm(), tune: { CPUThrottlingHigh: 'off', NodeCPUHighUsage: { most: 95, for: '30m' } } }),
);
app.run();
