import { expect, test } from 'vitest';
import { pathOf, pathText } from '../../lib/yaml/value';

test.each([
  ['spec.endpoints[0].port', ['spec', 'endpoints', 0, 'port']],
  ['spec.groups[1].rules[0].labels["app.kubernetes.io/part-of"]', ['spec', 'groups', 1, 'rules', 0, 'labels', 'app.kubernetes.io/part-of']],
  ['labels["say \\"a]\\""].x', ['labels', 'say "a]"', 'x']],
])('%s is read as it is written', (text, path) => {
  expect(pathOf(text)).toEqual(path);
  expect(pathText(path)).toBe(text);
});
