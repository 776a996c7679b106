import { describe, expect, test } from 'vitest';
import { endpointWithoutPort } from '../../../lib/checks/targets/endpoint-without-port';
import { findingsOf, objectsModel } from '../../support/models';

const monitor = (kind: 'ServiceMonitor' | 'PodMonitor', ...endpoints: readonly object[]) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind,
  metadata: { name: 'api', namespace: 'shop' },
  spec: { selector: {}, [kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints']: endpoints },
});
const found = (object: object) =>
  findingsOf(endpointWithoutPort, objectsModel(object)).map(({ severity, message, hint, file }) => [severity, message, hint, file]);

describe('an endpoint without a port', () => {
  test('that has relabelings alone is found, with the dash that is too many', () =>
    expect(found(monitor('ServiceMonitor', { port: 'http' }, { metricRelabelings: [] }))).toEqual([
      [
        'warning',
        'endpoints[1] names no port, so every port of the Service and of its pods is scraped',
        'A dash too many? Write the relabelings into the endpoint above; otherwise name its port.',
        'ServiceMonitor/api#spec/endpoints/1',
      ],
    ]));
  test('beside one that names its port is found', () =>
    expect(found(monitor('PodMonitor', { port: 'http' }, { path: '/render' }))).toEqual([
      [
        'warning',
        'podMetricsEndpoints[1] names no port, so every port of the pods is scraped',
        'Name its port.',
        'PodMonitor/api#spec/podMetricsEndpoints/1',
      ],
    ]));
});

test.each([
  ['names', monitor('ServiceMonitor', { port: 'http' }, { targetPort: 8080 })],
  ['have numbers', monitor('PodMonitor', { portNumber: 8080 }, { port: 'http' })],
  ['are all without a port', monitor('ServiceMonitor', { path: '/metrics' }, { path: '/probe' })],
])('endpoints whose ports %s are not found', (_, object) => expect(found(object)).toEqual([]));
