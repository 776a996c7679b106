import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDocuments } from '../../lib/kubernetes/read';
import { toYaml } from '../../lib/yaml/write';
import { values } from './yaml-arbitraries';

const readBack = (text: string): unknown => {
  const { documents, problems } = readDocuments([{ file: 'written.yaml', text }]);
  expect(problems).toEqual([]);
  return documents[0]?.value ?? null;
};

const positiveZero = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('toYaml', () => {
  test.each([
    ['our own reader, which reads as Kubernetes does', readBack],
    ['js-yaml as YAML 1.2', (written: string) => load(written)],
    ['js-yaml as YAML 1.1', (written: string) => load(written, { schema: YAML11_SCHEMA })],
    ['yaml as YAML 1.2', (written: string) => parse(written, { version: '1.2' })],
    ['yaml as YAML 1.1', (written: string) => parse(written, { version: '1.1' })],
  ])('any value comes back through %s', (_, read) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(toYaml(value))).toEqual(positiveZero(value));
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});

describe('what toYaml writes', () => {
  test('keys stay in their order, lists are indented, empty collections are in line', () => {
    expect(toYaml({ kind: 'Pod', b: [{ name: 'x', args: ['--a=1', 'b c'] }, [1, []]], a: {}, gone: undefined })).toBe(`kind: Pod
b:
  - name: x
    args:
      - --a=1
      - b c
  - - 1
    - []
a: {}
`);
  });
  test('a mapping whose fields are all undefined is empty', () => expect(toYaml({ a: { b: undefined } })).toBe('a: {}\n'));
  test.each([
    '=',
    'y',
    'on',
    'NO',
    '~',
    'null',
    '<<',
    '0777',
    '12:30',
    '1e3',
    '1_0',
    '.5',
    '2026-11-20',
    '10.0.0.1',
    '',
    ' a',
    'a ',
    'a: b',
    'a #b',
    '- a',
    '# a',
    '*',
  ])('the text %j is quoted', (value) => expect(toYaml(value)).toBe(`${JSON.stringify(value)}\n`));
  test.each([
    'None',
    'http://a.b:80/c?d=e#f',
    'sum(rate(x{a="b"}[5m])) > 0.5',
    '--web.listen=:9090',
    '5m',
    '128Mi',
    '$(POD_NAME)',
    'v1.2.3',
    'café',
    '/',
  ])('the text %j is plain', (value) => expect(toYaml(value)).toBe(`${value}\n`));
  test('a text that needs quotes and holds some is put in single quotes', () => expect(toYaml('{a="it\'s"}')).toBe(`'{a="it''s"}'\n`));
  test.each([
    ['a\n b\n\nc\n', '|\n  a\n   b\n\n  c\n'],
    ['a\nb', '|-\n  a\n  b\n'],
    ['a\n\n\n', '|+\n  a\n\n\n'],
    ['  a\nb\n', '|2\n    a\n  b\n'],
    ['\na\n', '|2\n\n  a\n'],
    ['\ta \nb\n', '|2\n  \ta \n  b\n'],
  ])('the text %j is a literal block', (value, block) => expect(toYaml({ k: value })).toBe(`k: ${block}`));
  test('a text with carriage returns keeps them, in quotes', () => expect(toYaml({ k: 'a\r\nb\n' })).toBe('k: "a\\r\\nb\\n"\n'));
  test('a key of more than 1000 characters is marked, because libyaml finds it no other way', () => {
    expect(toYaml({ ['k'.repeat(1001)]: 1 })).toBe(`? ${'k'.repeat(1001)}\n: 1\n`);
  });
  test('integers keep all their digits', () =>
    expect(toYaml([2 ** 62, -(2 ** 63), 1e21, -0])).toBe('- 4611686018427387904\n- -9223372036854775808\n- 1.0e+21\n- 0\n'));
  test.each([
    [{ a: [{ b: NaN }] }, 'a[0].b is NaN, for which JSON has no word'],
    [{ a: -Infinity }, 'a is -Infinity, for which JSON has no word'],
    [[1, undefined], '[1] is undefined, for which JSON has no word'],
    [{ a: 10n }, 'a is 10, for which JSON has no word'],
    [{ a: new Date(0) }, 'a is an instance of a class, not plain data'],
    [{ a: '\ud800' }, 'a holds half of a surrogate pair'],
    [{ 'x/y': { '\ud800\nb': 1 } }, '["x/y"]["\\ud800\\nb"] holds half of a surrogate pair'],
  ])('what JSON cannot say is refused: %o', (value, message) => expect(() => toYaml(value)).toThrow(message));
  test('an object that contains itself is refused', () => {
    const endless: Record<string, unknown> = {};
    endless.me = endless;
    expect(() => toYaml(endless)).toThrow('nests without end');
  });
});
