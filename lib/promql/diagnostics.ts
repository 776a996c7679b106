import type { Diagnostic, Span } from './ast';

/** The lines of the text that a fault stands in, each with carets under what is wrong; without the message and the hint. */
export function explain(text: string, fault: Pick<Diagnostic, 'span'>): string {
  const { from, to } = clamp(text, fault.span);
  const out: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    // A place between two characters belongs to the line that it ends.
    const touched = from === to ? start <= from && from <= end : from < end && to > start;
    if (touched) out.push(line.replace(/\r$/, ''), carets(line, from - start, to - start));
    start = end + 1;
  }
  return out.join('\n');
}

/**
 * A span without the blanks at its ends and the comments before it, as stand between two operands and their operator; one of
 * nothing else stays as it is.
 */
export function tightSpan(text: string, span: Span): Span {
  const { from, to } = clamp(text, span);
  const part = text.slice(from, to);
  const [lead] = /^(?:\s+|#.*\n)*/.exec(part)!;
  const kept = part.slice(lead.length).trimEnd().length;
  return kept === 0 ? span : { from: from + lead.length, to: from + lead.length + kept };
}

function clamp(text: string, { from, to }: Span): Span {
  const first = Math.max(0, Math.min(from, text.length));
  return { from: first, to: Math.max(first, Math.min(to, text.length)) };
}

/** Blanks up to the fault, tabs kept so that they are as wide as above, then carets, at least one. */
function carets(line: string, from: number, to: number): string {
  const lead = line.slice(0, Math.max(0, from));
  const indent = from < 0 ? (/^\s*/.exec(line)?.[0] ?? '') : '';
  const blank = [...lead, ...indent].map((character) => (character === '\t' ? '\t' : ' '.repeat(width(character)))).join('');
  const marked = line.slice(Math.max(0, from, indent.length), Math.max(0, to)).replace(/\s+$/, '');
  const length = [...marked].reduce((sum, character) => sum + width(character), 0);
  return blank + '^'.repeat(Math.max(1, length));
}

const wide = /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{3fffd}]$/u;

/** Columns of a terminal: 0 for marks that sit on the letter before, 2 for East Asian wide letters and pictographs. */
function width(character: string): number {
  if (/^[\p{Mn}\p{Me}\u200b-\u200d\ufe0f]$/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
