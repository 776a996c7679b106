import { expect, test } from 'vitest';
import { alert, type KubeStateMetricsProps, kubeStateMetrics, promql } from '../../lib';
import { backends, messagesOf, stackOf } from '../support/stacks';

const owned = alert('PodsOfShop', {
  expr: promql`kube_pod_labels{job="kube-state-metrics", label_app_kubernetes_io_name="shop"} == 0`,
  severity: 'info',
  summary: 'x',
});
const found = (props: KubeStateMetricsProps, backend = backends[0]!) =>
  messagesOf(
    stackOf(
      (stack) => {
        stack.install(kubeStateMetrics(props));
        stack.monitor({ name: 'shop', labels: { app: 'shop' }, port: 80 }, { metrics: [], alerts: [owned] });
      },
      { backend },
    ),
    'switched-off',
  );

test.each(backends)('a query for a label that is not allowed is found in $name', (backend) => {
  expect(found({}, backend)).toEqual([
    'alert PodsOfShop reads kube_pod_labels, which kube-state-metrics exposes with label_app_kubernetes_io_name only where --metric-labels-allowlist allows it',
  ]);
  expect(found({ labelsAllowed: { nodes: ['app.kubernetes.io/name'] } }, backend)).toHaveLength(1);
});

test.each(['app.kubernetes.io/name', '*'])('one for a label that %s allows is not', (label) =>
  expect(found({ labelsAllowed: { pods: [label] } })).toEqual([]),
);
