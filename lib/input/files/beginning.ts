import { closeSync, openSync, readSync } from 'node:fs';

/** Whether a file begins with a text; no more of it is read. */
export function beginsWith(path: string, text: string): boolean {
  const wanted = Buffer.from(text);
  const start = Buffer.alloc(wanted.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  return start.equals(wanted);
}
