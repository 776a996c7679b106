import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const root = dirname(__dirname);
const scratch = mkdtempSync(join(tmpdir(), 'vigie-run-'));
afterAll(() => rmSync(scratch, { recursive: true }));

mkdirSync(join(scratch, 'scripts'));
for (const file of ['scripts/run.mjs', 'package-lock.json', 'tsconfig.json']) cpSync(join(root, file), join(scratch, file));
symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));

const bundle = join(scratch, 'build/run/hello.cjs');
const stampFile = `${bundle}.json`;
const write = (text: string) => writeFileSync(join(scratch, 'hello.ts'), `console.log(${JSON.stringify(text)} as string);\n`);
const run = () => execFileSync(process.execPath, ['scripts/run.mjs', 'hello.ts'], { cwd: scratch, encoding: 'utf8' }).trim();

interface Stamp {
  sha256: string;
  inputs: Record<string, string>;
}
const changeStamp = (change: (stamp: Stamp) => unknown) =>
  writeFileSync(stampFile, JSON.stringify(change(JSON.parse(readFileSync(stampFile, 'utf8')) as Stamp)));
const without = (file: string) => (stamp: Stamp) => ({
  ...stamp,
  inputs: Object.fromEntries(Object.entries(stamp.inputs).filter(([name]) => name !== file)),
});

describe('a program run from its source', () => {
  let made: readonly [bundle: string, stamp: string];
  beforeAll(() => {
    write('source');
    expect(run()).toBe('source');
    made = [readFileSync(bundle, 'utf8'), readFileSync(stampFile, 'utf8')];
  });
  beforeEach(() => {
    writeFileSync(bundle, made[0]);
    writeFileSync(stampFile, made[1]);
  });

  test('is bundled once', () => {
    const before = statSync(bundle).ino;
    expect(run()).toBe('source');
    expect(statSync(bundle).ino).toBe(before);
  });

  const sayPlanted = () => writeFileSync(bundle, readFileSync(bundle, 'utf8').replace('source', 'planted'));

  test('is bundled again when the bundle is not the one that was made', () => {
    sayPlanted();
    expect(run()).toBe('source');
  });

  test.each<[string, (stamp: Stamp) => unknown]>([
    ['an empty object', () => ({})],
    ['null', () => null],
    ['no files', (stamp) => ({ ...stamp, inputs: {} })],
    ['a stamp without the program', without('hello.ts')],
    ['a stamp without the script that bundles', without('scripts/run.mjs')],
  ])('is bundled again when the stamp is %s', (_, change) => {
    changeStamp(change);
    const before = statSync(bundle).ino;
    expect(run()).toBe('source');
    expect(statSync(bundle).ino).not.toBe(before);
  });

  test('is bundled again when the stamp is no JSON', () => {
    writeFileSync(stampFile, '{');
    expect(run()).toBe('source');
  });

  test('is bundled again when the source has changed', () => {
    write('another source');
    expect(run()).toBe('another source');
  });
});
