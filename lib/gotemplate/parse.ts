import type { Span } from '../promql/ast';
import {
  afterSpace,
  badString,
  expectToken,
  failAt,
  type KnownNames,
  peek,
  skipSpace,
  type TemplateCursor,
  TemplateSyntaxError,
  takeToken,
  unexpectedToken,
} from './cursor';
import { tokenizeTemplate } from './lexer';
import { stringOf } from './literals';
import { pipeline } from './pipeline';
import type { Branch, Node, Template, TemplateProblem } from './syntax';
import type { TemplateToken } from './tokens';

/** Reads a template as Go's text/template does: the tree, or the first problem at which it refuses the text. */
export function parseTemplate(text: string, names: KnownNames): Template | TemplateProblem {
  try {
    return parse(text, names);
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return error.problem;
    // Go's parser has a limit of its own, 10,000 parentheses; the stack ends here first.
    if (error instanceof RangeError)
      return { code: 'too-large', message: 'the template nests too deep to be read', span: { from: 0, to: text.length } };
    throw error;
  }
}

function parse(text: string, { functions, variables }: KnownNames): Template {
  const c: TemplateCursor = {
    text,
    tokens: tokenizeTemplate(text),
    functions,
    definitions: new Map(),
    index: 0,
    variables: ['$', ...variables],
    ranges: 0,
  };
  const nodes: Node[] = [];
  while (peek(c).kind !== 'end of text') {
    if (peek(c).kind === '{{' && afterSpace(c, c.index + 1).kind === 'define') definition(c);
    else nodes.push(node(c, 'the template'));
  }
  return { nodes, definitions: c.definitions };
}

function definition(c: TemplateCursor): void {
  takeToken(c);
  takeToken(c);
  const name = templateName(c, '`define`');
  expectToken(c, '}}', '`define`');
  define(
    c,
    name,
    apart(c, () => body(c, '`define`')),
  );
}

/** What is defined knows no variables but `$`. */
function apart<T>(c: TemplateCursor, read: () => T): T {
  const { variables, ranges } = c;
  c.variables = ['$'];
  c.ranges = 0;
  const result = read();
  Object.assign(c, { variables, ranges });
  return result;
}

function define(c: TemplateCursor, { name, span }: { name: string; span: Span }, content: readonly Node[]): void {
  const before = c.definitions.get(name);
  if (before === undefined || isEmpty(before)) c.definitions.set(name, content);
  else if (!isEmpty(content)) failAt(span, `the template \`${name}\` is defined twice`);
}

function templateName(c: TemplateCursor, where: string): { name: string; span: Span } {
  const token = takeToken(c);
  if (token.kind !== 'string') unexpectedToken(token, where);
  const name = stringOf(token);
  return name === undefined ? failAt(token, badString(token)) : { name, span: token };
}

/** Up to an `end`; `else` is not for these. */
function body(c: TemplateCursor, where: string): readonly Node[] {
  const { content, closedBy } = list(c, where);
  if (closedBy.kind === 'else') failAt(closedBy, `\`else\` cannot stand in ${where}`);
  return content;
}

/** Nodes up to an `end` or an `else`, which are read; after `else if` and `else with` the second word is next. */
function list(c: TemplateCursor, where: string): { readonly content: readonly Node[]; readonly closedBy: TemplateToken } {
  const content: Node[] = [];
  for (;;) {
    if (skipSpace(c).kind === '{{') {
      const word = afterSpace(c, c.index + 1);
      if (word.kind === 'end' || word.kind === 'else') {
        takeToken(c);
        takeToken(c);
        const chained = word.kind === 'else' && ['if', 'with'].includes(skipSpace(c).kind);
        if (!chained) expectToken(c, '}}', `\`${word.kind}\``);
        return { content, closedBy: word };
      }
    }
    content.push(node(c, where));
  }
}

function node(c: TemplateCursor, where: string): Node {
  const token = takeToken(c);
  if (token.kind === 'text') return { kind: 'text', text: token.text };
  if (token.kind !== '{{') unexpectedToken(token, where);
  const word = skipSpace(c);
  switch (word.kind) {
    case 'if':
    case 'with':
    case 'range':
      takeToken(c);
      return branch(c, word.kind);
    case 'template': {
      takeToken(c);
      const { name } = templateName(c, '`template`');
      const given = skipSpace(c).kind === '}}' ? void takeToken(c) : pipeline(c, '`template`', '}}');
      return { kind: 'template', name, ...(given && { pipeline: given }), span: word };
    }
    case 'block': {
      takeToken(c);
      const called = templateName(c, '`block`');
      const given = pipeline(c, '`block`', '}}');
      define(
        c,
        called,
        apart(c, () => body(c, '`block`')),
      );
      return { kind: 'template', name: called.name, pipeline: given, span: word };
    }
    case 'break':
    case 'continue':
      takeToken(c);
      expectToken(c, '}}', `\`${word.kind}\``);
      if (c.ranges === 0) failAt(word, `\`${word.kind}\` stands outside of a \`range\``);
      return { kind: word.kind };
    case 'end':
    case 'else':
      return failAt(word, `\`${word.kind}\` has no \`if\`, \`with\` or \`range\` before it`);
    default:
      return { kind: 'action', pipeline: pipeline(c, 'an action', '}}') };
  }
}

function branch(c: TemplateCursor, kind: Branch['kind']): Branch {
  const outer = c.variables.length;
  const where = `\`${kind}\``;
  const head = pipeline(c, where, '}}');
  if (kind === 'range') c.ranges++;
  const { content, closedBy } = list(c, where);
  if (kind === 'range') c.ranges--;
  let otherwise: readonly Node[] = [];
  if (closedBy.kind === 'else') {
    const next = peek(c).kind;
    if (kind !== 'range' && next === kind) {
      takeToken(c);
      otherwise = [branch(c, kind)];
    } else if (next === 'if' || next === 'with') {
      unexpectedToken(peek(c), `an \`else\` of ${where}`);
    } else {
      const rest = list(c, where);
      if (rest.closedBy.kind === 'else') failAt(rest.closedBy, `${where} has a second \`else\``);
      otherwise = rest.content;
    }
  }
  c.variables.length = outer;
  return { kind, pipeline: head, body: content, otherwise };
}

const isEmpty = (nodes: readonly Node[]): boolean => nodes.every((node) => node.kind === 'text' && node.text.trim() === '');
