import { describe, expect, test } from 'vitest';
import { refusedObject } from '../../../lib/checks/objects/refused-object';
import { foreignOf, serviceMonitor } from '../../support/chain';
import { findingsOf } from '../../support/models';

const severities = (spec: object) => findingsOf(refusedObject, foreignOf(serviceMonitor(spec))).map(({ severity }) => severity);
const found = (spec: object) =>
  findingsOf(refusedObject, foreignOf(serviceMonitor(spec))).map(({ message, hint }) => `${message} | ${hint}`);

test('a misspelt field is found with the one that was meant', () => {
  expect(found({ endpoints: [{ port: 'http', intervall: '30s' }] })).toEqual([
    expect.stringMatching(/^ServiceMonitor shop\/web, spec\.endpoints\[0\]\.intervall: .* \| Did you mean interval\?$/),
  ]);
});

test('a value of another type is found', () => {
  expect(found({ endpoints: [{ port: 8080 }] })).toEqual([expect.stringMatching(/spec\.endpoints\[0\]\.port/)]);
});

test('an object that the API server takes is not found', () => {
  expect(found({ endpoints: [{ port: 'http', interval: '30s' }] })).toEqual([]);
});

describe('a field that is not known where it stands', () => {
  const port = 'http';
  test.each<[string, object, RegExp]>([
    [
      'a label without matchLabels',
      { selector: { app: 'web' } },
      /spec\.selector\.app: .*Labels belong under matchLabels: \{app: \.\.\.\}/,
    ],
    [
      'the selector of namespaces in the one of Services',
      { selector: { matchLabels: { a: 'b' }, namespaceSelector: { any: true } } },
      /Move namespaceSelector to spec\.namespaceSelector/,
    ],
    ['a field of the neighbour', { selector: { matchNames: ['shop'] } }, /Move matchNames to spec\.namespaceSelector\.matchNames/],
    [
      'the name of a Secret under another key',
      { endpoints: [{ port, authorization: { credentials: { secretName: 'x', key: 'y' } } }] },
      /no field secretName .* Write name:/,
    ],
  ])('is an error in a type that does not grow: %s', (_, spec, words) => {
    expect(found(spec)).toEqual([expect.stringMatching(words)]);
    expect(severities(spec)).toEqual(['error']);
  });
  test.each<[string, object, RegExp]>([
    ['below', { more: { interval: '30s' } }, /Move interval to spec\.endpoints\[0\]\.interval/],
    ['above', { endpoints: [{ port, namespaceSelector: { any: true } }] }, /Move namespaceSelector to spec\.namespaceSelector/],
    ['for Services', { more: { namespaceSelector: { matchLabels: { team: 'shop' } } } }, /write matchNames, or any: true/],
  ])('is a warning where it is known %s: a newer operator may have it in both places', (_, spec, words) => {
    expect(found(spec)).toEqual([expect.stringMatching(words)]);
    expect(severities(spec)).toEqual(['warning']);
  });
  test.each<[string, object]>([
    ['nobody knows', { more: { selectorMechanism: 'RoleSelector', newField: true } }],
    ['is known elsewhere with another type', { more: { interval: { seconds: 30 } } }],
    ['kustomize reads', { selector: { $patch: 'replace', matchLabels: { a: 'b' } } }],
  ])('is not found where %s', (_, spec) => expect(found(spec)).toEqual([]));
});

test('a misspelt field beside the name of an object is found', () => {
  const monitor = serviceMonitor();
  const model = foreignOf({ ...monitor, metadata: { ...monitor.metadata, label: { a: 'b' } } });
  expect(findingsOf(refusedObject, model).map(({ hint }) => hint)).toEqual(['Did you mean labels?']);
});

test('labels beside the name of an object are found', () => {
  const monitor = serviceMonitor({ endpoints: [{ port: 'http' }] });
  const model = foreignOf({ ...monitor, metadata: { ...monitor.metadata, release: 'prom' } });
  expect(findingsOf(refusedObject, model).map(({ hint }) => hint)).toEqual(['Write it under labels or under annotations.']);
});
