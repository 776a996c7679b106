import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = dirname(__dirname);
const scratch = mkdtempSync(join(tmpdir(), 'vigie-dist-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Every file below a folder, with its bytes. */
function bytesOf(folder: string): Record<string, string> {
  const files = (path: string): string[] =>
    readdirSync(path)
      .sort()
      .flatMap((name) => (statSync(join(path, name)).isDirectory() ? files(join(path, name)) : [join(path, name)]));
  return Object.fromEntries(files(folder).map((file) => [relative(folder, file), readFileSync(file, 'latin1')]));
}

function synth(name: string, env: NodeJS.ProcessEnv = {}): Record<string, string> {
  const outdir = join(scratch, name);
  execFileSync(process.execPath, ['scripts/run.mjs', 'main.ts'], {
    cwd: root,
    env: { ...process.env, ...env, CDK8S_OUTDIR: outdir },
    stdio: 'pipe',
  });
  return bytesOf(outdir);
}

const committed = bytesOf(join(root, 'dist'));
let first: Record<string, string>;
beforeAll(() => {
  first = synth('first');
});

describe('dist/', () => {
  test('is what main.ts says now: run `npm run synth` and commit it', () => expect(first).toEqual(committed));

  test('is the same in a second run', () => expect(synth('second')).toEqual(first));

  test.each(['Pacific/Kiritimati', 'America/St_Johns'])('is the same in the time zone %s', (TZ) =>
    expect(synth(`tz-${TZ.replace('/', '-')}`, { TZ })).toEqual(first),
  );

  test.each(['tr_TR.UTF-8', 'C', 'ar_EG.UTF-8'])('is the same in the locale %s', (locale) =>
    expect(synth(`locale-${locale}`, { LANG: locale, LC_ALL: locale })).toEqual(first),
  );

  test('is the same through the cdk8s command', { timeout: 60_000 }, () => {
    const outdir = join(scratch, 'cli');
    execFileSync(join(root, 'node_modules', '.bin', 'cdk8s'), ['synth', '--check-upgrade=false', '--output', outdir], {
      cwd: root,
      stdio: 'pipe',
    });
    expect(bytesOf(outdir)).toEqual(first);
  });

  test('begins with the namespaces, because kubectl applies files in the order of their names', () => {
    expect(Object.keys(first).filter((file) => !file.includes('/'))[0]).toBe('00-namespaces.yaml');
  });
});
