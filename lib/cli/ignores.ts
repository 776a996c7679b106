import type { Finding } from '../model/finding';
import type { InputSource } from '../objects';

/** `# vigie: ignore CHECK reason`, on the line of a finding or on one of the comment lines directly above it. */
const comment = /#\s*vigie:\s*ignore\s+([\w-]+)/g;

/** Whether a finding stays: no comment in its file switches its check off at its place. */
export function ignored(sources: readonly InputSource[]): (finding: Finding) => boolean {
  const lines = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const known = lines.get(file);
    if (known !== undefined) return known;
    const source = sources.find((one) => one.file === file);
    const text = source === undefined ? '' : typeof source.text === 'string' ? source.text : Buffer.from(source.text).toString('utf8');
    const split = text.includes('vigie:') ? text.split('\n') : [];
    lines.set(file, split);
    return split;
  };
  return ({ file, line, check }) => {
    if (file === undefined || line === undefined) return true;
    const all = linesOf(file);
    const names = (text: string | undefined) => [...(text ?? '').matchAll(comment)].map(([, name]) => name);
    if (names(all[line - 1]).includes(check)) return false;
    for (let above = line - 2; above >= 0 && /^\s*(#|-\s*#)/.test(all[above] ?? ''); above--) if (names(all[above]).includes(check)) return false;
    return true;
  };
}
