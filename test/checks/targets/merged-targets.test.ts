import { expect, test } from 'vitest';
import { mergedTargets } from '../../../lib/checks/targets/merged-targets';
import { foreignOf, prometheus, service, serviceMonitor, workload } from '../../support/chain';
import { messages } from '../../support/models';

const several = (replicas: number) => {
  const made = workload() as { spec?: object };
  return { ...made, spec: { ...made.spec, replicas } };
};
const of = (endpoint: object, replicas = 3) =>
  messages(
    mergedTargets,
    foreignOf(prometheus(), service(), several(replicas), serviceMonitor({ endpoints: [{ port: 'http', ...endpoint }] })),
  );
const labeldrop = (regex: string) => ({ action: 'labeldrop', regex });
const constant = (targetLabel: string) => ({ targetLabel, replacement: 'web' });

test.each([
  [{ metricRelabelings: [labeldrop('instance|pod')] }],
  [{ metricRelabelings: [labeldrop('instance'), constant('pod')] }],
  [{ metricRelabelings: [{ action: 'labelkeep', regex: '__name__|job|code' }] }],
  [{ relabelings: [constant('instance')], metricRelabelings: [labeldrop('pod')] }],
])('pods that nothing tells apart are found: %o', (endpoint) =>
  expect(of(endpoint)).toEqual([expect.stringMatching(/\(3 replicas\) write the same series: nothing is left of instance and pod/)]),
);
test.each([
  [{}],
  [{ metricRelabelings: [labeldrop('instance')] }],
  [{ metricRelabelings: [labeldrop('instance|container|endpoint')] }],
  [{ metricRelabelings: [{ sourceLabels: ['pod'], targetLabel: 'replica' }, labeldrop('instance|pod')] }],
  [{ metricRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex: 'x' }, labeldrop('instance|pod')] }],
  [{ honorLabels: true, metricRelabelings: [labeldrop('instance|pod')] }],
  [
    {
      relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
      metricRelabelings: [labeldrop('instance|pod')],
    },
  ],
])('pods that something tells apart are not found: %o', (endpoint) => expect(of(endpoint)).toEqual([]));
test('one pod is not found', () => expect(of({ metricRelabelings: [labeldrop('instance|pod')] }, 1)).toEqual([]));
