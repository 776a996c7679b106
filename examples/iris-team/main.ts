import { App, Chart } from 'cdk8s';
import { type ContainerResources, Cpu, Deployment, Service } from 'cdk8s-plus-27';
import { grafana, MonitoringStack, receiver, secretKey, slack } from 'cdk8s-vigie';
import { availability, highErrorRate, metrics, overview } from './monitoring';

const app = new App();
const team = new Chart(app, 'iris', { namespace: 'iris', disableResourceNameHashes: true });

const deployment = new Deployment(team, 'api', {
  replicas: 2,
  containers: [{ name: 'api', image: 'registry.example/iris-api:1.4.0', ports: [{ name: 'http', number: 8000 }], resources: api() }],
});
const service = new Service(team, 'service', { selector: deployment, ports: [{ name: 'http', port: 80, targetPort: 8000 }] });

const monitoring = new MonitoringStack(app, 'monitoring', {
  namespace: 'iris',
  routing: {
    receivers: [receiver('team', slack({ channel: '#iris', webhook: secretKey('iris-slack', 'webhook-url') }))],
    route: { receiver: 'team', groupBy: ['alertname'] },
  },
});
monitoring.monitor(service, { job: 'iris-api', metrics, alerts: [highErrorRate], dashboards: [overview], slos: [availability] });
monitoring.install(grafana());

app.synth();

function api(): ContainerResources {
  return { cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) } };
}
