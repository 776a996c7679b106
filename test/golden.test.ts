import { Yaml } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  alert,
  apiServer,
  type Component,
  clusterMonitoring,
  fires,
  gauge,
  grafana,
  type KubernetesObject,
  kubeadm,
  kubelet,
  kubeStateMetrics,
  type MonitoringStack,
  nodeExporter,
  operator,
  podHealth,
  postgresExporter,
  prometheusOperator,
  promql,
  quiet,
  redisExporter,
  secretKey,
  series,
} from '../lib';
import { everyBackend, stackOf } from './support/stacks';

// What is written, for people who review a change and for the real programs. `npx vitest -u` accepts a change.

const queue = gauge('jobs_waiting', 'Jobs that wait for a worker.', ['queue']);
const pileUp = alert('JobsPileUp', {
  expr: promql`sum by (queue) (${queue}) > 100`,
  for: '10m',
  severity: 'warning',
  summary: '{{ $value }} jobs wait in {{ $labels.queue }}.',
  rehearsals: [
    fires('15m', { queue: 'mail' }, series(queue, { queue: 'mail' }, '200x20')),
    quiet('15m', series(queue, { queue: 'mail' }, '20x20')),
  ],
});

const worker = (stack: MonitoringStack): void =>
  stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [queue], alerts: [pileUp] });

const yaml = (objects: readonly KubernetesObject[]): string => Yaml.stringify(...objects);

test.each(everyBackend)('the backend $name writes what was reviewed for a target with an alert', (backend) =>
  expect(yaml(stackOf(worker, { backend }).toJson())).toMatchFileSnapshot(`golden/backend-${backend.name}.yaml`),
);

describe('what a stack for the operator has more with', () => {
  const components: readonly (readonly [string, readonly Component[], readonly Component[]])[] = [
    ['api-server', [apiServer()], []],
    ['cluster-monitoring', [clusterMonitoring({ platform: kubeadm() })], [kubelet(), apiServer(), kubeStateMetrics(), nodeExporter()]],
    ['grafana', [grafana()], []],
    ['kube-state-metrics', [kubeStateMetrics({ namespaces: ['mlops', 'shop'] })], []],
    ['kubelet', [kubelet()], []],
    ['node-exporter', [nodeExporter()], []],
    [
      'postgres-exporter',
      [postgresExporter({ address: 'postgres.shop:5432', user: 'monitor', password: secretKey('postgres', 'password') })],
      [],
    ],
    ['prometheus-operator', [prometheusOperator({ namespace: 'default' })], []],
    ['redis-exporter', [redisExporter({ address: 'redis.shop:6379', password: secretKey('redis', 'password') })], []],
    ['pod-health', [podHealth()], [kubelet(), kubeStateMetrics()]],
  ];
  const objectsWith = (installed: readonly Component[]) =>
    stackOf((stack) => stack.install(...installed), { backend: operator() }).toJson();

  test.each(components)('the component %s is what was reviewed', (name, installed, needed) => {
    const before = new Set(objectsWith(needed).map((object) => JSON.stringify(object)));
    const more = objectsWith([...needed, ...installed]).filter((object) => !before.has(JSON.stringify(object)));
    expect(more.length).toBeGreaterThan(0);
    return expect(yaml(more)).toMatchFileSnapshot(`golden/component-${name}.yaml`);
  });
});
