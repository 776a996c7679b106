import { describe, expect, test } from 'vitest';
import { objectSize } from '../../../lib/checks/objects/object-size';
import { findingsOf, objectsModel } from '../../support/models';
import { configMap } from '../../support/objects';

describe('the size of an object', () => {
  const own = (object: object) => findingsOf(objectSize, objectsModel(object)).map(({ severity, message }) => `${severity} ${message}`);
  const serverSide = { annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' } };

  test('with more than 1 MiB of data is found', () => {
    expect(own(configMap({ data: { a: 'x'.repeat(1024 * 1024 + 1) } }))).toEqual([expect.stringMatching(/^error its data have/)]);
    expect(own({ ...configMap({}), kind: 'Secret', data: { a: Buffer.alloc(1024 * 1024 + 1).toString('base64') } })).toEqual([
      expect.stringMatching(/^error its data have/),
    ]);
  });
  test('counts bytes, not characters', () =>
    expect(own(configMap({ data: { a: 'é'.repeat(600_000) } }, serverSide))).toEqual([expect.stringMatching(/its data have/)]));
  test('with 1 MiB of data is not found if the server applies it', () =>
    expect(own(configMap({ data: { a: 'x'.repeat(1024 * 1024) } }, serverSide))).toEqual([]));
  test('that `kubectl apply` cannot keep is an error here and a warning elsewhere', () => {
    const large = configMap({ data: { a: 'x'.repeat(262_144) } });
    expect(own(large)).toEqual([expect.stringMatching(/^error `kubectl apply`/)]);
    expect(findingsOf(objectSize, { ...objectsModel(large), origin: 'manifests' })).toEqual([
      expect.objectContaining({ severity: 'warning' }),
    ]);
  });
  test('counts what Go writes for `<`', () => {
    expect(own(configMap({ data: { a: '<'.repeat(43_700) } }))).toHaveLength(1);
    expect(own(configMap({ data: { a: 'x'.repeat(43_700) } }))).toEqual([]);
  });
  test('with too many annotations is found', () =>
    expect(own(configMap({}, { annotations: { a: 'x'.repeat(262_145) } }))).toEqual([expect.stringMatching(/^error its annotations/)]));
  test('of more than etcd stores is found', () =>
    expect(own({ apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'a' }, spec: { text: 'x'.repeat(1_600_000) } })).toEqual([
      expect.stringMatching(/^error.*etcd/),
    ]));
});
