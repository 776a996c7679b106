import { describe, expect, test } from 'vitest';
import type { CheckInput } from '../../../lib/analysis/check-input';
import { serviceWithoutPods } from '../../../lib/checks/targets/service-without-pods';
import { findingsOf, modelWith, objectAt } from '../../support/models';
import { deployment, service } from '../../support/objects';

describe('a Service that finds no pod', () => {
  const of = (origin: CheckInput['origin'], ...objects: readonly object[]) =>
    findingsOf(serviceWithoutPods, modelWith({ objects: objects.map(objectAt), origin }));
  const other = service({ selector: { app: 'b' } });

  test('is found where the workloads of its namespace are known', () => {
    expect(of('declared', other, deployment())).toEqual([
      expect.objectContaining({
        severity: 'warning',
        object: 'Service n/a',
        message: expect.stringContaining('app=b'),
        file: 'Service/a#spec/selector',
      }),
    ]);
    expect(of('manifests', other, deployment())).toEqual([expect.objectContaining({ severity: 'info' })]);
  });
  test.each<[string, readonly object[]]>([
    ['it finds one', [service(), deployment()]],
    ['no workload of its namespace is known', [other]],
    [
      'a custom resource may make it',
      [other, deployment(), { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'p', namespace: 'n' } }],
    ],
    [
      'the kubelet may make it',
      [{ ...other, metadata: { name: 'a', namespace: 'kube-system' } }, deployment({}, { namespace: 'kube-system' })],
    ],
    ['it has no selector', [service({ selector: {} }), deployment()]],
    [
      'it asks for a label that pods get when they run',
      [service({ selector: { app: 'a', 'statefulset.kubernetes.io/pod-name': 'a-0' } }), deployment()],
    ],
    ['it asks only for such a label', [service({ selector: { 'statefulset.kubernetes.io/pod-name': 'a-0' } }), deployment()]],
    ['its namespace is not said', [{ ...other, metadata: { name: 'a' } }, deployment({}, { namespace: undefined })]],
  ])('is not found where %s', (_, objects) => expect(of('declared', ...objects)).toEqual([]));
  test('is found beside resources that make no pods', () =>
    expect(
      of('declared', other, deployment(), {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: { name: 'p', namespace: 'n' },
      }),
    ).toHaveLength(1));
});
