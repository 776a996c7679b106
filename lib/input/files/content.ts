import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { defaultLimits, type InputProblem } from '../../yaml/problem';
import { tooLarge } from '../../yaml/text';

/** The bytes of a file, a pipe or standard input (`-`), or why there are none. Nothing over the limit is read. */
export function contentOf(path: string): Uint8Array | InputProblem {
  const isStandardInput = path === '-';
  let handle: number | undefined;
  try {
    // Otherwise a pipe that nobody writes to would keep us waiting for ever.
    handle = isStandardInput ? 0 : openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(handle);
    if (stat.isFile() && stat.size > defaultLimits.bytes) return tooLarge(path, stat.size, defaultLimits);
    if (stat.isFile() && stat.size > 0 && !isStandardInput) return readFileSync(handle);
    return drained(path, handle, stat.isFIFO() && !isStandardInput);
  } catch (error) {
    return unreadable(path, error);
  } finally {
    if (handle !== undefined && !isStandardInput) closeSync(handle);
  }
}

const pause = 10; // milliseconds
const patience = 1000; // milliseconds for whoever writes to a pipe to open it

/** What a stream gives until its end. */
function drained(path: string, handle: number, mayLackWriter: boolean): Uint8Array | InputProblem {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let hasWriter = !mayLackWriter;
  for (let waited = 0; ; ) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const count = readNow(handle, chunk);
    if (count === 0 && (hasWriter || waited >= patience)) break;
    if (count === undefined || count > 0) hasWriter = true;
    if (count) {
      chunks.push(chunk.subarray(0, count));
      size += count;
      if (size > defaultLimits.bytes) return tooLarge(path, size, defaultLimits);
    } else {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
      waited += pause;
    }
  }
  if (!hasWriter) {
    return {
      code: 'unreadable',
      file: path,
      message: 'cannot be read: it is a pipe, and nothing writes to it',
      hint: 'Start the program that writes to it first, or name a file.',
    };
  }
  return Buffer.concat(chunks);
}

/** How many bytes there were, 0 at the end, undefined where there are none yet. */
function readNow(handle: number, chunk: Uint8Array): number | undefined {
  try {
    return readSync(handle, chunk);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return undefined;
    if (code === 'EOF') return 0; // of a pipe, on Windows
    throw error;
  }
}

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['there is nothing of that name', 'Name a file or a folder that is there, or - for standard input.'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'Name a file or a folder that is there, or - for standard input.'],
  EACCES: ['this user may not read it', 'Give yourself the right to read it, or leave it out.'],
  EPERM: ['this user may not read it', 'Give yourself the right to read it, or leave it out.'],
  EISDIR: ['it is a folder', 'Name the folder itself: all YAML and JSON files below it are read.'],
  ELOOP: ['its links lead in a circle', 'Remove the link, or let it lead to a file.'],
  ENAMETOOLONG: ['its name is too long', 'Name a file or a folder that is there, or - for standard input.'],
  ENXIO: ['it is a socket or a device', 'Name a file, or hand its content to standard input and name -.'],
  EIO: ['the disk or the terminal fails', 'Try again, or name a file.'],
};

/** Why a path gives nothing. */
export function unreadable(path: string, error: unknown): InputProblem {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const [reason, hint] = reasons[code] ?? [message, 'Name a file or a folder that can be read, or - for standard input.'];
  return { code: 'unreadable', file: path === '' ? '""' : path, message: `cannot be read: ${reason}`, hint };
}
