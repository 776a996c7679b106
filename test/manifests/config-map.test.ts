import { describe, expect, test } from 'vitest';
import { splitConfigMap } from '../../lib/manifests/config-map';

/** All annotations of an object, keys and values (apimachinery, `TotalAnnotationSizeLimitB`). */
const annotationLimit = 256 * 1024;

/** JSON as Go writes it, which is what kubectl apply keeps of an object. */
const goJson = (value: unknown): string => JSON.stringify(value).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

const files = (count: number, text: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`file-${index}.yaml`, text]));

describe('a split ConfigMap', () => {
  test.each([
    ['plain text', 'x'.repeat(700)],
    ['comparisons', 'a > 1 and b < 2\n'.repeat(40)],
    ['line breaks and quotes', '"\n'.repeat(350)],
    ['letters of more than one byte', 'é'.repeat(350)],
    ['empty files', ''],
  ])('can be applied from a client: %s', (_, text) => {
    for (const part of splitConfigMap('rules', 'monitoring', 'prometheus', files(5000, text))) {
      expect(Buffer.byteLength(goJson(part))).toBeLessThan(annotationLimit);
    }
  });

  test('holds every file once, in the given order', () => {
    const parts = splitConfigMap('rules', 'monitoring', 'prometheus', files(1000, 'x'.repeat(700)));
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(({ data }) => Object.keys(data as object))).toEqual(Object.keys(files(1000, '')));
  });
});
