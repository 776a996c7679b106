import { isUtf8 } from 'node:buffer';
import { type LineColumn, lineColumn } from '../text/lines';
import type { InputProblem, Limits } from './problem';

export interface InputSource {
  /** The name that findings print: a path, or `<stdin>`. */
  readonly file: string;
  readonly text: string | Uint8Array;
}

/** The text of a source, without a byte order mark; or why it is none. */
export function decodeText(source: InputSource, limits: Limits): string | InputProblem {
  const bytes = typeof source.text === 'string' ? undefined : source.text;
  const size = bytes?.length ?? (source.text as string).length;
  if (size > limits.bytes) return tooLarge(source.file, size, limits);
  const broken = bytes && wrongBytes(source.file, bytes);
  if (broken) return broken;
  const text = bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : (source.text as string);
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    const message = 'holds a NUL byte: this is binary data, not YAML';
    return {
      code: 'unreadable',
      file: source.file,
      ...lineColumn(text, nul),
      message,
      hint: 'Leave the file out, or write the object as text.',
    };
  }
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** A file that is over the limit. */
export function tooLarge(file: string, size: number, limits: Limits): InputProblem {
  return {
    code: 'too-large',
    file,
    message: `is ${mebibytes(size)} large, and no file over ${mebibytes(limits.bytes)} is read`,
    hint: 'Split it into several files.',
  };
}

const mebibytes = (bytes: number): string => (bytes < 1024 * 1024 ? `${bytes} bytes` : `${Number((bytes / 1024 / 1024).toFixed(1))} MiB`);

function wrongBytes(file: string, bytes: Uint8Array): InputProblem | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return { code: 'unreadable', file, message: 'is compressed with gzip', hint: 'Unpack it first (gunzip).' };
  }
  if (isUtf16(bytes)) {
    const hint = 'Save it as UTF-8, for example with iconv -f utf-16 -t utf-8.';
    return { code: 'unreadable', file, line: 1, column: 1, message: 'is UTF-16 text, which Kubernetes does not read', hint };
  }
  if (isUtf8(bytes)) return undefined;
  return {
    code: 'unreadable',
    file,
    ...firstWrongByte(bytes),
    message: 'is not UTF-8 text',
    hint: 'Save it as UTF-8; leave binary files out.',
  };
}

/** With a byte order mark, or with a zero in every second of its first bytes, as ASCII letters have in UTF-16. */
function isUtf16(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (a === 0 && b !== 0 && c === 0 && d !== 0) || (a !== 0 && b === 0 && c !== 0 && d === 0);
}

function firstWrongByte(bytes: Uint8Array): LineColumn {
  for (let line = 1, start = 0; ; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const text = bytes.subarray(start, end);
    if (newline === -1 || !isUtf8(text)) return { line, column: Buffer.from(text).toString('utf8').indexOf('\ufffd') + 1 };
    start = newline + 1;
  }
}
