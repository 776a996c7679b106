import { App, Chart } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import { type KubernetesObject, type MonitoringStack, operator } from '../../lib';
import { stackOf } from '../support/stacks';

const chart = () => new Chart(new App(), 'team', { namespace: 'shop' });

function deploymentOf(scope: Chart): Deployment {
  return new Deployment(scope, 'api', {
    containers: [
      {
        image: 'registry.example/api:1',
        ports: [
          { name: 'http', number: 8000 },
          { name: 'admin', number: 9000 },
        ],
      },
    ],
  });
}

function monitorOf(declare: Parameters<typeof stackOf>[0], kind: string, name: string): KubernetesObject {
  const objects = stackOf(declare, { backend: operator() }).toJson();
  return objects.find((object) => object.kind === kind && object.metadata.name === name)!;
}

describe('a Service of cdk8s-plus', () => {
  test('is selected by its labels, in its namespace, on its port', () => {
    const scope = chart();
    const service = new Service(scope, 'service', {
      metadata: { labels: { app: 'shop' } },
      selector: deploymentOf(scope),
      ports: [{ name: 'web', port: 80, targetPort: 8000 }],
    });
    const { spec } = monitorOf((stack) => stack.monitor(service, { job: 'shop' }), 'ServiceMonitor', 'shop');
    expect(spec).toMatchObject({
      selector: { matchLabels: { app: 'shop' } },
      namespaceSelector: { matchNames: ['shop'] },
      endpoints: [{ port: 'web' }],
    });
  });

  test('that has no name of its own gives its job a name without a hash', () => {
    const scope = chart();
    const unnamed = new Service(scope, 'web', { selector: deploymentOf(scope), ports: [{ port: 80, targetPort: 8000 }] });
    const named = new Service(scope, 'b', {
      metadata: { name: 'shop-cafe' },
      selector: deploymentOf(new Chart(scope, 'c')),
      ports: [{ port: 80 }],
    });
    const declare = (stack: MonitoringStack) => [unnamed, named].forEach((service) => stack.monitor(service));
    expect(unnamed.name).toMatch(/^team-web-c[0-9a-f]{7}$/);
    expect(monitorOf(declare, 'ServiceMonitor', 'team-web')).toBeDefined();
    expect(monitorOf(declare, 'ServiceMonitor', 'shop-cafe')).toBeDefined();
  });

  test('without labels gets one to be selected by', () => {
    const scope = chart();
    const service = new Service(scope, 'service', { selector: deploymentOf(scope), ports: [{ port: 80, targetPort: 8000 }] });
    const { spec } = monitorOf((stack) => stack.monitor(service, { job: 'shop' }), 'ServiceMonitor', 'shop');
    expect(spec).toMatchObject({ selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } } });
    expect(service.metadata.toJson()).toMatchObject({ labels: { 'app.kubernetes.io/name': 'shop' } });
  });

  test('without a name for its port is scraped by the number on the pod', () => {
    const scope = chart();
    const service = new Service(scope, 'service', { selector: deploymentOf(scope), ports: [{ port: 80, targetPort: 8000 }] });
    const { spec } = monitorOf((stack) => stack.monitor(service, { job: 'shop' }), 'ServiceMonitor', 'shop');
    expect(spec).toMatchObject({ endpoints: [{ targetPort: 8000 }] });
  });

  test('that lacks the wanted port is refused with those that it has', () => {
    const scope = chart();
    const service = new Service(scope, 'service', { selector: deploymentOf(scope), ports: [{ name: 'web', port: 80 }] });
    const [finding] = stackOf((stack) => stack.monitor(service, { port: 'metrics' })).findings();
    expect(finding).toMatchObject({ message: expect.stringMatching(/no port metrics to scrape/), hint: 'Its ports are web.' });
  });
});

describe('a Deployment of cdk8s-plus', () => {
  test('is watched pod by pod, on its first port', () => {
    const deployment = deploymentOf(chart());
    const { spec } = monitorOf((stack) => stack.monitor(deployment, { job: 'api' }), 'PodMonitor', 'api');
    expect(spec).toMatchObject({ selector: { matchLabels: deployment.matchLabels }, podMetricsEndpoints: [{ port: 'http' }] });
  });

  test('is watched on the port that is asked for', () => {
    const { spec } = monitorOf((stack) => stack.monitor(deploymentOf(chart()), { job: 'api', port: 9000 }), 'PodMonitor', 'api');
    expect(spec).toMatchObject({ podMetricsEndpoints: [{ port: 'admin' }] });
  });
});

describe('labels and a port', () => {
  test('select pods when asked to', () => {
    const { spec } = monitorOf(
      (stack) => stack.monitor({ name: 'batch', labels: { app: 'batch' }, port: 9102, select: 'pods', namespace: 'jobs' }),
      'PodMonitor',
      'batch',
    );
    expect(spec).toMatchObject({ namespaceSelector: { matchNames: ['jobs'] }, podMetricsEndpoints: [{ portNumber: 9102 }] });
  });

  test('give Prometheus the right to discover in that namespace and no other', () => {
    const objects = stackOf((stack) => stack.monitor({ name: 'batch', labels: { app: 'batch' }, port: 9102, namespace: 'jobs' })).toJson();
    const roles = objects.filter(({ kind }) => kind === 'Role').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(roles.sort()).toEqual(['jobs/mlops-prometheus-jobs', 'mlops/prometheus']);
    expect(objects.filter(({ kind }) => kind === 'ClusterRole')).toEqual([]);
  });
});
