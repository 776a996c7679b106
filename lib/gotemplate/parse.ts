import type { Span } from '../promql/ast';
import { nearest } from '../text/nearest';
import { type TemplateToken, type TokenKind, tokenizeTemplate } from './lexer';
import { numberKind, stringOf } from './literals';
import type { Branch, Command, Node, Operand, Pipeline, Template, TemplateProblem } from './syntax';

/** What a template may name: its functions, and the variables that are there before it begins. */
export interface KnownNames {
  readonly functions: { has(name: string): boolean; keys(): Iterable<string> };
  readonly variables: readonly string[];
}

class ParseProblem extends Error {
  constructor(readonly problem: TemplateProblem) {
    super(problem.message);
  }
}

/** Reads a template as Go's text/template does: the tree, or the first problem at which it refuses the text. */
export function parseTemplate(text: string, names: KnownNames): Template | TemplateProblem {
  try {
    return parse(text, names);
  } catch (error) {
    if (error instanceof ParseProblem) return error.problem;
    // Go's parser has a limit of its own, 10,000 parentheses; the stack ends here first.
    if (error instanceof RangeError)
      return { code: 'too-large', message: 'the template nests too deep to be read', span: { from: 0, to: text.length } };
    throw error;
  }
}

function parse(text: string, names: KnownNames): Template {
  const tokens = tokenizeTemplate(text);
  const definitions = new Map<string, readonly Node[]>();
  let index = 0;
  let variables: string[] = ['$', ...names.variables];
  let ranges = 0;

  const nodes: Node[] = [];
  while (peek().kind !== 'end of text') {
    if (peek().kind === '{{' && afterSpace(index + 1).kind === 'define') definition();
    else nodes.push(node('the template'));
  }
  return { nodes, definitions };

  function peek(): TemplateToken {
    return tokens[index]!;
  }
  function afterSpace(at: number): TemplateToken {
    const token = tokens[at]!;
    return token.kind === 'space' ? tokens[at + 1]! : token;
  }
  function skipSpace(): TemplateToken {
    if (peek().kind === 'space') index++;
    return peek();
  }
  function take(): TemplateToken {
    const token = skipSpace();
    if (token.kind !== 'end of text' && token.kind !== 'problem') index++;
    return token;
  }
  function fail(span: Span, message: string, hint?: string): never {
    throw new ParseProblem({ code: 'syntax', message, ...(hint && { hint }), span: { from: span.from, to: span.to } });
  }
  function unexpected(token: TemplateToken, where: string): never {
    if (token.kind === 'problem') fail(token, token.text, hintOf(token));
    if (token.kind === 'end of text') {
      fail(token, `the template ends in ${where}`, 'close every `if`, `with`, `range`, `define` and `block` with `{{ end }}`');
    }
    if (token.text === '}') fail(token, 'one `}` does not close an action', 'Write `}}`.');
    return fail(token, `\`${token.text}\` cannot stand in ${where}`);
  }
  function expect(kind: TokenKind, where: string): TemplateToken {
    const token = take();
    return token.kind === kind ? token : unexpected(token, where);
  }

  function definition(): void {
    take();
    take();
    const name = templateName('`define`');
    expect('}}', '`define`');
    define(
      name,
      apart(() => body('`define`')),
    );
  }
  /** What is defined knows no variables but `$`. */
  function apart<T>(read: () => T): T {
    const outer = { variables, ranges };
    variables = ['$'];
    ranges = 0;
    const result = read();
    ({ variables, ranges } = outer);
    return result;
  }
  function define({ name, span }: { name: string; span: Span }, content: readonly Node[]): void {
    const before = definitions.get(name);
    if (before === undefined || isEmpty(before)) definitions.set(name, content);
    else if (!isEmpty(content)) fail(span, `the template \`${name}\` is defined twice`);
  }
  function templateName(where: string): { name: string; span: Span } {
    const token = take();
    if (token.kind !== 'string') unexpected(token, where);
    const name = stringOf(token);
    return name === undefined ? fail(token, badString(token)) : { name, span: token };
  }
  /** Up to an `end`; `else` is not for these. */
  function body(where: string): readonly Node[] {
    const { content, closedBy } = list(where);
    if (closedBy.kind === 'else') fail(closedBy, `\`else\` cannot stand in ${where}`);
    return content;
  }
  /** Nodes up to an `end` or an `else`, which are read; after `else if` and `else with` the second word is next. */
  function list(where: string): { readonly content: readonly Node[]; readonly closedBy: TemplateToken } {
    const content: Node[] = [];
    for (;;) {
      if (skipSpace().kind === '{{') {
        const word = afterSpace(index + 1);
        if (word.kind === 'end' || word.kind === 'else') {
          take();
          take();
          const chained = word.kind === 'else' && ['if', 'with'].includes(skipSpace().kind);
          if (!chained) expect('}}', `\`${word.kind}\``);
          return { content, closedBy: word };
        }
      }
      content.push(node(where));
    }
  }

  function node(where: string): Node {
    const token = take();
    if (token.kind === 'text') return { kind: 'text', text: token.text };
    if (token.kind !== '{{') unexpected(token, where);
    const word = skipSpace();
    switch (word.kind) {
      case 'if':
      case 'with':
      case 'range':
        take();
        return branch(word.kind);
      case 'template': {
        take();
        const { name } = templateName('`template`');
        const given = skipSpace().kind === '}}' ? void take() : pipeline('`template`', '}}');
        return { kind: 'template', name, ...(given && { pipeline: given }), span: word };
      }
      case 'block': {
        take();
        const called = templateName('`block`');
        const given = pipeline('`block`', '}}');
        define(
          called,
          apart(() => body('`block`')),
        );
        return { kind: 'template', name: called.name, pipeline: given, span: word };
      }
      case 'break':
      case 'continue':
        take();
        expect('}}', `\`${word.kind}\``);
        if (ranges === 0) fail(word, `\`${word.kind}\` stands outside of a \`range\``);
        return { kind: word.kind };
      case 'end':
      case 'else':
        return fail(word, `\`${word.kind}\` has no \`if\`, \`with\` or \`range\` before it`);
      default:
        return { kind: 'action', pipeline: pipeline('an action', '}}') };
    }
  }

  function branch(kind: Branch['kind']): Branch {
    const outer = variables.length;
    const where = `\`${kind}\``;
    const head = pipeline(where, '}}');
    if (kind === 'range') ranges++;
    const { content, closedBy } = list(where);
    if (kind === 'range') ranges--;
    let otherwise: readonly Node[] = [];
    if (closedBy.kind === 'else') {
      const next = peek().kind;
      if (kind !== 'range' && next === kind) {
        take();
        otherwise = [branch(kind)];
      } else if (next === 'if' || next === 'with') {
        unexpected(peek(), `an \`else\` of ${where}`);
      } else {
        const rest = list(where);
        if (rest.closedBy.kind === 'else') fail(rest.closedBy, `${where} has a second \`else\``);
        otherwise = rest.content;
      }
    }
    variables.length = outer;
    return { kind, pipeline: head, body: content, otherwise };
  }

  function pipeline(where: string, end: '}}' | ')'): Pipeline {
    const start = skipSpace();
    const { sets, assigns } = declarations(where);
    const commands: Command[] = [];
    for (;;) {
      const token = skipSpace();
      if (token.kind === end) {
        if (commands.length === 0) fail(span(start, token), `a value is missing in ${where}`);
        take();
        return { kind: 'pipeline', sets, assigns, commands, span: span(start, tokens[index - 2]!) };
      }
      if (!isOperandStart(token.kind)) unexpected(token, where);
      const next = command(where);
      if (commands.length > 0 && ['bool', 'dot', 'nil', 'int', 'float', 'complex', 'string'].includes(next.operands[0].kind)) {
        fail(next.operands[0].span, 'after `|` stands a value, which takes no argument', 'Write a function after `|`.');
      }
      commands.push(next);
    }
  }

  function declarations(where: string): Pick<Pipeline, 'sets' | 'assigns'> {
    const sets: string[] = [];
    for (;;) {
      const name = skipSpace();
      const sign = name.kind === 'variable' ? afterSpace(index + 1) : undefined;
      const comma = sign?.kind === 'character' && sign.text === ',';
      if (sign === undefined || !(sign.kind === '=' || sign.kind === ':=' || comma)) {
        return { sets, assigns: false };
      }
      take();
      take();
      sets.push(name.text);
      variables.push(name.text);
      if (!comma) return { sets, assigns: sign.kind === '=' };
      if (where !== '`range`' || sets.length > 1) {
        fail(sign, `${where} cannot set several variables`, 'only `range` sets two: the index and the element');
      }
      if (!['variable', '}}', ')'].includes(skipSpace().kind)) fail(peek(), 'after the comma of `range` stands a variable');
    }
  }

  function command(where: string): Command {
    const operands: Operand[] = [];
    const start = skipSpace();
    for (;;) {
      skipSpace();
      const operand = isOperandStart(peek().kind) ? chained(term()) : undefined;
      if (operand !== undefined) operands.push(operand);
      const token = peek();
      if (token.kind === 'space') {
        index++;
        continue;
      }
      if (token.kind === '|') index++;
      else if (token.kind !== '}}' && token.kind !== ')') unexpected(token, operands.length === 0 ? where : 'an operand');
      const [first, ...rest] = operands;
      if (first === undefined) return fail(token, 'a command is empty');
      return { operands: [first, ...rest], span: { from: start.from, to: operands[operands.length - 1]!.span.to } };
    }
  }

  function chained(node: Operand): Operand {
    const path: string[] = [];
    let to = node.span.to;
    while (peek().kind === 'field') {
      path.push(peek().text.slice(1));
      to = peek().to;
      index++;
    }
    if (path.length === 0) return node;
    const whole = { from: node.span.from, to };
    switch (node.kind) {
      case 'field':
      case 'variable':
        return { ...node, path: [...node.path, ...path], span: whole };
      case 'function':
      case 'pipeline':
      case 'chain':
        return { kind: 'chain', of: node, path, span: whole };
      case 'string':
      case 'bool':
      case 'int':
      case 'float':
      case 'complex':
      case 'nil':
      case 'dot':
        return fail(whole, `\`${text.slice(node.span.from, node.span.to)}\` has no fields`);
    }
  }

  function term(): Operand {
    const token = take();
    const at = { from: token.from, to: token.to };
    switch (token.kind) {
      case 'identifier': {
        if (names.functions.has(token.text)) return { kind: 'function', name: token.text, span: at };
        const similar = nearest(token.text, names.functions.keys());
        return fail(token, `there is no function \`${token.text}\``, similar && `Did you mean \`${similar}\`?`);
      }
      case 'dot':
        return { kind: 'dot', span: at };
      case 'nil':
        return { kind: 'nil', value: 'nil', span: at };
      case 'bool':
        return { kind: 'bool', value: token.text, span: at };
      case 'field':
        return { kind: 'field', path: [token.text.slice(1)], span: at };
      case 'variable': {
        if (variables.includes(token.text)) return { kind: 'variable', name: token.text, path: [], span: at };
        const similar = nearest(token.text, variables);
        return fail(token, `there is no variable \`${token.text}\``, similar && `Did you mean \`${similar}\`?`);
      }
      case 'string': {
        const value = stringOf(token);
        return value === undefined ? fail(token, badString(token)) : { kind: 'string', value, span: at };
      }
      case 'rune':
      case 'number':
      case 'complex': {
        const kind = numberKind(token);
        return kind === undefined ? fail(token, `\`${token.text}\` is no number`) : { kind, value: token.text, span: at };
      }
      case '(': {
        const inner = pipeline('parentheses', ')');
        return { ...inner, span: span(token, tokens[index - 1]!) };
      }
      default:
        return unexpected(token, 'an operand');
    }
  }
}

const span = (first: Span, last: Span): Span => ({ from: first.from, to: Math.max(first.from, last.to) });

const operandStarts: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'bool',
  'rune',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'string',
  'variable',
  '(',
]);
const isOperandStart = (kind: TokenKind): boolean => operandStarts.has(kind);

const isEmpty = (nodes: readonly Node[]): boolean => nodes.every((node) => node.kind === 'text' && node.text.trim() === '');

const badString = ({ text }: TemplateToken): string => `${text} has an escape that Go does not know`;

/** `{{ $labels.my-label }}` is read as a subtraction would be, and templates have none. */
const hintOf = ({ text }: TemplateToken): string | undefined =>
  /^`[-/]` cannot follow `\$?\w*labels\./i.test(text) || /^`[-/]` cannot follow `\./.test(text)
    ? 'Read a label with such a name by `index $labels "the-name"`.'
    : undefined;
