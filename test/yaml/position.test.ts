import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readObjects } from '../../lib/kubernetes/read';
import { positionIn } from '../../lib/yaml/position';
import type { Path } from '../../lib/yaml/value';

const text = `# a comment
apiVersion: v1
kind: Test
---
apiVersion: v1
kind: Test
metadata: &m
  name: a
plain: sum(x) > 1
quoted: 'it''s > 1'
double: "a\\u0062\\tc > 1"
literal: |
  sum(
    x
  ) > 1
folded: >-
  sum(

   x
  ) > 1
manyLines: sum(
  x) > 1
list:
- - one
- key: two
  <<: *m
- *m
on: three
`;
const { objects } = readObjects([{ file: 'a.yaml', text }]);
const at = (path: Path, find?: string): string => {
  const object = objects[1]!;
  let value: unknown = object.object;
  for (const step of path) value = (value as Record<string, unknown>)[step];
  const offset = find === undefined ? undefined : (value as string).indexOf(find);
  const { line, column } = positionIn(object.source, [...object.at, ...path], offset);
  return `${line}:${column} ${text.split('\n')[line - 1]!.slice(column - 1)}`;
};

describe('positionIn', () => {
  test.each<[string, string]>([
    ['plain', '9:8 plain: sum(x) > 1'.replace('plain: ', '')],
    ['quoted', "10:9 'it''s > 1'"],
    ['double', '11:9 "a\\u0062\\tc > 1"'],
  ])('a text in line stands where it begins: %s', (key, place) => expect(at([key])).toBe(place));
  test('a block, a mapping and a list stand where their key does', () => {
    expect([at(['literal']), at(['metadata']), at(['list'])]).toEqual(['12:1 literal: |', '7:1 metadata: &m', '23:1 list:']);
  });
  test.each<[string, string]>([
    ['plain', '9:15 > 1'],
    ['quoted', "10:16 > 1'"],
    ['double', '11:21 > 1"'],
    ['literal', '15:5 > 1'],
    ['folded', '20:5 > 1'],
    ['manyLines', '22:6 > 1'],
  ])('an offset leads into a text of any style: %s', (key, place) => expect(at([key], '> 1')).toBe(place));
  test('items of lists, what is merged and what is aliased', () => {
    expect([at(['list', 0, 0]), at(['list', 1, 'key']), at(['list', 1, 'name']), at(['list', 2, 'name'])]).toEqual([
      '24:5 one',
      '25:8 two',
      '8:9 a',
      '8:9 a',
    ]);
  });
  test('keys count as Kubernetes reads them', () => expect(at(['true'])).toBe('28:5 three'));
  test('a path that leads nowhere gives the place where the field is missing', () => {
    expect(positionIn(objects[1]!.source, [...objects[1]!.at, 'metadata', 'labels', 'app'])).toEqual({ line: 7, column: 1 });
    expect(positionIn(objects[1]!.source, [...objects[1]!.at, 'nothing'])).toEqual({ line: 5, column: 1 });
  });
  test('JSON and the items of a List have places too', () => {
    const json = '{"apiVersion": "v1", "kind": "List", "items": [\n\t{"apiVersion": "v1", "kind": "Pod", "x": "\\u0061\\"b > 1"}]}';
    const [pod] = readObjects([{ file: 'a.json', text: json }]).objects;
    expect(positionIn(pod!.source, [...pod!.at, 'x'], 4)).toEqual({ line: 2, column: 54 });
  });
});

test('any offset into a text that is written in any style leads to the character itself', () => {
  const words = fc
    .array(fc.constantFrom('sum(', 'x', ')', '  y', '"', "it's", 'é', '😀'), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join(' '));
  const styles: ((lines: string[]) => string)[] = [
    (lines) => `|\n    ${lines.join('\n    ')}`,
    (lines) => `>\n    ${lines.join('\n\n    ')}`,
    (lines) => `'${lines.join('\n\n    ').replaceAll("'", "''")}'`,
    (lines) => JSON.stringify(lines.join('\n')).replaceAll('é', '\\u00e9').replaceAll('😀', '\\U0001f600'),
  ];
  fc.assert(
    fc.property(fc.array(words, { maxLength: 4 }), fc.constantFrom(...styles), (rest, style) => {
      const lines = ['first', ...rest]; // a block takes its indentation from it
      const source = `apiVersion: v1\nkind: Test\nk: ${style(lines)}\nz: 1\n`;
      const located = readObjects([{ file: 'a', text: source }]).objects[0]!;
      const value = located.object.k as string;
      for (let offset = 0; offset < value.length; offset++) {
        const char = value[offset]!;
        if (/[\s\udc00-\udfff]/.test(char)) continue;
        const { line, column } = positionIn(located.source, [...located.at, 'k'], offset);
        const found = source.split('\n')[line - 1]!.slice(column - 1);
        const escaped = char === 'é' ? '\\u00e9' : char === '\ud83d' ? '\\U0001f600' : char;
        expect(
          [char, escaped, `\\${char}`].some((start) => found.startsWith(start)),
          `${JSON.stringify(value)} at ${offset} is ${char}, found ${found}`,
        ).toBe(true);
      }
    }),
    { seed: 1 },
  );
});
