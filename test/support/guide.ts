import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(dirname(__dirname));

export interface Block {
  readonly script: string;
  /** The exit code that the page promises. */
  readonly status: number;
}

/** The shell commands of a page that are marked to be run: `<!-- run -->`, or `<!-- run: 1 -->` for those that end with 1. */
export function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/<!-- run(?:: (\d))? -->\n```sh\n([\s\S]*?)```/g)].map(([, status, script]) => ({
    status: Number(status ?? 0),
    script: script!,
  }));
}

export interface Shell {
  readonly folder: string;
  run(script: string): { readonly status: number | null; readonly stderr: string };
}

/** A copy of an example, and a shell in it whose `npx vigie` is this checkout's. `programs` is a folder with other commands. */
export function shellIn(example: string, programs?: string): Shell {
  const scratch = mkdtempSync(join(tmpdir(), 'vigie-guide-'));
  const [folder, bin] = [join(scratch, 'work'), join(scratch, 'bin')];
  cpSync(join(root, example), folder, { recursive: true });
  mkdirSync(bin);
  const vigie = [process.execPath, join(root, 'scripts', 'run.mjs'), join(root, 'lib', 'cli', 'main.ts')]
    .map((word) => `'${word}'`)
    .join(' ');
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\n[ "$1" = vigie ] || exit 127\nshift\nexec ${vigie} "$@"\n`, { mode: 0o755 });
  const path = [bin, ...(programs === undefined ? [] : [programs]), process.env.PATH].join(':');
  return {
    folder,
    run: (script) => spawnSync('sh', ['-e', '-c', script], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: path } }),
  };
}
