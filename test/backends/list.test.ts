import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backends } from '../support/stacks';

test('every folder of lib/backends is a backend of the list that the tests go through', () => {
  const folders = readdirSync(join(__dirname, '..', '..', 'lib', 'backends'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .map(({ name }) => name);
  expect(backends.map(({ name }) => name).sort()).toEqual(folders.sort());
});

test.each(backends)('$name says that it is a backend', ({ kind }) => expect(kind).toBe('backend'));
