import { describe, expect, test } from 'vitest';
import { unknownPort } from '../../../lib/checks/targets/unknown-port';
import { findingsOf, objectsModel } from '../../support/models';
import { container, deployment, service, withContainer } from '../../support/objects';

describe('a port that is asked for by its name', () => {
  const of = (...objects: readonly object[]) => findingsOf(unknownPort, objectsModel(...objects));
  const listening = (ports: readonly object[] = [{ name: 'http', containerPort: 8080 }], more = {}) =>
    deployment({ containers: [container({ ports })], ...more });

  test('by a Service, and no pod has it, is found', () => {
    expect(of(service({ ports: [{ port: 80, targetPort: 'web' }] }), listening())).toEqual([
      expect.objectContaining({
        severity: 'error',
        object: 'Service n/a',
        message: expect.stringMatching(/targetPort web.*Deployment a has only http/),
        file: 'Service/a#spec/ports/0/targetPort',
      }),
    ]);
    expect(of(service({ ports: [{ port: 80, targetPort: 'htpp' }] }), listening())[0]!.hint).toBe('Did you mean http?');
  });
  test('of pods that prometheus-operator makes is known', () => {
    const prometheus = (spec: object = {}) => ({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: 'p', namespace: 'n' },
      spec,
    });
    const front = (targetPort: string) =>
      service({ selector: { 'app.kubernetes.io/name': 'prometheus' }, ports: [{ port: 9090, targetPort }] });
    for (const port of ['web', 'reloader-web']) expect(of(front(port), prometheus())).toEqual([]);
    expect(of(front('web'), prometheus({ portName: 'http' }))).toEqual([
      expect.objectContaining({ message: expect.stringContaining('Prometheus p has only http and reloader-web') }),
    ]);
    expect(of(front('web'), prometheus({ listenLocal: true }))).toHaveLength(1);
  });
  test('over another protocol is found', () =>
    expect(of(service({ ports: [{ port: 80, targetPort: 'http', protocol: 'UDP' }] }), listening())).toEqual([
      expect.objectContaining({ message: expect.stringContaining('UDP') }),
    ]));
  test('by a probe, and its container does not have it, is found', () => {
    const pod = deployment({
      containers: [
        container({ ports: [{ name: 'http', containerPort: 1 }], livenessProbe: { httpGet: { port: 'metrics' } } }),
        container({ name: 'other', ports: [{ name: 'metrics', containerPort: 2 }] }),
      ],
    });
    expect(of(pod)).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringMatching(/livenessProbe asks the port metrics.*only http/),
        file: 'Deployment/a#spec/template/spec/containers/0/livenessProbe/httpGet/port',
      }),
    ]);
  });
  test.each<[string, readonly object[]]>([
    ['is there', [service(), listening()]],
    ['is a number', [service({ ports: [{ port: 80, targetPort: 8080 }] }), deployment()]],
    ['is not given', [service({ ports: [{ port: 80 }] }), deployment()]],
    ['one of several workloads has', [service(), listening(), { ...deployment(), metadata: { name: 'b', namespace: 'n' } }]],
    ['pods elsewhere may have', [service()]],
    ['is that of a Service without a selector', [service({ selector: undefined }), deployment()]],
    [
      'an init container that goes on has',
      [
        service(),
        deployment({ initContainers: [container({ name: 'side', restartPolicy: 'Always', ports: [{ name: 'http', containerPort: 1 }] })] }),
      ],
    ],
    ['is a name outside of the cluster', [service({ type: 'ExternalName' }), deployment()]],
    [
      'a probe names by its number',
      [withContainer({ livenessProbe: { httpGet: { port: 8080 } }, readinessProbe: { tcpSocket: { port: '8080' } } })],
    ],
  ])('that %s is not found', (_, objects) => expect(of(...objects)).toEqual([]));
});
