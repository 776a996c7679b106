import { describe, expect, test } from 'vitest';
import {
  alert,
  attach,
  existing,
  gauge,
  grafana,
  type InstalledStack,
  kubePrometheus,
  kubePrometheusStack,
  type LabelledTarget,
  type MonitoringStackProps,
  microk8sObservability,
  openshiftUserWorkload,
  promql,
  secretKey,
  webhook,
} from '../../../lib';
import { stackOf } from '../../support/stacks';

const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const pileUp = alert('Piled', { expr: promql`sum(${waiting}) > 1`, severity: 'warning', summary: 'x' });

const attachedTo = (to: InstalledStack, target: Partial<LabelledTarget> = {}, props: Partial<MonitoringStackProps> = {}) =>
  stackOf(
    (stack) =>
      stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http', ...target }, { metrics: [waiting], alerts: [pileUp] }),
    {
      namespace: existing('shop'),
      backend: attach(to),
      ...props,
    },
  );
const found = (stack: ReturnType<typeof attachedTo>) =>
  stack.findings().flatMap(({ check, severity, message }) => (check === 'unrehearsed' ? [] : [`${severity} ${check}: ${message}`]));
const written = (stack: ReturnType<typeof attachedTo>) =>
  stack.apiObjects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
const unrouted = { routing: undefined };

describe('kubePrometheus()', () => {
  test('lets its Prometheus look for targets where it may not yet', () => {
    const stack = attachedTo(kubePrometheus(), { namespace: 'storage' }, unrouted);
    expect(written(stack)).toEqual([
      'ServiceMonitor shop/worker',
      'Role storage/monitoring-prometheus-k8s-storage',
      'RoleBinding storage/monitoring-prometheus-k8s-storage',
      'PrometheusRule shop/worker',
    ]);
    expect(found(stack)).toEqual([]);
  });

  test('needs no such right where its Prometheus has it', () =>
    expect(written(attachedTo(kubePrometheus({ namespace: 'o11y' }), { namespace: 'o11y' }, unrouted))).toEqual([
      'ServiceMonitor shop/worker',
      'PrometheusRule shop/worker',
    ]));

  test('has an Alertmanager that reads its own namespace alone', () =>
    expect(found(attachedTo(kubePrometheus()))).toEqual([
      'error unselected-object: Alertmanager monitoring/main does not read it: without a alertmanagerConfigNamespaceSelector it looks only in its own namespace',
    ]));

  test('has a Grafana that takes no dashboards, and lets no other one ask its Prometheus', () => {
    const stack = stackOf((to) => to.install(grafana()), {
      namespace: existing('shop'),
      backend: attach(kubePrometheus()),
      routing: undefined,
    });
    expect(stack.findings().map(({ path, object, check, message }) => `${path} ${object} ${check}: ${message}`)).toEqual([
      expect.stringMatching(
        /^monitoring NetworkPolicy monitoring\/prometheus-k8s blocked-connection: it keeps Deployment shop\/grafana from port 9090 of Prometheus monitoring\/k8s/,
      ),
    ]);
  });
});

describe('openshiftUserWorkload()', () => {
  test('evaluates rules in a ThanosRuler that gives each alert its namespace', () => {
    const stack = attachedTo(openshiftUserWorkload(), {}, unrouted);
    expect(stack.object('PrometheusRule', 'worker').toJson()).toMatchObject({
      metadata: { labels: expect.not.objectContaining({ 'openshift.io/prometheus-rule-evaluation-scope': expect.anything() }) },
      spec: { groups: [{ rules: [{ labels: { namespace: 'shop' } }] }] },
    });
    expect(found(stack)).toEqual([]);
  });

  test('looks for targets only where their monitor is', () =>
    expect(found(attachedTo(openshiftUserWorkload(), { namespace: 'storage' }))).toEqual([
      'error not-taken: the target worker is in storage, and the monitoring for user-defined projects looks only where the monitor is, in shop',
    ]));

  test('leaves out a namespace that says so', () => {
    const namespace = { kind: 'namespace', name: 'shop', isMade: true, labels: { 'openshift.io/user-monitoring': 'false' } } as const;
    expect(found(attachedTo(openshiftUserWorkload(), {}, { namespace, ...unrouted }))).toEqual([
      expect.stringMatching(/^error unselected-object: Prometheus .*, and shop is none$/),
      expect.stringMatching(/^error unselected-object: /),
    ]);
  });
});

test('microk8sObservability() selects by the release of the addon', () => {
  const stack = attachedTo(microk8sObservability());
  expect(stack.object('ServiceMonitor', 'worker').metadata.toJson()).toMatchObject({ labels: { release: 'kube-prom-stack' } });
  expect(found(stack)).toEqual([]);
});

test.each([
  ['kps', 'kps-kube-prometheus-stack'],
  ['kube-prometheus-stack', 'kube-prometheus-stack'],
  ['a-release-with-a-long-name', 'a-release-with-a-long-name'],
  ['a-release-with-long-names', 'a-release-with-long-names'],
])('the release %s of the chart has objects called %s', (release, name) => {
  const { objects } = kubePrometheusStack({ release }).read();
  expect(objects.find(({ kind }) => kind === 'Prometheus')?.metadata.name).toBe(`${name}-prometheus`);
});

test('a receiver that an AlertmanagerConfig does not have is told once', () => {
  const receiver = {
    name: 'team',
    ...webhook(secretKey('hook', 'url')),
    jiraConfigs: [{ apiURL: 'https://jira.example/', project: 'OPS', issueType: 'Bug' }],
  };
  const stack = attachedTo(kubePrometheusStack({ release: 'kps' }), {}, { routing: { route: { receiver } } });
  expect(found(stack)).toEqual([expect.stringMatching(/^error not-taken: .*jiraConfigs, which an AlertmanagerConfig does not have/)]);
});
