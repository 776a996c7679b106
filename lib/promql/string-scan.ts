import type { Span } from './ast';

interface StringFault {
  readonly message: string;
  readonly hint?: string;
  readonly span: Span;
}

/** The offset after the string that starts at `from`, or what is wrong with it. */
export function scanString(text: string, from: number, quote: string): number | StringFault {
  for (let pos = from + 1; pos < text.length; pos++) {
    const c = text.charAt(pos);
    if (c === quote) return pos + 1;
    if (c >= '\ud800') {
      const code = text.codePointAt(pos) ?? 0;
      const lone = code >= 0xd800 && code <= 0xdfff;
      if (lone || code === 0xfffd) return { message: 'invalid UTF-8 in a string', span: { from: pos, to: pos + 1 } };
      if (code > 0xffff) pos++;
    }
    if (quote === '`') continue;
    if (c === '\n') break;
    if (c === '\\') {
      const length = escapeLength(text, pos, quote);
      if (length === 0) {
        const span = { from: pos, to: Math.min(text.length, pos + 2) };
        const message = `\`${text.slice(span.from, span.to)}\` is no escape of PromQL strings`;
        return { message, hint: 'a backslash itself is written `\\\\`', span };
      }
      pos += length - 1;
    }
  }
  return { message: 'unclosed string', hint: `add \`${quote}\``, span: { from, to: from + 1 } };
}

const escapes: readonly (readonly [RegExp, number])[] = [
  [/[0-7]{3}/y, 8],
  [/x[0-9a-fA-F]{2}/y, 16],
  [/u[0-9a-fA-F]{4}/y, 16],
  [/U[0-9a-fA-F]{8}/y, 16],
];

/** How long the escape sequence at `pos` is, its backslash included; 0 where there is none (Go's rules). */
function escapeLength(text: string, pos: number, quote: string): number {
  const c = text.charAt(pos + 1);
  if (c === '') return 0;
  if (c === quote || 'abfnrtv\\'.includes(c)) return 2;
  for (const [pattern, base] of escapes) {
    pattern.lastIndex = pos + 1;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const value = parseInt(base === 8 ? found : found.slice(1), base);
    const limit = found.length === 3 ? 0xff : 0x10ffff;
    return value > limit || (value >= 0xd800 && value < 0xe000) ? 0 : found.length + 1;
  }
  return 0;
}
