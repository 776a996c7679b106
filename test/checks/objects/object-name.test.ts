import { describe, expect, test } from 'vitest';
import { objectName } from '../../../lib/checks/objects/object-name';
import { findingsOf, messages, objectsModel } from '../../support/models';
import { configMap, container, deployment, service, withContainer } from '../../support/objects';

describe('a name that the API server refuses', () => {
  test.each<[string, object, RegExp, string]>([
    ['of a ConfigMap', configMap({}, { name: 'My_Config' }), /the name "My_Config"/, 'metadata/name'],
    ['of a Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a.b' } }, /the name "a.b"/, 'metadata/name'],
    [
      'of a CronJob',
      { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'a'.repeat(53) } },
      /53 characters, and 52/,
      'metadata/name',
    ],
    ['of a namespace that an object is in', configMap({}, { namespace: 'A' }), /the namespace "A"/, 'metadata/namespace'],
    [
      'of a custom resource',
      { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'A' } },
      /the name "A"/,
      'metadata/name',
    ],
    ['of a label', configMap({}, { labels: { 'a b': 'x' } }), /key of the label "a b"/, 'metadata/labels/a b'],
    ['in a label', configMap({}, { labels: { a: 'x y' } }), /value of the label a "x y"/, 'metadata/labels/a'],
    [
      'that is a number',
      configMap({}, { labels: { version: 1.5 } }),
      /the label version is the number 1\.5, not a text/,
      'metadata/labels/version',
    ],
    ['of an annotation', configMap({}, { annotations: { 'a/b/c': 'x' } }), /key of the annotation/, 'metadata/annotations/a/b/c'],
    ['of a key', configMap({ data: { 'a/b': '' } }), /the key "a\/b"/, 'data/a/b'],
    ['of a container', withContainer({ name: 'Main' }), /the container "Main"/, 'spec/template/spec/containers/0/name'],
    [
      "of a container's port",
      withContainer({ ports: [{ name: 'a-name-with-16-c', containerPort: 1 }] }),
      /16 characters, and 15/,
      'spec/template/spec/containers/0/ports/0/name',
    ],
    ['of a volume', deployment({ volumes: [{ name: 'a_b', emptyDir: {} }] }), /the volume "a_b"/, 'spec/template/spec/volumes/0/name'],
    [
      'of a volume that is not there',
      withContainer({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
      /mounts the volume data, which the pod does not have/,
      'spec/template/spec/containers/0/volumeMounts/0/name',
    ],
    [
      'of two containers',
      deployment({ containers: [container(), container()] }),
      /container main appears twice/,
      'spec/template/spec/containers/1/name',
    ],
    [
      'of the labels of pods',
      deployment({}, { labels: { app: 'a b' } }),
      /value of the label app "a b"/,
      'spec/template/metadata/labels/app',
    ],
    ["of a Service's port", service({ ports: [{ name: 'A', port: 1 }] }), /the port "A"/, 'spec/ports/0/name'],
    ["that a Service's ports lack", service({ ports: [{ name: 'a', port: 1 }, { port: 2 }] }), /port 2 has no name/, 'spec/ports/1'],
    [
      "of a container's port without a number",
      withContainer({ ports: [{ name: 'http' }] }),
      /port of container main has no number/,
      'spec/template/spec/containers/0/ports/0',
    ],
    ['of a number that is no port', service({ ports: [{ port: 70_000 }] }), /port 70000/, 'spec/ports/0/port'],
  ])('%s is found', (_, object, words, at) => {
    const {
      kind,
      metadata: { name },
    } = object as { kind: string; metadata: { name: string } };
    expect(findingsOf(objectName, objectsModel(object))).toEqual([
      expect.objectContaining({ severity: 'error', message: expect.stringMatching(words), file: `${kind}/${name}#${at}` }),
    ]);
  });
  test('by some API servers only is a warning', () =>
    expect(findingsOf(objectName, objectsModel({ ...service(), metadata: { name: '1a', namespace: 'n' } }))).toEqual([
      expect.objectContaining({ severity: 'warning' }),
    ]));
  test.each<[string, object]>([
    ['a role with colons', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'system:a:B' } }],
    ['an APIService', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1beta1.metrics.k8s.io' } }],
    ['a placeholder', configMap({ data: {} }, { name: '${NAME}', labels: { a: '{{ version }}' } })],
    ['an object without metadata', { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: [] }],
    [
      'a claim of a StatefulSet',
      {
        ...withContainer({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
        kind: 'StatefulSet',
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' } }],
          template: { spec: { containers: [container({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })] } },
        },
      },
    ],
    ['an empty label', configMap({}, { labels: { 'node-role.kubernetes.io/worker': '' } })],
    ['a Service of one port', service({ ports: [{ port: 1 }] })],
    ['a port that is put in later', service({ ports: [{ port: '${PORT}' }] })],
    ['a label without a value', configMap({}, { labels: { a: null } })],
  ])('is not that of %s', (_, object) => expect(messages(objectName, objectsModel(object))).toEqual([]));
});
