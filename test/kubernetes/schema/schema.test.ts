import { describe, expect, test } from 'vitest';
import { validateObject, withDefaults } from '../../../lib/kubernetes/schema/crds';
import { applyDefaults } from '../../../lib/kubernetes/schema/defaults';
import { validate } from '../../../lib/kubernetes/schema/schema';
import type { Schema } from '../../../lib/kubernetes/schema/schema-type';
import { pathText } from '../../../lib/yaml/value';

const told = (value: unknown, schema: Schema): string[] =>
  validate(value, schema).map(({ path, message, hint }) => `${pathText(path)}: ${message} | ${hint}`);
const text: Schema = { type: 'string' };

// test/conformance/crd-validation.test.ts puts thousands of objects to the API server; these say how a problem is told.
describe('a problem says where, what is, and what to do', () => {
  test.each<[string, unknown, Schema, string[]]>([
    ['a misspelt field', { prot: 1 }, { properties: { port: text, path: text } }, ['prot: there is no field prot | Did you mean port?']],
    [
      'an unknown field',
      { zzz: 1 },
      { properties: { port: text, path: text } },
      ['zzz: there is no field zzz | The fields here are port, path.'],
    ],
    ['a missing field', { a: null }, { properties: { a: text }, required: ['a'] }, ['a: a is missing | Add it: the field is required.']],
    [
      'a number in quotes',
      { a: '3' },
      { properties: { a: { type: 'integer' } } },
      ['a: is the text "3", but must be a whole number | Remove the quotes.'],
    ],
    ['a number without quotes', ['a', 3], { items: text }, ['[1]: is the number 3, but must be a text | Put it in quotes.']],
    [
      'a text for a list',
      { a: 'x' },
      { properties: { a: { type: 'array' } } },
      ['a: is the text "x", but must be a list | Write a list: put a dash in front.'],
    ],
    ['a list for a mapping', [{}], { type: 'object' }, [': is a list, but must be a mapping | Write its fields directly, without dashes.']],
    ['an empty item', [null], { items: text }, ['[0]: is empty, but must be a text | Write a text.']],
    [
      'a word that is none of the choices',
      'htps',
      { enum: ['http', 'https'] },
      [': "htps" is none of "http", "https" | Did you mean "https"?'],
    ],
    [
      'a duration that is none',
      '5 m',
      { pattern: '^([0-9]+(s|m|h))+$' },
      [': "5 m" does not fit the pattern ^([0-9]+(s|m|h))+$ | Write for example 30s or 1h30m.'],
    ],
    ['a number that is too small', 0, { type: 'integer', minimum: 1 }, [': 0 must be at least 1 | Change the number.']],
    [
      'a number that is too large for its bits',
      2 ** 31,
      { type: 'integer', format: 'int32' },
      [`: ${2 ** 31} must fit in 32 bits | Change the number.`],
    ],
    [
      'a text that is too short',
      '',
      { type: 'string', minLength: 1 },
      [': has 0 characters, but must have at least 1 | Fill it, or leave it out.'],
    ],
    ['a list that is too long', [1, 2], { maxItems: 1 }, [': has 2 items, but must have at most 1 | Remove some.']],
    [
      'an item that is there twice',
      ['a', 'b', 'a', 'a'],
      { 'x-kubernetes-list-type': 'set' },
      ['[2]: "a" is there twice | Remove or rename one: the list may hold it once.'],
    ],
    [
      'a time that is none',
      '2026-13-01',
      { type: 'string', format: 'date-time' },
      [': "2026-13-01" is not a date and time | Write for example 2026-11-20T10:00:00Z.'],
    ],
    [
      'a rule between fields',
      { a: 1 },
      {
        type: 'object',
        properties: { a: { type: 'integer' } },
        'x-kubernetes-validations': [{ rule: 'self.a > 1', message: 'a must be more than 1' }],
      },
      [': a must be more than 1 | Change one of the fields that the rule names.'],
    ],
    [
      'a rule that reads what is not there',
      {},
      { type: 'object', 'x-kubernetes-validations': [{ rule: 'self.a > 1' }] },
      [': No such key: a evaluating rule: self.a > 1 | Change one of the fields that the rule names.'],
    ],
  ])('%s', (_, value, schema, problems) => expect(told(value, schema)).toEqual(problems));

  test('an item of a list that is a map by keys with a default', () => {
    const ports: Schema = {
      items: { properties: { port: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' } } },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
    };
    expect(validate([{ port: 1 }, { port: 1, protocol: 'UDP' }], ports)).toEqual([]);
    expect(told([{ port: 1 }, { port: 1, protocol: 'TCP' }], ports)).toEqual([
      '[1]: {"port":1,"protocol":"TCP"} is there twice | Remove or rename one: the list may hold it once.',
    ]);
  });
});

describe('alternatives', () => {
  const a: Schema = { required: ['a'] };
  const b: Schema = { required: ['b'] };
  const both: Schema = { type: 'object', properties: { a: text, b: text } };
  test.each<[string, Schema, unknown, number]>([
    ['anyOf', { ...both, anyOf: [a, b] }, {}, 1],
    ['anyOf', { ...both, anyOf: [a, b] }, { b: 'x' }, 0],
    ['oneOf', { ...both, oneOf: [a, b] }, { a: 'x', b: 'x' }, 1],
    ['oneOf', { ...both, oneOf: [a, b] }, { a: 'x' }, 0],
    ['oneOf', { ...both, oneOf: [a, b] }, {}, 1],
    ['allOf', { ...both, allOf: [a, b] }, { a: 'x' }, 1],
    ['allOf', { ...both, allOf: [a, b] }, { a: 'x', b: 'x' }, 0],
    ['not', { ...both, not: a }, { a: 'x' }, 1],
    ['not', { ...both, not: a }, { b: 'x' }, 0],
  ])('%s %o of %o has %i problems', (_, schema, value, count) => expect(validate(value, schema)).toHaveLength(count));
});

describe('what is open stays open', () => {
  test.each<[string, Schema, unknown]>([
    ['additionalProperties', { additionalProperties: true }, { x: 1 }],
    ['preserve-unknown-fields', { 'x-kubernetes-preserve-unknown-fields': true, properties: { a: text } }, { a: 'x', b: 1 }],
    ['int-or-string', { 'x-kubernetes-int-or-string': true }, 5],
    ['a null, which the API server drops', { properties: { a: text } }, { a: null }],
    ['undefined', { properties: { a: text } }, { a: undefined }],
    ['a required field with a default', { properties: { a: { type: 'string', default: 'x' } }, required: ['a'] }, {}],
    ['nullable', { properties: { a: { type: 'string', nullable: true } }, required: ['a'] }, { a: null }],
  ])('%s', (_, schema, value) => expect(validate(value, schema)).toEqual([]));
});

describe('defaults', () => {
  const schema: Schema = {
    properties: {
      a: { type: 'string', default: 'x' },
      b: { properties: { c: { default: { d: [] } } } },
      list: { items: { properties: { e: { default: 1 } } } },
    },
    additionalProperties: text,
  };
  test('are added, also inside what is there, and nulls are dropped', () => {
    expect(applyDefaults({ b: {}, list: [{}, { e: 2 }], z: null, y: 'y' }, schema)).toEqual({
      a: 'x',
      b: { c: { d: [] } },
      list: [{ e: 1 }, { e: 2 }],
      y: 'y',
    });
    expect(applyDefaults({ a: null }, schema)).toEqual({ a: 'x' });
  });
  test('leave the given value as it is, and share what needs none', () => {
    const given = { b: { c: 1 }, list: [{}] };
    const { b, ...rest } = applyDefaults(given, schema) as typeof given;
    expect(given).toEqual({ b: { c: 1 }, list: [{}] });
    expect(b).toBe(given.b);
    expect(rest).toEqual({ a: 'x', list: [{ e: 1 }] });
  });
});

describe('objects of prometheus-operator', () => {
  const monitor = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'a' },
    spec: { selector: {}, endpoints: [{ relabelings: [{}] }] },
  };
  const faultsOf = (object: { apiVersion: string; kind: string; [field: string]: unknown }) =>
    validateObject(object)?.map(({ path, message }) => `${pathText(path)}: ${message}`);
  test('are judged by their schema', () => {
    expect(faultsOf(monitor)).toEqual([]);
    expect(faultsOf({ ...monitor, spec: { endpoints: [] } })).toEqual(['spec.selector: selector is missing']);
  });
  test('get their defaults', () => expect(withDefaults(monitor).spec.endpoints[0]!.relabelings[0]).toEqual({ action: 'replace' }));
  test('of another group are not known', () => expect(validateObject({ apiVersion: 'apps/v1', kind: 'Deployment' })).toBeUndefined());
  test('of a kind that is misspelt, or of another version, are told', () => {
    expect(validateObject({ ...monitor, kind: 'ServiceMoniter' })).toEqual([
      {
        code: 'unknown-kind',
        path: ['kind'],
        message: 'monitoring.coreos.com has no kind ServiceMoniter',
        hint: 'Did you mean ServiceMonitor?',
        suggestion: 'ServiceMonitor',
      },
    ]);
    expect(validateObject({ ...monitor, kind: 'ScrapeConfig' })).toEqual([
      {
        code: 'unknown-kind',
        path: ['apiVersion'],
        message: 'ScrapeConfig has no version v1',
        hint: 'Write apiVersion: monitoring.coreos.com/v1alpha1.',
      },
    ]);
  });
  test('may have any status, and a number of replicas that is not negative', () => {
    const prometheus = { ...monitor, kind: 'Prometheus', status: { any: 1 }, spec: { replicas: 2, shards: -1 } };
    expect(faultsOf(prometheus)).toEqual(['spec.shards: -1 must not be negative']);
  });
  test.each<[string, object, string]>([
    ['a name with capitals', { name: 'A' }, 'metadata.name: A is not a name for an object'],
    ['no name', {}, 'metadata.name: name is missing'],
    ['a label with a space', { name: 'a', labels: { app: 'x y' } }, 'metadata.labels.app: "x y" is not a value for a label'],
    ['a label with two slashes', { name: 'a', labels: { 'a/b/c': 'x' } }, 'metadata.labels["a/b/c"]: "a/b/c" is not a key for labels'],
    [
      'annotations over 256 KiB',
      { name: 'a', annotations: { x: 'x'.repeat(256 * 1024) } },
      'metadata.annotations: the annotations have 262145 bytes, but may have 262144',
    ],
    ['a label that is a number', { name: 'a', labels: { app: 1 } }, 'metadata.labels.app: is the number 1, but must be a text'],
    ['an unknown field of metadata', { name: 'a', label: {} }, 'metadata.label: there is no field label'],
  ])('are refused with %s', (_, metadata, problem) => expect(faultsOf({ ...monitor, metadata })).toEqual([problem]));
});
