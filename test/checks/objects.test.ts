import { describe, expect, test } from 'vitest';
import { imageVersion } from '../../lib/checks/objects/image-version';
import { objectName } from '../../lib/checks/objects/object-name';
import { objectSize } from '../../lib/checks/objects/object-size';
import { podSecurity } from '../../lib/checks/objects/pod-security';
import { retentionSize } from '../../lib/checks/objects/retention-size';
import { secretInPod } from '../../lib/checks/objects/secret-in-pod';
import { blockedConnection } from '../../lib/checks/targets/blocked-connection';
import { discoveryRights } from '../../lib/checks/targets/discovery-rights';
import { scrapedTwice } from '../../lib/checks/targets/scraped-twice';
import { selectsNothing } from '../../lib/checks/targets/selects-nothing';
import { serviceWithoutPods } from '../../lib/checks/targets/service-without-pods';
import { unknownPort } from '../../lib/checks/targets/unknown-port';
import { unselectedObject } from '../../lib/checks/targets/unselected-object';
import { messages, objectsModel } from '../support/models';
import { namespace } from '../support/objects';

describe('an object that is not as it should be', () => {
  const checks = [
    imageVersion,
    objectName,
    objectSize,
    podSecurity,
    retentionSize,
    secretInPod,
    unknownPort,
    serviceWithoutPods,
    unselectedObject,
    selectsNothing,
    scrapedTwice,
    discoveryRights,
    blockedConnection,
  ];
  const odd = [
    undefined,
    null,
    1,
    'x',
    [],
    [null],
    {},
    { containers: null },
    { containers: [null, 1] },
    { containers: [{ env: 'x', ports: {}, args: 'y', volumeMounts: [null], image: 1 }], volumes: [null] },
  ];
  test.each(odd.map((spec) => [spec]))('makes no check fail: %j', (spec) => {
    const objects = [
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'n' }, spec },
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'n' }, spec: { template: { spec } } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'n' }, spec },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: spec, annotations: spec }, data: spec },
      namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' }),
      { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'a' }, spec },
      ...[
        ['apps/v1', 'Deployment'],
        ['monitoring.coreos.com/v1', 'Prometheus'],
        ['monitoring.coreos.com/v1', 'ServiceMonitor'],
        ['networking.k8s.io/v1', 'NetworkPolicy'],
        ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
        ['rbac.authorization.k8s.io/v1', 'Role'],
        ['v1', 'Service'],
        ['v1', 'Namespace'],
        ['v1', 'Secret'],
      ].map(([apiVersion, kind]) => ({ apiVersion, kind, metadata: null, spec, subjects: spec, rules: spec, roleRef: spec, data: spec })),
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'n' }, spec },
    ];
    for (const check of checks) expect(() => messages(check, objectsModel(...objects))).not.toThrow();
  });
});
