import type { Expr } from './ast';
import { signPrecedence } from './operators';
import { aggregationHead, leftPrecedence, needsParens, operatorOf, print, printLeft, rightPrecedence, subquerySuffix } from './print';

/** The line length of Prometheus' own formatter, in bytes. */
const prometheusWidth = 100;

/**
 * The expression over several lines, as `promtool promql format` lays it out: what is longer than `width` is split at its
 * operator or parentheses, two spaces deeper. Selectors are never split.
 */
export function format(expr: Expr, width = prometheusWidth): string {
  return layOut(expr, 0, width);
}

const indent = (level: number): string => '  '.repeat(level);
const lengthOf = (text: string): number => Buffer.byteLength(text);

function layOut(expr: Expr, level: number, width: number): string {
  const line = print(expr);
  const start = indent(level);
  if (expr.kind === 'unary') return `${start}${expr.op}${operand(expr.expr, signPrecedence + 1, level, width).trim()}`;
  // Prometheus indents a subquery only through what is inside it.
  if (lengthOf(line) <= width) return expr.kind === 'subquery' ? line : start + line;
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'selector':
    case 'matrix':
      return start + line;
    case 'subquery':
      return `${layOut(expr.expr, level, width)}${subquerySuffix(expr)}`;
    case 'paren':
      return `${start}(\n${layOut(expr.expr, level + 1, width)}\n${start})`;
    case 'call':
      return `${start}${expr.func}(\n${expr.args.map((arg) => layOut(arg, level + 1, width)).join(',\n')}\n${start})`;
    case 'aggregation': {
      const parameter = expr.parameter === undefined ? '' : `${layOut(expr.parameter, level + 1, width)},\n`;
      return `${start}${aggregationHead(expr)}(\n${parameter}${layOut(expr.expr, level + 1, width)}\n${start})`;
    }
    case 'binary': {
      const left = printLeft(expr, operand(expr.left, leftPrecedence(expr), level + 1, width));
      const right = operand(expr.right, rightPrecedence(expr), level + 1, width);
      return `${left}\n${start}${operatorOf(expr)}\n${right}`;
    }
  }
}

function operand(expr: Expr, lowest: number, level: number, width: number): string {
  return layOut(needsParens(expr, lowest) ? { kind: 'paren', expr, span: expr.span } : expr, level, width);
}
