import { describe, expect, test } from 'vitest';
import { sharedUid } from '../../../lib/checks/security/shared-uid';
import { prometheus } from '../../support/chain';
import { findingsOf, messages, objectsModel } from '../../support/models';
import { container, deployment } from '../../support/objects';

const as = (runAsUser: number) => ({ securityContext: { runAsUser } });
const named = (name: string, spec: object) => deployment(spec, { name });
const reader = (spec: object = {}) => named('node-exporter', { hostPID: true, ...as(65534), ...spec });
const proc = (path: string, mounts: readonly object[] = [{ name: 'proc', mountPath: '/host/proc' }]) =>
  named('node-exporter', {
    ...as(65534),
    containers: [container({ volumeMounts: mounts })],
    volumes: [{ name: 'proc', hostPath: { path } }],
  });
const of = (...objects: readonly object[]) => messages(sharedUid, objectsModel(...objects));

describe('a pod that sees the processes of its node', () => {
  test('is found with those whose user it has', () =>
    expect(findingsOf(sharedUid, objectsModel(reader(), named('a', as(65534)), named('b', as(65534)), named('c', as(10101))))).toEqual([
      expect.objectContaining({
        severity: 'warning',
        object: 'Deployment n/node-exporter',
        message: expect.stringContaining('user 65534 as those of Deployment n/a and Deployment n/b do'),
        file: 'Deployment/node-exporter#spec/template/spec/hostPID',
      }),
    ]));
  test('is found by a volume of the processes alone', () => {
    expect(of(proc('/proc'), named('a', as(65534)))).toEqual([expect.stringContaining('its volume of /proc')]);
    expect(of(proc('/proc/'), named('a', as(65534)))).toHaveLength(1);
    expect(of(proc('/'), named('a', as(65534)))).toEqual([expect.stringContaining('its volume of /,')]);
  });
  test('is found beside a Prometheus of the operator', () =>
    expect(of(reader(), prometheus({ spec: as(65534) }))).toEqual([expect.stringContaining('Prometheus monitoring/main')]));
  test('is judged by the user of each container', () => {
    const mixed = named('a', { ...as(1), containers: [container(as(65534)), container({ name: 'other' })] });
    expect(of(reader(), mixed)).toHaveLength(1);
    expect(of(reader(), named('a', { ...as(65534), containers: [container(as(1))] }))).toEqual([]);
  });
  test.each<[string, readonly object[]]>([
    ['nobody else has its user', [reader(), named('a', as(10101))]],
    ['the users are not known', [reader({ securityContext: {} }), named('a', {})]],
    ['it is root, who reads all', [reader(as(0)), named('a', as(0))]],
    ['it has a user namespace', [reader({ hostUsers: false }), named('a', as(65534))]],
    ['the other has a user namespace', [reader(), named('a', { ...as(65534), hostUsers: false })]],
    ['the other is itself for another environment', [reader(), reader({ nodeSelector: { zone: 'b' } })]],
    ['it sees other files of the node', [proc('/sys'), named('a', as(65534))]],
    ['no container mounts the volume', [proc('/proc', []), named('a', as(65534))]],
    ['nobody sees the processes', [named('a', as(65534)), named('b', as(65534))]],
  ])('is not found where %s', (_, objects) => expect(of(...objects)).toEqual([]));
});
