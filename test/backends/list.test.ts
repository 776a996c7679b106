import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { everyBackend } from '../support/stacks';

test('every folder of lib/backends is a backend of the list that the tests go through', () => {
  const folders = readdirSync(join(__dirname, '..', '..', 'lib', 'backends'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .map(({ name }) => name);
  expect(everyBackend.map(({ name }) => name).sort()).toEqual(folders.sort());
});

test.each(everyBackend)('$name says that it is a backend', ({ kind }) => expect(kind).toBe('backend'));
