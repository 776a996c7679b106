import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = dirname(__dirname);
let scratch: string;
let repository: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'vigie-ci-'));
  repository = join(scratch, 'repository');
  mkdirSync(join(repository, '.ci'), { recursive: true });
  cpSync(join(root, '.ci', 'run'), join(repository, '.ci', 'run'));
  writeFileSync(join(repository, '.gitignore'), 'build/\n');
  git('init', '--quiet');
});
afterEach(() => rmSync(scratch, { recursive: true }));

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=team', '-c', 'user.email=team@example.com', ...args], { cwd: repository, stdio: 'pipe' });

/** What a suite reports. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests?: number;
}

/** The last line of .ci/run and its status, where `npm` writes these reports and ends so. */
function run(unit: Report | 'crash', conformance: Report) {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'all');
  const bin = join(scratch, 'bin');
  mkdirSync(bin);
  const written = (report: Report | 'crash') =>
    report === 'crash' ? 'exit 1' : `echo '${JSON.stringify(report)}' >"$file"; exit ${report.numFailedTests > 0 ? 1 : 0}`;
  const script = `for word; do case "$word" in --outputFile.json=*) file="\${word#*=}";; esac; done
case "$1 \${2-}" in
'test --') [ ! -e ../shared ] || exit 9; ${written(unit)};;
'run conformance') ${written(conformance)};;
esac`;
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  for (const name of ['openssl', 'curl', 'ip', 'nsenter', 'diff']) writeFileSync(join(bin, name), '#!/bin/sh\n', { mode: 0o755 });
  const { stdout, status } = spawnSync(join(repository, '.ci', 'run'), {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
  });
  return { last: stdout.trimEnd().split('\n').at(-1), status };
}

describe('the last line of .ci/run', () => {
  test('counts the tests of both suites', () => {
    expect(run({ numPassedTests: 30, numFailedTests: 0 }, { numPassedTests: 12, numFailedTests: 0 })).toEqual({
      last: '42 passed, 0 failed',
      status: 0,
    });
  });
  test('counts those that fail', () => {
    expect(run({ numPassedTests: 30, numFailedTests: 1 }, { numPassedTests: 12, numFailedTests: 2 })).toEqual({
      last: '42 passed, 3 failed',
      status: 1,
    });
  });
  test('counts a skipped test as failed', () => {
    expect(run({ numPassedTests: 30, numFailedTests: 0, numPendingTests: 1 }, { numPassedTests: 12, numFailedTests: 0 })).toEqual({
      last: '42 passed, 1 failed',
      status: 1,
    });
  });
  test('counts a suite that ends without a report', () => {
    expect(run('crash', { numPassedTests: 12, numFailedTests: 0 })).toEqual({ last: '12 passed, 1 failed', status: 1 });
  });
  test('counts a file below build/ that is tracked', () => {
    mkdirSync(join(repository, 'build', 'run'), { recursive: true });
    writeFileSync(join(repository, 'build', 'run', 'main.cjs'), '');
    git('add', '--force', 'build/run/main.cjs');
    expect(run({ numPassedTests: 30, numFailedTests: 0 }, { numPassedTests: 12, numFailedTests: 0 })).toEqual({
      last: '42 passed, 1 failed',
      status: 1,
    });
  });
  test('is of a clone without what is beside the checkout', () => {
    mkdirSync(join(scratch, 'shared'));
    expect(run({ numPassedTests: 30, numFailedTests: 0 }, { numPassedTests: 12, numFailedTests: 0 })).toEqual({
      last: '42 passed, 0 failed',
      status: 0,
    });
  });
});
