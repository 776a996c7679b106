import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { beginsWith } from '../input/files/beginning';
import { reportHeader } from '../report/page';

/** The first line of every YAML file that is written: who reads the file sees where it comes from, and a later run knows it as its own. */
export const fileHeader = '# Written by cdk8s-vigie: change its source, not this file.\n';

/** Lists that programs read line by line, and that have no room for a header. */
const ownLists = new Set(['images.txt', 'assets.txt']);

/** How many foreign files a message names. */
const namedFiles = 5;

/** The output cannot be written; the message says why, and what to do. */
export class OutputError extends Error {}

/**
 * Makes a folder hold these files and nothing else, whole or not at all: everything is written beside it first, then the two are
 * exchanged. Files that hold a `secret` can be read by their owner alone. Throws an OutputError, and changes nothing, where `folderFault` has one or a file would leave the folder.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>, secret: ReadonlySet<string> = new Set()): void {
  const fault = folderFault(folder);
  if (fault !== undefined) throw new OutputError(fault);
  // A link to a folder stays, and what it leads to is replaced.
  const target = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  // A folder of its own, so that nothing of anybody else is in the way: neither a folder of that name nor another run.
  const scratch = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const fresh = join(scratch, 'new');
    writeFolder(fresh, files, secret);
    if (existsSync(target)) chmodSync(fresh, statSync(target).mode);
    exchange(target, fresh, join(scratch, 'old'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Why a folder cannot be replaced: it is no folder, people work in it, or it holds something that no run has written. */
export function folderFault(folder: string): string | undefined {
  const link = lstatSync(folder, { throwIfNoEntry: false });
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (link !== undefined && stat === undefined) return `${folder} is a link that leads nowhere: name a folder for the output`;
  if (stat !== undefined && !stat.isDirectory()) return `${folder} is no folder: name one for the output`;
  const target = stat === undefined ? resolve(folder) : realpathSync(folder);
  if (workplaces().some((place) => isInside(place, target))) {
    return `the output folder ${folder} would be replaced, but it holds the project or the home folder: choose another one, such as dist`;
  }
  if (stat === undefined) return undefined;
  if (existsSync(join(target, 'package.json')) || existsSync(join(target, '.git'))) {
    return `the output folder ${folder} would be replaced, but it holds a project: choose another one, such as dist`;
  }
  const foreign = foreignIn(target);
  if (foreign.length === 0) return undefined;
  const named = foreign.slice(0, namedFiles).join(', ') + (foreign.length > namedFiles ? ` and ${foreign.length - namedFiles} more` : '');
  return `${folder} holds ${named}, which would be lost: remove what is not needed, or name an empty folder, a new one, or one of an earlier run`;
}

/** Folders that must never be inside of what is replaced. */
function workplaces(): readonly string[] {
  const program = process.argv[1];
  return [process.cwd(), homedir(), ...(program === undefined ? [] : [dirname(program)])]
    .filter((place) => existsSync(place))
    .map((place) => realpathSync(place));
}

/** Whether a path is a folder or something in it. */
function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** What no run has written, as paths in the folder. Without a file of ours, lists and empty folders are somebody else's too. */
function foreignIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  const pathOf = (entry: (typeof entries)[number]) => relative(folder, join(entry.parentPath ?? entry.path, entry.name));
  const stamped = new Set(files.filter((entry) => entry.isFile() && isStamped(join(folder, pathOf(entry)))));
  const foreign = files.filter((entry) => !stamped.has(entry) && !(stamped.size > 0 && entry.isFile() && ownLists.has(entry.name)));
  if (foreign.length > 0 || stamped.size > 0) return foreign.map(pathOf).sort();
  return entries.map(pathOf).sort();
}

const isStamped = (path: string): boolean => beginsWith(path, path.endsWith('.html') ? reportHeader : fileHeader);

function writeFolder(folder: string, files: ReadonlyMap<string, string>, secret: ReadonlySet<string>): void {
  mkdirSync(folder);
  const folders = new Set([folder]);
  for (const [file, text] of files) {
    const path = join(folder, file);
    if (path === folder || isAbsolute(file) || !isInside(path, folder)) {
      throw new OutputError(`a file would be written outside of the output folder, as ${JSON.stringify(file)}: nothing was written`);
    }
    const parent = dirname(path);
    if (!folders.has(parent)) {
      mkdirSync(parent, { recursive: true });
      folders.add(parent);
    }
    writeFileSync(path, file.endsWith('.yaml') ? fileHeader + text : text, secret.has(file) ? { mode: 0o600 } : {});
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
