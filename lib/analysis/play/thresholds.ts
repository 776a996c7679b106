import type { Binary, Expr, NumberLiteral } from '../../promql/ast';
import { isComparison } from '../../promql/operators';
import { typeOf } from '../../promql/types';
import { mapChildren, withoutParens } from '../../promql/walk';

const filters = ({ op, bool }: Binary): boolean => isComparison(op) && !bool;

/** These return something where their argument returns nothing. */
const absences: ReadonlySet<string> = new Set(['absent', 'absent_over_time']);

/** The expression as if each of its comparisons held and no exception did. Undefined where it compares nothing, or only what it takes away. */
export function withoutThresholds(expr: Expr): Expr | undefined {
  let found = false;
  const look = (node: Expr): Expr => {
    if (node.kind === 'call' && absences.has(node.func)) return node;
    // What an exception takes away was there.
    if (node.kind === 'binary' && node.op === 'unless') return look(node.left);
    if (node.kind !== 'binary' || !filters(node)) return mapChildren(node, look);
    found = true;
    const [left, right] = [look(node.left), look(node.right)];
    if (typeOf(left) !== 'vector') return right;
    return typeOf(right) === 'vector' ? { ...node, op: '+', left, right } : left;
  };
  const loosened = look(expr);
  return found ? loosened : undefined;
}

/** The expression with each comparison that decides whether it returns anything replaced. */
function withComparisons(expr: Expr, f: (comparison: Binary) => Expr): Expr {
  const look = (node: Expr): Expr => {
    if (node.kind === 'paren') return mapChildren(node, look);
    if (node.kind !== 'binary') return node;
    // `x > 0.9 < 1` has two.
    if (filters(node)) return f({ ...node, left: look(node.left), right: look(node.right) });
    if (node.op === 'and' || node.op === 'or') return mapChildren(node, look);
    return node.op === 'unless' ? { ...node, left: look(node.left) } : node;
  };
  return look(expr);
}

/** With all of its thresholds multiplied. The threshold is the side that is a number; between two series, the right one. */
export const withThresholdsTimes = (expr: Expr, factor: number): Expr =>
  withComparisons(expr, (node) =>
    typeOf(node.left) === 'scalar' ? { ...node, left: times(node.left, factor) } : { ...node, right: times(node.right, factor) },
  );

const times = (expr: Expr, factor: number): Expr => {
  const inner = withoutParens(expr);
  if (inner.kind === 'number') return numberOf(Number((inner.value * factor).toPrecision(15)), expr);
  return { kind: 'binary', op: '*', left: expr, right: numberOf(factor, expr), bool: false, span: expr.span };
};

const numberOf = (value: number, { span }: Expr): NumberLiteral => ({ kind: 'number', value, text: String(value), span });

const turned = { '>': '<', '<': '>', '>=': '<=', '<=': '>=', '==': '!=', '!=': '==' } as const;

/** With all of its comparisons the other way round. */
export const withComparisonsTurned = (expr: Expr): Expr =>
  withComparisons(expr, (node) => ({ ...node, op: turned[node.op as keyof typeof turned] }));
