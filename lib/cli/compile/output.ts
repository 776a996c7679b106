import { folderFault } from '../../stack/folder';

/** Why a folder cannot be replaced by a compilation. */
export function outputProblem(folder: string): string | undefined {
  try {
    return folderFault(folder);
  } catch (error) {
    return `${folder} cannot be written: ${writeProblem(error)}`;
  }
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
export function writeProblem(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}
