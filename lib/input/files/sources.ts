import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isTemplateFile } from '../../input/template-files';
import type { InputProblem } from '../../yaml/problem';
import type { InputSource } from '../../yaml/text';
import { contentOf, unreadable } from './content';

const isManifest = (name: string) => /\.(ya?ml|json)$/i.test(name);
const isTemplateOrManifest = (name: string) => isManifest(name) || isTemplateFile(name);

export interface Input {
  readonly sources: readonly InputSource[];
  readonly problems: readonly InputProblem[];
}

/**
 * A link of a folder that leads out of it. The folder may be a stranger's, and what the link leads to is on this machine: a token, a key.
 */
const leadsOut = (path: string, folder: string): InputProblem => ({
  code: 'unreadable',
  file: path,
  message: `is a link that leads out of ${folder}`,
  hint: 'Remove it, or name what it leads to as well.',
});

export interface Reading {
  readonly except?: string;
  readonly withTemplates?: boolean;
}

/** What has been read, so that each file and folder is read once, however many paths and links lead to it. */
type Seen = Set<string>;

/**
 * The files that paths name: a file as it is, of a folder all YAML and JSON files below it (none whose name begins with a dot, nor
 * node_modules), `-` for standard input. Links are followed below the named paths, but to the folders that they are in. What is not there or cannot be read is
 * a problem, and does not hide the rest. `except` is a folder that is passed over wherever it stands, such as the one that the output
 * goes to. With templates, files of templates are read too.
 */
export function sourcesAt(paths: readonly string[], { except, withTemplates = false }: Reading = {}): Input {
  const sources: InputSource[] = [];
  const problems: InputProblem[] = [];
  const seen: Seen = new Set();
  const isWanted = withTemplates ? isTemplateOrManifest : isManifest;
  const roots = paths.filter((path) => path !== '-').map((path) => realPath(path));
  if (except !== undefined) seen.add(realPath(except));
  for (const path of paths) {
    for (const found of path === '-' ? [path] : named(path, { seen, roots, isWanted })) {
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
function* named(path: string, { seen, roots, isWanted }: Omit<Walk, 'top'>): Generator<string | InputProblem> {
  const stat = statOf(path);
  if (!('isDirectory' in stat)) yield stat;
  else if (!stat.isDirectory()) yield path;
  else if (!isFirst(path, seen)) return;
  else {
    let isEmpty = true;
    for (const found of inFolder(path, { top: path, seen, roots, isWanted })) {
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

/** A folder that was named, what has been read, and the real paths of all that was named. */
interface Walk {
  readonly top: string;
  readonly seen: Seen;
  readonly roots: readonly string[];
  readonly isWanted: (name: string) => boolean;
}

function* inFolder(folder: string, walk: Walk): Generator<string | InputProblem> {
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
    const isFolder = 'isDirectory' in stat && stat.isDirectory();
    if ((isFolder || walk.isWanted(name)) && isOutside(path, walk.roots)) {
      yield leadsOut(path, walk.top);
    } else if (isFolder) {
      const isLoop = `${realPath(folder)}${sep}`.startsWith(join(realPath(path), sep));
      if (!isLoop && isFirst(path, walk.seen)) yield* inFolder(path, walk);
    } else if (walk.isWanted(name)) {
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

/** A link up to a folder that it is in leads in a circle, and nowhere else. */
function isOutside(path: string, roots: readonly string[]): boolean {
  if (!lstatSync(path).isSymbolicLink()) return false;
  const real = join(realPath(path), sep);
  return !roots.some((root) => real.startsWith(join(root, sep)) || join(root, sep).startsWith(real));
}

function statOf(path: string): Stats | InputProblem {
  try {
    return statSync(path);
  } catch (error) {
    return unreadable(path, error);
  }
}
