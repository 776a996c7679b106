import { describe, expect, test } from 'vitest';
import { readObjects } from '../../lib/kubernetes/read';

const read = (yaml: string): unknown => {
  const { objects, problems } = readObjects([{ file: 'a.yaml', text: `apiVersion: v1\nkind: Test\nvalue: ${yaml}\n` }]);
  expect(problems).toEqual([]);
  return objects[0]!.object.value;
};

// The expectations are those of sigs.k8s.io/yaml; test/conformance asks kubectl for the same and for random scalars.
describe('scalars are read as Kubernetes reads them', () => {
  test.each<[string, unknown]>([
    ['on', true],
    ['y', true],
    ['N', false],
    ['Off', false],
    ['yes', true],
    ['"on"', 'on'],
    ['oN', 'oN'],
    ['=', '='],
    ['<<', '<<'],
    ['~', null],
    ['', null],
    ['Null', null],
    ['nULL', 'nULL'],
    ['0777', 511],
    ['0o777', 511],
    ['08', 8],
    ['0b11', 3],
    ['-0x1F', -31],
    ['1_000', 1000],
    ['+12', 12],
    ['-0', 0],
    ['0b-1', -1],
    ['1e3', 1000],
    ['1.', 1],
    ['.5', 0.5],
    ['._5', '._5'],
    ['1e400', '1e400'],
    ['-.5e1', -5],
    ['12:30', '12:30'],
    ['12:30:45', '12:30:45'],
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z'],
    ['0x', '0x'],
    ['1_', 1],
    ['_1', '_1'],
    ['+', '+'],
    ['.', '.'],
    ['!!str 12', '12'],
    ['!!int "12"', 12],
    ['!!float 1', 1],
    ['!!bool "yes"', true],
    ['!<tag:yaml.org,2002:str> on', 'on'],
    ['99999999999999999999', 1e20],
    ['9223372036854775808', 2 ** 63],
  ])('%s', (yaml, value) => expect(read(yaml)).toEqual(value));
  test.each<[string, string]>([
    ['{y: 1}', 'true'],
    ['{1.10: 1}', '1.1'],
    ['{0x10: 1}', '16'],
    ['{1e6: 1}', '1e+06'],
    ['{1000000: 1}', '1000000'],
    ['{"y": 1}', 'y'],
    ['{=: 1}', '='],
    ['{.inf: 1}', '.inf'],
    ['{0.0000001: 1}', '1e-07'],
    ['{16777217.5: 1}', '1.6777218e+07'],
    ['{__proto__: 1}', '__proto__'],
  ])('the key of %s', (yaml, key) => expect(Object.keys(read(yaml) as object)).toEqual([key]));
  test('what is merged replaces the pairs before it, and the pairs after it replace what is merged', () => {
    expect(read('{a: &x {k: 1, l: 1}, b: {k: 2, <<: *x}, c: {<<: *x, k: 2}, d: {<<: [{k: 5}, *x]}}')).toEqual({
      a: { k: 1, l: 1 },
      b: { k: 1, l: 1 },
      c: { k: 2, l: 1 },
      d: { k: 5, l: 1 },
    });
  });
  test('an alias gives a value of its own', () => {
    const value = read('[&x {k: [1]}, *x]') as { k: number[] }[];
    expect(value).toEqual([{ k: [1] }, { k: [1] }]);
    expect(value[0]).not.toBe(value[1]);
  });
});
