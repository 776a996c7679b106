import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(__dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'vigie-example-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const example = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts', 'example.mjs'), ...args], { encoding: 'utf8', cwd: scratch });

test('each example is synthesized into the folder that is named', () => {
  for (const name of ['first-alert', 'iris-team']) {
    const { status, stderr } = example(name, '--out', join(scratch, name));
    expect({ name, status, stderr }).toMatchObject({ name, status: 0 });
    expect(readdirSync(join(scratch, name)).length).toBeGreaterThan(0);
  }
});

test.each([
  [['nothing', '--out', 'x'], 'there is no example nothing'],
  [['first-alert'], 'usage: npm run -s example'],
  [['first-alert', '--oops'], "Unknown option '--oops'"],
])('a wrong call, %j, is told how it is called', (args, said) => {
  const { status, stderr } = example(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(said);
  expect(stderr).toContain('first-alert');
  expect(existsSync(join(scratch, 'x'))).toBe(false);
});
