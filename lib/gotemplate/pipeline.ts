import type { Span } from '../promql/ast';
import { nearest } from '../text/nearest';
import { afterSpace, badString, failAt, peek, skipSpace, type TemplateCursor, takeToken, unexpectedToken } from './cursor';
import { numberKind, stringOf } from './literals';
import type { Command, Operand, Pipeline } from './syntax';
import type { TokenKind } from './tokens';

/** The commands up to the end of an action or of parentheses, which is read too. */
export function pipeline(c: TemplateCursor, where: string, end: '}}' | ')'): Pipeline {
  const start = skipSpace(c);
  const { sets, assigns } = declarations(c, where);
  const commands: Command[] = [];
  for (;;) {
    const token = skipSpace(c);
    if (token.kind === end) {
      if (commands.length === 0) failAt(span(start, token), `a value is missing in ${where}`);
      takeToken(c);
      return { kind: 'pipeline', sets, assigns, commands, span: span(start, c.tokens[c.index - 2]!) };
    }
    if (!isOperandStart(token.kind)) unexpectedToken(token, where);
    const next = command(c, where);
    if (commands.length > 0 && ['bool', 'dot', 'nil', 'int', 'float', 'complex', 'string'].includes(next.operands[0].kind)) {
      failAt(next.operands[0].span, 'after `|` stands a value, which takes no argument', 'Write a function after `|`.');
    }
    commands.push(next);
  }
}

function declarations(c: TemplateCursor, where: string): Pick<Pipeline, 'sets' | 'assigns'> {
  const sets: string[] = [];
  for (;;) {
    const name = skipSpace(c);
    const sign = name.kind === 'variable' ? afterSpace(c, c.index + 1) : undefined;
    const comma = sign?.kind === 'character' && sign.text === ',';
    if (sign === undefined || !(sign.kind === '=' || sign.kind === ':=' || comma)) {
      return { sets, assigns: false };
    }
    takeToken(c);
    takeToken(c);
    sets.push(name.text);
    c.variables.push(name.text);
    if (!comma) return { sets, assigns: sign.kind === '=' };
    if (where !== '`range`' || sets.length > 1) {
      failAt(sign, `${where} cannot set several variables`, 'Only `range` sets two: the index and the element.');
    }
    if (!['variable', '}}', ')'].includes(skipSpace(c).kind)) failAt(peek(c), 'after the comma of `range` stands a variable');
  }
}

function command(c: TemplateCursor, where: string): Command {
  const operands: Operand[] = [];
  const start = skipSpace(c);
  for (;;) {
    skipSpace(c);
    const operand = isOperandStart(peek(c).kind) ? chained(c, term(c)) : undefined;
    if (operand !== undefined) operands.push(operand);
    const token = peek(c);
    if (token.kind === 'space') {
      c.index++;
      continue;
    }
    if (token.kind === '|') c.index++;
    else if (token.kind !== '}}' && token.kind !== ')') unexpectedToken(token, operands.length === 0 ? where : 'an operand');
    const [first, ...rest] = operands;
    if (first === undefined) return failAt(token, 'a command is empty');
    return { operands: [first, ...rest], span: { from: start.from, to: operands[operands.length - 1]!.span.to } };
  }
}

function term(c: TemplateCursor): Operand {
  const token = takeToken(c);
  const at = { from: token.from, to: token.to };
  switch (token.kind) {
    case 'identifier': {
      if (c.functions.has(token.text)) return { kind: 'function', name: token.text, span: at };
      const similar = nearest(token.text, c.functions.keys());
      return failAt(token, `there is no function \`${token.text}\``, similar && `Did you mean \`${similar}\`?`);
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
      if (c.variables.includes(token.text)) return { kind: 'variable', name: token.text, path: [], span: at };
      const similar = nearest(token.text, c.variables);
      return failAt(token, `there is no variable \`${token.text}\``, similar && `Did you mean \`${similar}\`?`);
    }
    case 'string': {
      const value = stringOf(token);
      return value === undefined ? failAt(token, badString(token)) : { kind: 'string', value, span: at };
    }
    case 'rune':
    case 'number':
    case 'complex': {
      const kind = numberKind(token);
      return kind === undefined ? failAt(token, `\`${token.text}\` is not a number`) : { kind, value: token.text, span: at };
    }
    case '(': {
      const inner = pipeline(c, 'parentheses', ')');
      return { ...inner, span: span(token, c.tokens[c.index - 1]!) };
    }
    default:
      return unexpectedToken(token, 'an operand');
  }
}

function chained(c: TemplateCursor, node: Operand): Operand {
  const path: string[] = [];
  let to = node.span.to;
  while (peek(c).kind === 'field') {
    path.push(peek(c).text.slice(1));
    to = peek(c).to;
    c.index++;
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
      return failAt(whole, `\`${c.text.slice(node.span.from, node.span.to)}\` has no fields`);
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
