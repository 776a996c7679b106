import type { Aggregation, Binary, Expr, MatrixSelector, Subquery, TimeShift, VectorSelector } from './ast';
import { goesOn, printMilliseconds } from './durations';
import { formatDuration, formatGeneral, formatNumber } from './numbers';
import { precedenceOf, signPrecedence } from './operators';
import { quote } from './strings';

/**
 * The expression on one line, as Prometheus prints it: matchers sorted, labels before the aggregated expression. It parses back
 * to the same tree (in which the matchers are sorted).
 */
export function print(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return expr.duration ? printDuration(expr.value) : formatNumber(expr.value);
    case 'string':
      return quote(expr.value);
    case 'selector':
      return printSelector(expr);
    case 'matrix':
      return printMatrix(expr);
    case 'subquery':
      return `${printOperand(expr.expr, highest)}${subquerySuffix(expr)}`;
    case 'call':
      return `${expr.func}(${expr.args.map(print).join(', ')})`;
    case 'paren':
      return `(${print(expr.expr)})`;
    case 'unary':
      return `${expr.op}${printOperand(expr.expr, signPrecedence + 1)}`;
    case 'aggregation': {
      const parameter = expr.parameter === undefined ? '' : `${print(expr.parameter)}, `;
      return `${aggregationHead(expr)}(${parameter}${print(expr.expr)})`;
    }
    case 'binary': {
      const left = printLeft(expr, printOperand(expr.left, leftPrecedence(expr)));
      return `${left} ${operatorOf(expr)} ${printOperand(expr.right, rightPrecedence(expr))}`;
    }
  }
}

/** Binds tighter than every operator. */
const highest = 10;

/** How tight the left side of an operator must bind to stand there without parentheses. */
export const leftPrecedence = ({ op }: Binary): number => precedenceOf(op) + (op === '^' ? 1 : 0);
export const rightPrecedence = ({ op }: Binary): number => precedenceOf(op) + (op === '^' ? 0 : 1);

/** Whether a tree that was put together has an operand here that a text can say with parentheses only. */
export function needsParens(expr: Expr, lowest: number): boolean {
  if (expr.kind === 'binary') return precedenceOf(expr.op) < lowest;
  const signed = expr.kind === 'unary' || (expr.kind === 'number' && (expr.value < 0 || Object.is(expr.value, -0)));
  // On the right of an operator a sign needs none: `a ^ -b`. A left side that must bind tighter is that of `^`, or of brackets.
  return signed && lowest > signPrecedence && lowest !== precedenceOf('^');
}

const printOperand = (expr: Expr, lowest: number): string => (needsParens(expr, lowest) ? `(${print(expr)})` : print(expr));

/** The left operand, so that the operator is not read as part of it. */
export function printLeft({ op, left }: Binary, text: string): string {
  // `+Inf ^ x` would be read as `+(Inf ^ x)`.
  if (op === '^' && left.kind === 'number' && left.value === Infinity) return 'Inf';
  // `x offset (5m) + 1` would be read as `x offset ((5m) + 1)`; a sign ends the offset at its parenthesis.
  const offset = /^[-+*/%^]$/.test(op) ? lastOffset(left) : undefined;
  if (offset === undefined || !goesOn(offset) || !text.endsWith(offset)) return text;
  return `${text.slice(0, -offset.length)}+${isWrapped(offset) ? offset : `(${offset})`}`;
}

function lastOffset(expr: Expr): string | undefined {
  switch (expr.kind) {
    case 'selector':
    case 'subquery':
      return expr.offsetText;
    case 'matrix':
      return expr.selector.offsetText;
    case 'unary':
      return lastOffset(expr.expr);
    case 'binary':
      return lastOffset(expr.right);
    case 'number':
    case 'string':
    case 'paren':
    case 'aggregation':
    case 'call':
      return undefined;
  }
}

/** Whether the first parenthesis closes at the end. */
function isWrapped(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    depth += text[i] === '(' ? 1 : text[i] === ')' ? -1 : 0;
    if (depth === 0) return i === text.length - 1;
  }
  return false;
}

const printDuration = (seconds: number): string => formatDuration(seconds * 1000);

/** `sum by (a, b) ` up to the parenthesis. */
export function aggregationHead({ op, grouping }: Aggregation): string {
  return grouping === undefined ? op : `${op} ${grouping.mode} (${printLabels(grouping.labels)}) `;
}

const printLabels = (labels: readonly string[]): string => labels.map(printLabel).join(', ');
const printLabel = (label: string): string => (/^[a-zA-Z_]\w*$/.test(label) ? label : quote(label));

/** The operator with `bool`, `on`, `group_left` and `fill`. */
export function operatorOf(expr: Binary): string {
  return `${expr.op}${expr.bool ? ' bool' : ''}${printMatching(expr)}`;
}

function printMatching({ matching }: Binary): string {
  if (matching === undefined) return '';
  const { mode, labels, group, fill } = matching;
  let out = mode === undefined ? '' : ` ${mode} (${printLabels(labels)})`;
  if (group !== undefined) out += ` group_${group.side} (${printLabels(group.include)})`;
  if (fill === undefined) return out;
  if (fill.left !== undefined && fill.left === fill.right) return `${out} fill (${formatGeneral(fill.left)})`;
  if (fill.left !== undefined) out += ` fill_left (${formatGeneral(fill.left)})`;
  if (fill.right !== undefined) out += ` fill_right (${formatGeneral(fill.right)})`;
  return out;
}

function printSelector(selector: VectorSelector): string {
  const { modifier } = selector;
  return `${bareSelector(selector)}${printAt(selector)}${modifier === undefined ? '' : ` ${modifier}`}${printOffset(selector)}`;
}

function bareSelector({ metric, matchers }: VectorSelector): string {
  if (matchers.length === 0) return metric ?? '{}';
  const printed = matchers.map(({ name, op, value }) => `${printLabel(name)}${op}${quote(value)}`).sort(byCodePoint);
  return `${metric ?? ''}{${printed.join(',')}}`;
}

/** By code point, as Go sorts UTF-8; the default order, by UTF-16 unit, differs beyond U+FFFF. */
function byCodePoint(a: string, b: string): number {
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : Number(a > b);
}

function printMatrix({ selector, rangeText }: MatrixSelector): string {
  const modifier = selector.modifier === undefined ? '' : ` ${selector.modifier}`;
  return `${bareSelector(selector)}[${rangeText}]${modifier}${printAt(selector)}${printOffset(selector)}`;
}

/** `[1h:5m] @ end() offset 1d` */
export function subquerySuffix(expr: Subquery): string {
  return `[${expr.rangeText}:${expr.stepText}]${printAt(expr)}${printOffset(expr)}`;
}

function printAt({ at }: TimeShift): string {
  if (at === undefined) return '';
  return typeof at === 'number' ? ` @ ${at.toFixed(3)}` : ` @ ${at}()`;
}

function printOffset({ offset, offsetText }: TimeShift): string {
  if (offsetText !== undefined) return ` offset ${offsetText}`;
  return offset === undefined || offset === 0 ? '' : ` offset ${printMilliseconds(offset)}`;
}
