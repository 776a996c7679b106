import type { Expr, MatrixSelector, NumberLiteral, VectorSelector } from './ast';

/** The expressions directly below one, from left to right; of a range vector, its selector. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return [];
    case 'matrix':
      return [expr.selector];
    case 'subquery':
    case 'paren':
    case 'unary':
      return [expr.expr];
    case 'aggregation':
      return expr.parameter === undefined ? [expr.expr] : [expr.parameter, expr.expr];
    case 'call':
      return expr.args;
    case 'binary':
      return [expr.left, expr.right];
  }
}

/** Visits an expression, then those below it; `parents` goes from the root to the direct parent and is reused between visits. */
export function walk(expr: Expr, visit: (expr: Expr, parents: readonly Expr[]) => void): void {
  const parents: Expr[] = [];
  const step = (node: Expr): void => {
    visit(node, parents);
    parents.push(node);
    for (const child of childrenOf(node)) step(child);
    parents.pop();
  };
  step(expr);
}

/** All selectors of an expression, in the order of the text; those with a range too. */
export function selectorsOf(expr: Expr): VectorSelector[] {
  const found: VectorSelector[] = [];
  walk(expr, (node) => {
    if (node.kind === 'selector') found.push(node);
  });
  return found;
}

/** The name of the metric that a selector reads, outside or inside its braces; undefined where matchers leave it open. */
export function metricOf(selector: VectorSelector): string | undefined {
  return selector.metric ?? selector.matchers.find(({ name, op }) => name === '__name__' && op === '=')?.value;
}

/** The expression with each of those directly below it replaced. */
export function mapChildren(expr: Expr, f: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return expr;
    case 'matrix':
      return { ...expr, selector: f(expr.selector) as VectorSelector };
    case 'subquery':
    case 'paren':
    case 'unary':
      return { ...expr, expr: f(expr.expr) };
    case 'aggregation':
      return { ...expr, parameter: expr.parameter && f(expr.parameter), expr: f(expr.expr) };
    case 'call':
      return { ...expr, args: expr.args.map(f) };
    case 'binary':
      return { ...expr, left: f(expr.left), right: f(expr.right) };
  }
}

/** What else of an expression is replaced with its selectors. */
export interface Rewriting {
  readonly number?: (literal: NumberLiteral) => Expr;
  readonly range?: (matrix: MatrixSelector) => MatrixSelector;
}

/** The expression with every selector replaced by what `f` makes of it, for example with one matcher more. */
export function rewriteSelectors(expr: Expr, f: (selector: VectorSelector) => VectorSelector, others: Rewriting = {}): Expr {
  const { number = (node) => node, range = (node) => node } = others;
  const rewrite = (node: Expr): Expr => {
    switch (node.kind) {
      case 'number':
        return number(node);
      case 'selector':
        return f(node);
      case 'matrix':
        return mapChildren(range(node), rewrite);
      default:
        return mapChildren(node, rewrite);
    }
  };
  return rewrite(expr);
}

/** What stands in parentheses, however many. */
export function withoutParens(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === 'paren') inner = inner.expr;
  return inner;
}
