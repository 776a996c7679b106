import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Makes a folder hold these files and nothing else, whole or not at all: everything is written beside it first, then the two are
 * exchanged. Throws where the folder is one that people work in.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const target = resolve(folder);
  if (target === process.cwd() || existsSync(join(target, 'package.json')) || existsSync(join(target, '.git'))) {
    throw new Error(`the output folder ${folder} would be replaced, but it holds a project: choose another one, such as dist`);
  }
  const fresh = `${target}.new`;
  const stale = `${target}.old`;
  rmSync(fresh, { recursive: true, force: true });
  rmSync(stale, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const folders = new Set<string>();
  for (const [file, text] of files) {
    const path = join(fresh, file);
    const parent = dirname(path);
    if (!folders.has(parent)) {
      mkdirSync(parent, { recursive: true });
      folders.add(parent);
    }
    writeFileSync(path, text);
  }
  if (existsSync(target)) renameSync(target, stale);
  renameSync(fresh, target);
  rmSync(stale, { recursive: true, force: true });
}
