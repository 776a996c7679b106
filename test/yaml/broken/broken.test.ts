import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCheck } from '../../../lib/cli/check/check';
import { runCompile } from '../../../lib/cli/compile/compile';
import { brokenInputs, fineInputs } from './inputs';

const folder = mkdtempSync(join(tmpdir(), 'vigie-broken-'));
afterAll(() => rmSync(folder, { recursive: true }));
const seconds = 30; // several times what the slowest takes on a busy machine

function compiled(content: string | Uint8Array) {
  const file = join(folder, 'input.yaml');
  writeFileSync(file, content);
  const { status, stdout, stderr } = runCompile([file]);
  return { status, stdout, stderr: stderr.replaceAll(file, 'input.yaml') };
}

describe('vigie compile says what is wrong with', () => {
  test.each(brokenInputs)(
    '$name',
    ({ content, at, says }) => {
      const { status, stderr } = compiled(content());
      expect(stderr).toMatch(says);
      if (at !== undefined) expect(stderr).toContain(`input.yaml:${at}: `);
      expect(status).toBeGreaterThan(0);
      expect(stderr).not.toMatch(/^\s+at |node_modules|undefined|\[object|Error:/m);
      expect(stderr.length).toBeLessThan(2000);
    },
    seconds * 1000,
  );
});

describe('vigie check survives', () => {
  test.each(brokenInputs)(
    '$name',
    ({ content }) => {
      const file = join(folder, 'checked.yaml');
      writeFileSync(file, content());
      const { stdout, stderr } = runCheck([file]);
      expect(`${stdout}${stderr}`).not.toMatch(/^\s+at |node_modules|undefined|\[object |Error:/m);
    },
    seconds * 1000,
  );
});

describe('vigie compile takes', () => {
  test.each(fineInputs)(
    '$name',
    ({ content }) => {
      const { status, stdout, stderr } = compiled(content());
      expect([status, stderr]).toEqual([0, expect.not.stringMatching(/rejected|problem/)]);
      expect(stdout).toContain('job_name: serviceMonitor/');
    },
    seconds * 1000,
  );
});

describe('vigie compile says what is wrong with a path', () => {
  test.each<[string, () => string, RegExp]>([
    ['that is not there', () => join(folder, 'nowhere.yaml'), /cannot be read: there is nothing of that name/],
    ['of a folder without manifests', () => made('empty'), /empty: holds no YAML or JSON file/],
    ['of a folder that holds a broken file', () => written('some', 'a.yaml', 'a: "'), /a\.yaml:1:5: .*ends in the middle/],
    ['of a folder that is called like a file', () => written('folder.yaml', 'b.yaml', '[]'), /b\.yaml:1:1: .*is a list/],
    ['of a link that leads nowhere', () => linked('loose', 'nowhere'), /cannot be read: there is nothing of that name/],
    ['of a link that leads to itself', () => linked('circle', 'circle.yaml'), /cannot be read: its links lead in a circle/],
  ])('%s', (_, path, says) => {
    const { status, stderr } = runCompile([path()]);
    expect(stderr).toMatch(says);
    expect(status).toBe(2);
  });
});

function made(name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}
function written(name: string, file: string, text: string): string {
  const path = made(name);
  writeFileSync(join(path, file), text);
  return path;
}
function linked(name: string, target: string): string {
  const path = join(folder, `${name}.yaml`);
  symlinkSync(join(folder, target), path);
  return path;
}
