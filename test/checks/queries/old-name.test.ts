import { describe, expect, test } from 'vitest';
import { oldName } from '../../../lib/checks/queries/old-name';
import { alertRule, messages, modelWith, objectAt } from '../../support/models';

const runs = (image: string) =>
  objectAt({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'x', namespace: 'monitoring' },
    spec: { template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image }] } } },
  });
const of = (expr: string, ...objects: readonly ReturnType<typeof runs>[]) =>
  messages(oldName, modelWith({ origin: 'manifests', rules: [alertRule('A', expr)], objects }));
const node = runs('quay.io/prometheus/node-exporter:v1.8.2');

describe('a metric under its old name', () => {
  test.each([
    ['node_filesystem_avail < 5e9', node, 'alert A reads node_filesystem_avail, which node_exporter has not had since 0.16'],
    ['sum(rate(node_cpu{mode="idle"}[5m])) > 1', node, 'alert A reads node_cpu, which node_exporter has not had since 0.16'],
    [
      'kube_hpa_spec_max_replicas > 1',
      runs('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.13.0'),
      'alert A reads kube_hpa_spec_max_replicas, which kube-state-metrics has not had since 2.0',
    ],
  ])('is found: %s', (expr, object, message) => expect(of(expr, object)).toEqual([message]));
  test.each([
    ['node_filesystem_avail < 5e9', runs('quay.io/prometheus/node-exporter:v0.15.2')],
    ['node_filesystem_avail < 5e9', runs('quay.io/prometheus/node-exporter')],
    ['node_filesystem_avail < 5e9', runs('quay.io/prometheus/other:v1.8.2')],
    ['node_filesystem_avail_bytes < 5e9', node],
    ['(node_filesystem_avail_bytes or node_filesystem_avail) < 5e9', node],
  ])('is not found: %s', (expr, object) => expect(of(expr, object)).toEqual([]));
});

describe('a label of containers under its old name', () => {
  test.each([
    'sum by (namespace, pod_name) (rate(container_cpu_usage_seconds_total[5m])) > 4',
    'container_memory_working_set_bytes{container_name="api"} > 1',
  ])('is found: %s', (expr) =>
    expect(of(expr)).toEqual([expect.stringMatching(/have had no label (pod|container)_name since Kubernetes 1\.16/)]),
  );
  test.each([
    'sum by (pod) (rate(container_cpu_usage_seconds_total[5m])) > 4',
    'sum by (pod_name) (own_metric) > 4',
    'sum by (pod_name) (label_replace(container_memory_rss, "pod_name", "$1", "pod", "(.*)")) > 4',
    'sum by (pod_name) (container_memory_rss) > 4 or sum by (pod) (container_memory_rss) > 4',
  ])('is not found: %s', (expr) => expect(of(expr)).toEqual([]));
  test('is not found where a relabeling brings it back', () => {
    const monitor = objectAt({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'kubelet', namespace: 'monitoring' },
      spec: { selector: {}, endpoints: [{ port: 'x', metricRelabelings: [{ sourceLabels: ['pod'], targetLabel: 'pod_name' }] }] },
    });
    expect(of('sum by (pod_name) (container_memory_rss) > 4', monitor)).toEqual([]);
  });
});
