import { actionToken, blanks } from './action-token';
import type { TemplateToken, TokenKind } from './tokens';

/** The tokens of a template as text/template/parse/lex.go (Go 1.26) cuts them; after a problem there are no more. */
export function tokenizeTemplate(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  const add = (kind: TokenKind, from: number, to: number): void => void tokens.push({ kind, text: text.slice(from, to), from, to });
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('{{', at);
    const until = open === -1 ? text.length : open;
    const trims = open !== -1 && /^-[ \t\r\n]/.test(text.slice(open + 2, open + 4));
    const end = trims ? at + text.slice(at, until).replace(/[ \t\r\n]+$/, '').length : until;
    if (end > at) add('text', at, end);
    if (open === -1) break;
    const start = open + (trims ? 4 : 2);
    const isComment = text.startsWith('/*', start);
    if (!isComment) add('{{', open, start);
    const after = isComment ? afterComment(text, start, open) : afterAction(text, start, open, tokens);
    if (typeof after !== 'number') return [...tokens, after];
    at = after;
  }
  add('end of text', text.length, text.length);
  return tokens;
}

const problem = (message: string, from: number, to: number): TemplateToken => ({ kind: 'problem', text: message, from, to });

/** The offset after a comment, or what is wrong with it. */
function afterComment(text: string, start: number, open: number): number | TemplateToken {
  const close = text.indexOf('*/', start + 2);
  if (close === -1) return problem('the comment is not closed', open, text.length);
  return afterDelimiter(text, close + 2) ?? problem('after the comment something follows before `}}`', close + 2, close + 3);
}

/** Adds the tokens of an action; gives the offset after it, or what is wrong with it. */
function afterAction(text: string, start: number, open: number, tokens: TemplateToken[]): number | TemplateToken {
  let depth = 0;
  for (let at = start; ; ) {
    const close = afterDelimiter(text, at);
    if (close !== undefined) {
      if (depth > 0) return problem('a `(` is not closed', open, at);
      const from = text.indexOf('}}', at);
      tokens.push({ kind: '}}', text: '}}', from, to: from + 2 });
      return close;
    }
    if (at >= text.length) return problem('the action is not closed: `}}` is missing', open, text.length);
    const next = actionToken(text, at);
    if (next.kind === 'problem') return next;
    if (next.kind === '(') depth++;
    if (next.kind === ')' && --depth < 0) return problem('there is a `)` too many', next.from, next.to);
    tokens.push(next);
    at = next.to;
  }
}

/** The offset after `}}` and the text that its trim marker takes; undefined where there is no end of an action. */
function afterDelimiter(text: string, at: number): number | undefined {
  if (text.startsWith('}}', at)) return at + 2;
  if (!/^[ \t\r\n]-\}\}/.test(text.slice(at, at + 4))) return undefined;
  const end = at + 4;
  blanks.lastIndex = end;
  return blanks.test(text) ? blanks.lastIndex : end;
}
