import { describe, expect, test } from 'vitest';
import { imageVersion } from '../../../lib/checks/objects/image-version';
import { findingsOf, messages, objectsModel } from '../../support/models';
import { withContainer } from '../../support/objects';

describe('an image', () => {
  test.each<[string, RegExp]>([
    ['nginx', /no version/],
    ['nginx:latest', /latest/],
    ['registry:5000/nginx', /no version/],
    ['registry.example/a/nginx:latest', /latest/],
  ])('%s is found', (image, words) => {
    expect(findingsOf(imageVersion, objectsModel(withContainer({ image })))).toEqual([
      expect.objectContaining({
        severity: 'warning',
        object: 'Deployment n/a',
        message: expect.stringMatching(words),
        file: 'Deployment/a#spec/template/spec/containers/0/image',
      }),
    ]);
  });
  test.each([
    'nginx:1.29',
    'registry:5000/nginx:1',
    `nginx@sha256:${'0'.repeat(64)}`,
    `nginx:latest@sha256:${'0'.repeat(64)}`,
    '${IMAGE}',
    'nginx:$TAG',
    '{{ image }}',
  ])('%s is not found', (image) => expect(messages(imageVersion, objectsModel(withContainer({ image })))).toEqual([]));
  test('of any workload and of an init container is found', () => {
    const template = { spec: { initContainers: [{ name: 'init', image: 'busybox' }] } };
    const objects = [
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, ...template },
      { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'c' }, spec: { jobTemplate: { spec: { template } } } },
      { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 's' }, spec: { template } },
    ];
    expect(findingsOf(imageVersion, objectsModel(...objects)).map(({ object, message }) => [object, message.slice(0, 28)])).toEqual([
      ['Pod p', 'init container init runs bus'],
      ['CronJob c', 'init container init runs bus'],
      ['StatefulSet s', 'init container init runs bus'],
    ]);
  });
  test('of a resource of prometheus-operator is found', () => {
    const resource = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: 'p' },
      spec: { image: 'quay.io/prometheus/prometheus', containers: [{ name: 'proxy', image: 'proxy:latest' }] },
    };
    expect(messages(imageVersion, objectsModel(resource))).toHaveLength(2);
  });
  test('of a kind with the same name in another group is not judged', () =>
    expect(messages(imageVersion, objectsModel({ ...withContainer({ image: 'x' }), apiVersion: 'example.org/v1' }))).toEqual([]));
});
