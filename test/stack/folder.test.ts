import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileHeader, replaceFolder } from '../../lib/stack/folder';

let scratch: string;
let out: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'vigie-folder-'));
  out = join(scratch, 'out');
});
afterEach(() => rmSync(scratch, { recursive: true }));

const files = new Map([
  ['a.yaml', 'a\n'],
  ['rules/deep/b.yaml', 'b\n'],
]);

describe('replaceFolder', () => {
  test('makes the folder and what it stands in', () => {
    replaceFolder(join(scratch, 'x', 'y', 'out'), files);
    expect(readFileSync(join(scratch, 'x', 'y', 'out', 'rules', 'deep', 'b.yaml'), 'utf8')).toBe(`${fileHeader}b\n`);
  });

  test('leaves nothing of what was there', () => {
    replaceFolder(
      out,
      new Map([
        ['stale.yaml', 'x'],
        ['rules/stale.yaml', 'x'],
      ]),
    );
    replaceFolder(out, files);
    expect(readdirSync(out, { recursive: true }).sort()).toEqual(['a.yaml', 'rules', 'rules/deep', 'rules/deep/b.yaml']);
  });

  test('leaves nothing beside the folder', () => {
    replaceFolder(out, files);
    replaceFolder(out, files);
    expect(readdirSync(scratch)).toEqual(['out']);
  });

  test.each(['out.new', 'out.old'])("does not touch %s, which is somebody else's", (name) => {
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
    expect(() =>
      replaceFolder(
        out,
        new Map([
          ['a.yaml', 'new'],
          ['a.yaml/b', 'x'],
        ]),
      ),
    ).toThrow();
    expect(readFileSync(join(out, 'a.yaml'), 'utf8')).toBe(`${fileHeader}a\n`);
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

  test.each(['../evil.yaml', 'rules/../../evil.yaml', '/../evil.yaml', '..', '.', ''])(
    'writes nothing where a file is called %j',
    (name) => {
      replaceFolder(out, files);
      const wrong = new Map([
        ['fine.yaml', 'x'],
        [name, 'x'],
      ]);
      expect(() => replaceFolder(out, wrong)).toThrow(/outside of the output folder/);
      expect(readdirSync(scratch)).toEqual(['out']);
      expect(readdirSync(out).sort()).toEqual(['a.yaml', 'rules']);
    },
  );

  test('refuses an absolute file name', () => {
    expect(() => replaceFolder(out, new Map([[join(scratch, 'evil.yaml'), 'x']]))).toThrow(/outside of the output folder/);
    expect(readdirSync(scratch)).toEqual([]);
  });

  describe('a folder with what no run has written', () => {
    const foreign: readonly [string, (folder: string) => void][] = [
      ['notes.txt', (folder) => writeFileSync(join(folder, 'notes.txt'), 'mine')],
      ['rules/deep/mine.yaml', (folder) => writeFileSync(join(folder, 'rules', 'deep', 'mine.yaml'), 'mine: 1')],
      ['a.yaml', (folder) => writeFileSync(join(folder, 'a.yaml'), 'mine: 1')],
      ['link.yaml', (folder) => symlinkSync('a.yaml', join(folder, 'link.yaml'))],
    ];
    test.each(foreign)('stays as it is because of %s', (name, make) => {
      replaceFolder(out, files);
      make(out);
      const before = readdirSync(out, { recursive: true });
      expect(() => replaceFolder(out, files)).toThrow(`${out} holds ${name}, which would be lost`);
      expect(readdirSync(out, { recursive: true })).toEqual(before);
    });

    test('is told by the first five names', () => {
      mkdirSync(out);
      for (let index = 0; index < 7; index += 1) writeFileSync(join(out, `${index}.txt`), '');
      expect(() => replaceFolder(out, files)).toThrow('holds 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more, which');
    });

    test('stays also where only a list of images is in it', () => {
      mkdirSync(out);
      writeFileSync(join(out, 'images.txt'), 'mine');
      expect(() => replaceFolder(out, files)).toThrow(/holds images.txt/);
    });
  });

  test('replaces an empty folder', () => {
    mkdirSync(out);
    replaceFolder(out, files);
    expect(readdirSync(out).sort()).toEqual(['a.yaml', 'rules']);
  });

  test('keeps the mode of the folder that it replaces', () => {
    mkdirSync(out, { mode: 0o700 });
    replaceFolder(out, files);
    expect(statSync(out).mode & 0o777).toBe(0o700);
  });

  test.each(['/', '.', '..', homedir(), dirname(homedir())])('refuses %s, where people work', (folder) => {
    expect(() => replaceFolder(folder, files)).toThrow(/holds the project or the home folder/);
  });

  test('refuses the folder of the program that runs', () => {
    const [node, program] = process.argv;
    mkdirSync(out);
    process.argv = [node!, join(out, 'main.js')];
    try {
      expect(() => replaceFolder(scratch, files)).toThrow(/holds the project/);
    } finally {
      process.argv = [node!, program!];
    }
  });
});
