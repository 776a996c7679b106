import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { passwordScript } from '../../lib/components/grafana-password';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'vigie-password-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'admin-password');
const run = () =>
  spawnSync('/bin/sh', ['-ec', passwordScript(file())], { env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` }, encoding: 'utf8' });
const program = (name: string, script: string) => {
  spawnSync('mkdir', ['-p', join(folder, 'bin')]);
  writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'bin', name), 0o755);
};
const mode = () => statSync(file()).mode & 0o777;

describe("the script that makes Grafana's first password", () => {
  test('writes 18 random bytes that only their owner reads', () => {
    expect(run().status).toBe(0);
    expect(readFileSync(file(), 'utf8')).toMatch(/^[A-Za-z0-9+/]{24}\n$/);
    expect(mode()).toBe(0o600);
  });

  test('makes another password in another pod', () => {
    run();
    const first = readFileSync(file(), 'utf8');
    rmSync(file());
    run();
    expect(readFileSync(file(), 'utf8')).not.toBe(first);
  });

  test('leaves a password that is there, and takes it back from the group', () => {
    writeFileSync(file(), 'mine');
    chmodSync(file(), 0o660);
    expect(run().status).toBe(0);
    expect(readFileSync(file(), 'utf8')).toBe('mine');
    expect(mode()).toBe(0o600);
  });

  test('replaces an empty file', () => {
    writeFileSync(file(), '');
    expect(run().status).toBe(0);
    expect(readFileSync(file(), 'utf8')).not.toBe('');
  });

  test.each([
    ['head', 'exit 1'],
    ['head', 'echo abc'],
    ['base64', 'exit 1'],
    ['base64', 'true'],
    ['mv', 'exit 1'],
  ])('fails and leaves no password where %s does `%s`', (name, script) => {
    program(name, script);
    expect(run().status).not.toBe(0);
    expect(existsSync(file())).toBe(false);
  });
});
