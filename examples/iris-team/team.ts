import { type App, Chart } from 'cdk8s';
import { Cpu, Deployment, Service } from 'cdk8s-plus-27';
import { existing, grafana, MonitoringStack, receiver, secretKey, slack } from 'cdk8s-vigie';
import { availability, highErrorRate, metrics, overview } from './monitoring';

/** What the team runs, and how it is watched. The platform has made the namespace `iris`, with the Pod Security level `baseline`. */
export function irisTeam(app: App): { readonly team: Chart; readonly monitoring: MonitoringStack } {
  const team = new Chart(app, 'iris', { namespace: 'iris', disableResourceNameHashes: true });
  const deployment = new Deployment(team, 'api', {
    replicas: 2,
    containers: [
      {
        name: 'api',
        image: 'registry.example/iris-api:1.4.0',
        ports: [{ name: 'http', number: 8000 }],
        resources: { cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) } },
      },
    ],
  });
  const service = new Service(team, 'service', { selector: deployment, ports: [{ name: 'http', port: 80, targetPort: 8000 }] });

  const monitoring = new MonitoringStack(app, 'monitoring', {
    namespace: existing('iris', { podSecurity: 'baseline' }),
    routing: {
      receivers: [receiver('team', slack({ channel: '#iris', webhook: secretKey('iris-slack', 'webhook-url') }))],
      route: { receiver: 'team', groupBy: ['alertname'] },
    },
    runbooks: 'https://wiki.example/iris/runbooks',
  });
  monitoring.monitor(service, { job: 'iris-api', metrics, alerts: [highErrorRate], dashboards: [overview], slos: [availability] });
  monitoring.install(grafana());
  return { team, monitoring };
}
