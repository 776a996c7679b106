import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a compilation writes at the top of its folder, and below `rules`. */
const own = /^(prometheus(-\d+)?\.yaml|alertmanager\.yaml|assets\.txt|rules)$/;
const ownRules = /^prometheus-.+-rulefiles-\d+$/;
/** Written by every compilation: a folder without it is somebody else's, whatever its files are called. */
const mark = 'assets.txt';

/** Why a folder cannot be replaced by a compilation: it holds something that no compilation has written. */
export function outputFault(folder: string): string | undefined {
  try {
    const link = lstatSync(folder, { throwIfNoEntry: false });
    if (link === undefined) return undefined;
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat === undefined) return `${folder} is a link that leads nowhere: name a folder for the output`;
    if (!stat.isDirectory()) return `${folder} is no folder: name one for the output`;
    const foreign = foreignIn(folder);
    return foreign === undefined
      ? undefined
      : `${folder} holds ${foreign}, which would be lost: name an empty folder, a new one, or one of an earlier compilation`;
  } catch (error) {
    return `${folder} cannot be written: ${writeFault(error)}`;
  }
}

/** The first thing in a folder that is not of a compilation. */
function foreignIn(folder: string): string | undefined {
  const entries = readdirSync(folder, { withFileTypes: true });
  const foreign = entries.find((entry) => !own.test(entry.name) || entry.isDirectory() !== (entry.name === 'rules'));
  if (foreign !== undefined) return foreign.name;
  const rules = entries.some(({ name }) => name === 'rules')
    ? readdirSync(join(folder, 'rules')).find((name) => !ownRules.test(name))
    : undefined;
  if (rules !== undefined) return join('rules', rules);
  return entries.some(({ name }) => name === mark) ? undefined : entries[0]?.name;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ELOOP: 'its links lead in a circle',
  EBUSY: 'it is a mount point, which cannot be exchanged for a new folder: name a folder below it',
  EXDEV: 'it is a mount point, which cannot be exchanged for a new folder: name a folder below it',
  ENAMETOOLONG: 'its name is too long',
};

/** Why nothing could be written, in words. */
export function writeFault(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}
