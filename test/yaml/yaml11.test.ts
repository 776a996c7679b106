import { describe, expect, test } from 'vitest';
import { readDocuments } from '../../lib/kubernetes/read';
import { positionIn } from '../../lib/yaml/position';

const read = (text: string) => readDocuments([{ file: 'a.yaml', text }]);

// Each was put to the reader of Kubernetes (test/conformance/yaml.test.ts puts random ones): it refuses these, or reads them otherwise.
describe('what js-yaml takes and Kubernetes does not is refused', () => {
  test.each<[string, string, string]>([
    ['a: {labels:{x: 1}}', '1:11', 'a colon needs a space behind it'],
    ['a: {b:}', '1:6', 'a colon needs a space behind it'],
    ['a: [http://x/?y=1]', '1:5', 'may hold no ?'],
    ['a: {:b: c}', '1:5', 'not begin with :'],
    ['a: {b\n  : c}', '1:5', 'stand on several lines'],
    ['a: &x.y 1', '1:4', 'not a name for an anchor'],
    ['a: &x{b: c}', '1:4', 'not a name for an anchor'],
    ['a: &x  b: c', '1:4', 'begins on the line of its key'],
    ['a: "\\/"', '1:5', 'is an escape of JSON'],
    ['a: "\\\\/\\ud83d\\ude00"', '1:8', 'is an escape of JSON'],
    ['-\t1', '1:2', 'a tab stands in the indentation'],
    ['a: 1\n\t\nb: 2', '2:1', 'a tab stands in the indentation'],
    ['a: |\n  \tx', '2:3', 'a tab stands where the indentation of the block is looked for'],
    ['a: 1 # \u0085b: 2', '1:8', 'holds the character U+0085'],
    ['a: "x\ry"', '1:6', 'holds the character U+000D'],
    ['a: 1\nb\ufeff: 2', '2:2', 'holds a byte order mark'],
    ['...\na: 1', '1:1', 'begins with its end mark'],
    ['a: 1\n...\nb: 2', '2:1', 'text follows the end mark'],
    ['|\n  text', '2:1', 'is a block of text'],
    ['a: 1\n--- b: 2', '2:5', 'text behind the separator'],
  ])('%j at %s', (text, place, message) => {
    const { documents, problems } = read(text);
    expect(problems.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
    expect(problems[0]!.message).toContain(message);
    expect(documents.filter(({ source }) => source.document === problems[0]!.document)).toEqual([]);
  });
});

describe('what Kubernetes takes and js-yaml does not is read', () => {
  test.each<[string, unknown]>([
    ['a: {\nb: c\n}\nd: [\n1,\n2\n]\n', { a: { b: 'c' }, d: [1, 2] }],
    ['a:\n  b: "x\n  y"\n', { a: { b: 'x y' } }],
    ['- [a,\tb]\n- {\tc: d}\n', [['a', 'b'], { c: 'd' }]],
    ['a: [\n\t1\n]\n', { a: [1] }],
  ])('%j', (text, value) => {
    const { documents, problems } = read(text);
    expect(problems).toEqual([]);
    expect(documents[0]!.value).toEqual(value);
  });
  test('and keeps its places', () => {
    const [document] = read('a: {\nb: c,\n  d: "e\nf"\n}\ng: 1\n').documents;
    const place = (...path: [string, ...string[]]) => Object.values(positionIn(document!.source, path)).join(':');
    expect([place('a', 'b'), place('a', 'd'), place('g')]).toEqual(['2:4', '3:6', '6:4']);
    expect(positionIn(document!.source, ['a', 'd'], 2)).toEqual({ line: 4, column: 1 });
  });
  test('a quote that is not closed is told where it opens into the next line', () => {
    const { problems } = read('a: "x\nb: 1\nc: 2\nd: 3\n');
    expect(problems).toEqual([
      expect.objectContaining({ line: 2, column: 1, message: 'this line is indented less than what it continues' }),
    ]);
  });
});
