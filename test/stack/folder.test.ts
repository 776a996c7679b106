import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replaceFolder } from '../../lib/stack/folder';

let scratch: string;
let out: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'vigie-folder-'));
  out = join(scratch, 'out');
});
afterEach(() => rmSync(scratch, { recursive: true }));

const files = new Map([['a.yaml', 'a\n'], ['rules/deep/b.yaml', 'b\n']]);

describe('replaceFolder', () => {
  test('makes the folder and what it stands in', () => {
    replaceFolder(join(scratch, 'x', 'y', 'out'), files);
    expect(readFileSync(join(scratch, 'x', 'y', 'out', 'rules', 'deep', 'b.yaml'), 'utf8')).toBe('b\n');
  });

  test('leaves nothing of what was there', () => {
    replaceFolder(out, new Map([['stale.yaml', 'x'], ['rules/stale.yaml', 'x']]));
    replaceFolder(out, files);
    expect(readdirSync(out, { recursive: true }).sort()).toEqual(['a.yaml', 'rules', 'rules/deep', 'rules/deep/b.yaml']);
  });

  test('leaves nothing beside the folder', () => {
    replaceFolder(out, files);
    replaceFolder(out, files);
    expect(readdirSync(scratch)).toEqual(['out']);
  });

  test.each(['out.new', 'out.old'])('does not touch %s, which is somebody else\'s', (name) => {
    mkdirSync(join(scratch, name));
    writeFileSync(join(scratch, name, 'mine'), '');
    replaceFolder(out, files);
    replaceFolder(out, files);
    expect(readdirSync(join(scratch, name))).toEqual(['mine']);
  });

  test('makes a folder that everybody may read', () => {
    mkdirSync(join(scratch, 'usual'));
    replaceFolder(out, files);
    expect(statSync(out).mode).toBe(statSync(join(scratch, 'usual')).mode);
  });

  test('leaves the folder as it was where something cannot be written', () => {
    replaceFolder(out, files);
    expect(() => replaceFolder(out, new Map([['a.yaml', 'new'], ['a.yaml/b', 'x']]))).toThrow();
    expect(readFileSync(join(out, 'a.yaml'), 'utf8')).toBe('a\n');
    expect(readdirSync(scratch)).toEqual(['out']);
  });

  test('replaces what a link leads to, and keeps the link', () => {
    mkdirSync(join(scratch, 'real'));
    symlinkSync('real', out);
    replaceFolder(out, files);
    expect(readlinkSync(out)).toBe('real');
    expect(existsSync(join(scratch, 'real', 'a.yaml'))).toBe(true);
  });

  test.each(['package.json', '.git'])('refuses a folder with %s in it', (name) => {
    mkdirSync(out);
    writeFileSync(join(out, name), '');
    expect(() => replaceFolder(out, files)).toThrow(/holds a project/);
    expect(readdirSync(out)).toEqual([name]);
  });
});
