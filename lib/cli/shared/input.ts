import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { InputProblem } from '../../yaml/problem';
import type { InputSource } from '../../yaml/text';
import { contentOf, unreadable } from './content';

const isManifest = (name: string) => /\.(ya?ml|json)$/i.test(name);

export interface Input {
  readonly sources: readonly InputSource[];
  readonly problems: readonly InputProblem[];
}

/** What has been read, so that each file and folder is read once, however many paths and links lead to it. */
type Seen = Set<string>;

/**
 * The files that paths name: a file as it is, of a folder all YAML and JSON files below it (none whose name begins with a dot, nor
 * node_modules), `-` for standard input. Links are followed, but to the folders that they are in. What is not there or cannot be read is
 * a problem, and does not hide the rest. `except` is a folder that is passed over wherever it stands, such as the one that the output
 * goes to.
 */
export function sourcesAt(paths: readonly string[], except?: string): Input {
  const sources: InputSource[] = [];
  const problems: InputProblem[] = [];
  const seen: Seen = new Set();
  if (except !== undefined) seen.add(realPath(except));
  for (const path of paths) {
    for (const found of path === '-' ? [path] : named(path, seen)) {
      if (typeof found !== 'string') problems.push(found);
      else if (isFirst(found, seen)) {
        const content = contentOf(found);
        if (content instanceof Uint8Array) sources.push({ file: found, text: content });
        else problems.push(content);
      }
    }
  }
  return { sources, problems };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // it says so itself when it is read
  }
}

function isFirst(path: string, seen: Seen): boolean {
  const real = path === '-' ? path : realPath(path);
  return !seen.has(real) && seen.add(real) !== undefined;
}

/** What a path of the command line stands for: a folder has to hold something. */
function* named(path: string, seen: Seen): Generator<string | InputProblem> {
  const stat = statOf(path);
  if (!('isDirectory' in stat)) yield stat;
  else if (!stat.isDirectory()) yield path;
  else if (!isFirst(path, seen)) return;
  else {
    let isEmpty = true;
    for (const found of inFolder(path, seen)) {
      isEmpty = false;
      yield found;
    }
    if (isEmpty) {
      yield {
        code: 'unreadable',
        file: path,
        message: 'holds no YAML or JSON file',
        hint: 'Name the folder that the manifests are in; file names end in .yaml, .yml or .json.',
      };
    }
  }
}

function* inFolder(folder: string, seen: Seen): Generator<string | InputProblem> {
  let names;
  try {
    names = readdirSync(folder);
  } catch (error) {
    yield unreadable(folder, error);
    return;
  }
  for (const name of names.filter((each) => !each.startsWith('.') && each !== 'node_modules').sort()) {
    const path = join(folder, name);
    const stat = statOf(path);
    if ('isDirectory' in stat && stat.isDirectory()) {
      const isLoop = `${realPath(folder)}${sep}`.startsWith(join(realPath(path), sep));
      if (!isLoop && isFirst(path, seen)) yield* inFolder(path, seen);
    } else if (isManifest(name)) {
      if (!('isDirectory' in stat)) yield stat;
      else if (stat.isFile()) yield path;
      else {
        yield {
          code: 'unreadable',
          file: path,
          message: 'is a pipe, a socket or a device, not a file',
          hint: 'Remove it from the folder, or name it by itself.',
        };
      }
    }
  }
}

function statOf(path: string): Stats | InputProblem {
  try {
    return statSync(path);
  } catch (error) {
    return unreadable(path, error);
  }
}
