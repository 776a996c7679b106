import { irisWatch } from './examples/iris';
import {
  type Backend,
  grafana,
  kubelet,
  kubeStateMetrics,
  MonitoringApp,
  MonitoringStack,
  nodeExporter,
  oneOf,
  operator,
  type PrometheusProps,
  podHealth,
  type Routing,
  receiver,
  secretKey,
  slack,
  standalone,
  volume,
  where,
} from './lib';

const namespace = 'mlops';

/** One message for each alert, severity and component, to #mlops-alerts. */
const mlopsAlerts = slack({
  channel: '#mlops-alerts',
  webhook: secretKey('alertmanager-slack', 'webhook-url'),
  title:
    '[{{ .Status | toUpper }}{{ if eq .Status "firing" }}: {{ .Alerts.Firing | len }}{{ end }}] {{ .CommonLabels.severity }}: {{ .GroupLabels.alertname }}',
  text: '{{ range .Alerts }}*{{ .Annotations.summary }}*\n{{ .Annotations.description }}\n{{ end }}',
});

const routing: Routing = {
  receivers: [receiver('default', mlopsAlerts), receiver('critical-alerts', mlopsAlerts), receiver('warning-alerts', mlopsAlerts)],
  route: {
    receiver: 'default',
    groupBy: ['alertname', 'severity', 'component'],
    groupWait: '30s',
    groupInterval: '5m',
    repeatInterval: '12h',
    routes: [
      { receiver: 'critical-alerts', matchers: where({ severity: 'critical' }), groupWait: '10s', repeatInterval: '1h' },
      { receiver: 'warning-alerts', matchers: where({ severity: 'warning' }), repeatInterval: '4h' },
    ],
  },
  inhibitRules: [
    { sourceMatch: where({ severity: 'critical' }), targetMatch: [oneOf('severity', 'warning', 'info')], equal: ['component'] },
  ],
};

const prometheus: PrometheusProps = {
  retention: '15d',
  storage: volume('20Gi'),
  externalLabels: { cluster: 'mlops-local', environment: 'production' },
  enableLifecycle: true,
};

function irisMonitoring(app: MonitoringApp, id: string, backend: Backend, folder: string): void {
  const stack = new MonitoringStack(app, id, {
    namespace,
    backend,
    folder,
    routing,
    scrapeInterval: '15s',
    // Where docs/runbooks is published.
    runbooks: 'https://wiki.mlops.example/runbooks',
  });

  stack.monitor({ name: 'iris-api', labels: { app: 'iris-api' }, port: 8000 }, irisWatch());

  stack.install(nodeExporter());
  stack.install(kubelet());
  stack.install(kubeStateMetrics({ namespaces: [namespace] }));
  stack.install(podHealth());
  stack.install(grafana());
}

const app = new MonitoringApp();
irisMonitoring(app, 'monitoring', standalone({ prometheus }), '.');
irisMonitoring(app, 'monitoring-operator', operator({ prometheus }), 'operator');
app.run();
