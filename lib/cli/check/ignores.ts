import type { Finding } from '../../model/finding';
import type { InputSource } from '../../yaml/text';

/**
 * `# vigie: ignore CHECK reason`, at the end of a line or in the comment lines above one: of that line, and of all that is
 * indented below it, as the fields of a rule and the lines of a block are. `# vigie: ignore-file CHECK reason` stands anywhere in
 * its file.
 */
const comment = /#\s*vigie:\s*(ignore|ignore-file)\s+([\w-]+)/g;

/** A comment that switches a check off, where it stands. */
export interface Ignore {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly check: string;
  readonly isForFile: boolean;
}

/** The comments of all sources. */
export const ignoresIn = (sources: readonly InputSource[]): readonly Ignore[] =>
  sources.flatMap(({ file, text }) =>
    linesOf(text).flatMap((line, index) =>
      [...line.matchAll(comment)].map(
        ({ 1: word, 2: check, index: at }): Ignore => ({
          file,
          line: index + 1,
          column: at + 1,
          check: check!,
          isForFile: word === 'ignore-file',
        }),
      ),
    ),
  );

function linesOf(text: InputSource['text']): readonly string[] {
  const whole = typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.length).toString('utf8');
  return whole.includes('vigie:') ? whole.split('\n') : [];
}

/** Whether a finding stays: no comment in its file switches its check off at its place. */
export function notIgnored(sources: readonly InputSource[], ignores: readonly Ignore[]): (finding: Finding) => boolean {
  const files = new Map<string, { readonly lines: readonly string[]; readonly ignores: readonly Ignore[] }>();
  for (const file of new Set(ignores.map((ignore) => ignore.file))) {
    files.set(file, {
      lines: sources.filter((source) => source.file === file).flatMap(({ text }) => linesOf(text)),
      ignores: ignores.filter((ignore) => ignore.file === file),
    });
  }
  return ({ file, line, check }) => {
    const known = file === undefined ? undefined : files.get(file);
    const own = known?.ignores.filter((ignore) => ignore.check === check) ?? [];
    if (known === undefined || own.length === 0) return true;
    if (own.some(({ isForFile }) => isForFile)) return false;
    const lines = new Set(own.map((ignore) => ignore.line));
    return line === undefined || !coveringLines(known.lines, line).some((covering) => lines.has(covering));
  };
}

const isComment = (text: string): boolean => /^\s*#/.test(text);
const indentOf = (text: string): number => text.length - text.trimStart().length;

/** A line, those that it is indented below, and the comment lines above each of them. */
function coveringLines(lines: readonly string[], line: number): readonly number[] {
  const found: number[] = [];
  let limit = Infinity;
  for (let at = line; at >= 1; at--) {
    const text = lines[at - 1] ?? '';
    // A list may stand as far left as its key.
    const depth = indentOf(text) + (/^\s*-\s/.test(text) ? 0.5 : 0);
    if (at !== line && (text.trim() === '' || isComment(text) || depth >= limit)) continue;
    limit = depth;
    found.push(at);
    for (let above = at - 1; above >= 1 && isComment(lines[above - 1]!); above--) found.push(above);
  }
  return found;
}
