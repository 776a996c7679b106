import { describe, expect, test } from 'vitest';
import { readDocuments, readObjects } from '../../lib/kubernetes/read';

const read = (text: string | Uint8Array, file = 'a.yaml') => readObjects([{ file, text }]);
const names = (text: string): unknown[] => {
  const { objects, problems } = read(text);
  expect(problems).toEqual([]);
  return objects.map(({ object }) => `${object.apiVersion} ${object.kind} ${object.metadata?.name}`);
};
const config = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

describe('readObjects', () => {
  test('reads the documents of a file, passing over empty ones', () => {
    expect(names(`# only a comment\n---\n${config('a')}---\n---\n# c\n--- # d\n${config('b')}---\n~\n`)).toEqual([
      'v1 ConfigMap a',
      'v1 ConfigMap b',
    ]);
  });
  test('gives the items of a List, and of a typed list whose items do not say what they are', () => {
    expect(names('apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n')).toEqual(['v1 Pod a']);
    expect(names('apiVersion: m/v1\nkind: RuleList\nitems:\n- {metadata: {name: a}}\n- {kind: Other, metadata: {name: b}}\n')).toEqual([
      'm/v1 Rule a',
      'm/v1 Other b',
    ]);
  });
  test('reads JSON with tabs, and one value after the other', () => {
    expect(
      names(
        '{\n\t"apiVersion": "v1",\n\t"kind": "Pod", "metadata": {"name": "a"}\n}\n{"apiVersion":"v1","kind":"Pod","metadata":{"name":"\\u0062\\ud83d\\ude00"}}',
      ),
    ).toEqual(['v1 Pod a', 'v1 Pod b😀']);
  });
  test('reads a flow mapping that is no JSON', () =>
    expect(names('{apiVersion: v1, kind: Pod, metadata: {name: a}}')).toEqual(['v1 Pod a']));
  test('reads CRLF and a byte order mark', () => {
    expect(names(`\ufeff${config('a').replaceAll('\n', '\r\n')}---\r\n${config('b')}`)).toEqual(['v1 ConfigMap a', 'v1 ConfigMap b']);
  });
  test('a document that is broken does not hide the others', () => {
    const { objects, problems } = read(`${config('a')}---\n${config('b')}data:\n  k: "open\n---\n${config('c')}`);
    expect(objects.map(({ object }) => object.metadata?.name)).toEqual(['a', 'c']);
    expect(problems).toEqual([expect.objectContaining({ file: 'a.yaml', document: 2, object: 'ConfigMap b' })]);
  });
  test('all problems of a document are told at once, each at its place', () => {
    const { objects, problems } = read(`${config('a')}data:\n  a: 1\n  b: .inf\n  a: 2\n  c: !Ref x\n`);
    expect(objects).toEqual([]);
    expect(problems.map(({ line, column, path, object }) => [line, column, path, object])).toEqual([
      [7, 6, 'data.b', 'ConfigMap a'],
      [8, 3, 'data.a', 'ConfigMap a'],
      [9, 6, 'data.c', 'ConfigMap a'],
    ]);
  });
  test('the items of a List that are no objects are problems with their path', () => {
    expect(read('apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod}\n- 5\n- kind: Pod\n').problems).toEqual([
      expect.objectContaining({ line: 5, column: 3, path: 'items[1]', message: expect.stringContaining('not a Kubernetes object') }),
      expect.objectContaining({
        line: 6,
        column: 3,
        path: 'items[2]',
        object: 'Pod',
        message: 'has no apiVersion, so it is not a Kubernetes object',
      }),
    ]);
  });
  test('a small document may be nearly all aliases', () => {
    const text = `${config('a')}x: &x {k: [1, 2, 3]}\ny: [${Array(500).fill('*x').join(', ')}]\n`;
    expect(read(text).problems).toEqual([]);
  });
});

test('readDocuments also gives what is no Kubernetes object', () => {
  expect(readDocuments([{ file: 'rules.yml', text: 'groups: [{name: a}]\n---\n[1]\n' }]).documents.map(({ value }) => value)).toEqual([
    { groups: [{ name: 'a' }] },
    [1],
  ]);
});
