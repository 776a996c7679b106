import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Makes a folder hold these files and nothing else, whole or not at all: everything is written beside it first, then the two are
 * exchanged. Throws where the folder is one that people work in.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>): void {
  // A link to a folder stays, and what it leads to is replaced.
  const target = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  if (target === realpathSync('.') || existsSync(join(target, 'package.json')) || existsSync(join(target, '.git'))) {
    throw new Error(`the output folder ${folder} would be replaced, but it holds a project: choose another one, such as dist`);
  }
  mkdirSync(dirname(target), { recursive: true });
  // A folder of its own, so that nothing of anybody else is in the way: neither a folder of that name nor another run.
  const scratch = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const fresh = join(scratch, 'new');
    writeFolder(fresh, files);
    exchange(target, fresh, join(scratch, 'old'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder);
  const folders = new Set([folder]);
  for (const [file, text] of files) {
    const path = join(folder, file);
    const parent = dirname(path);
    if (!folders.has(parent)) {
      mkdirSync(parent, { recursive: true });
      folders.add(parent);
    }
    writeFileSync(path, text);
  }
}

function exchange(target: string, fresh: string, stale: string): void {
  const isThere = existsSync(target);
  if (isThere) renameSync(target, stale);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (isThere) renameSync(stale, target);
    throw error;
  }
}
