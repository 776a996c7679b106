import type { PanelQuery } from '../../model/dashboard/panel';
import type { Expr } from '../../promql/ast';
import { isSelection, seriesArgument } from '../../promql/label-flow';
import { typeOf } from '../../promql/types';

/** How many series queries return, where it is known before there is data. */
export function seriesCount(queries: readonly PanelQuery[]): number | 'many' {
  const drawn = queries.filter(({ hidden }) => hidden !== true);
  return drawn.every(isOfOne) ? drawn.length : 'many';
}

/** A legend that names no label fits one series only. */
const isOfOne = ({ expr: { expr }, legend }: PanelQuery): boolean =>
  (legend !== undefined && !legend.includes('{{')) || (expr !== undefined && isOne(expr));

function isOne(expr: Expr, grouped: ReadonlySet<string> = new Set()): boolean {
  switch (expr.kind) {
    case 'number':
    case 'string':
      return true;
    case 'selector':
    case 'matrix':
      return false;
    case 'paren':
    case 'unary':
    case 'subquery':
      return isOne(expr.expr, grouped);
    case 'aggregation':
      if (isSelection(expr.op) || expr.op === 'count_values') return false;
      return expr.grouping === undefined || (expr.grouping.mode === 'by' && expr.grouping.labels.every((label) => grouped.has(label)));
    case 'call': {
      const argument = seriesArgument(expr);
      if (argument === undefined || typeOf(expr) === 'scalar') return true;
      return isOne(argument, expr.func === 'histogram_quantile' ? new Set(['le']) : grouped);
    }
    case 'binary':
      if (expr.op === 'or') return false;
      return isOne(expr.left, grouped) && isOne(expr.right, grouped);
  }
}
