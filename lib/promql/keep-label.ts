import type { Expr, Query } from './ast';
import { parse } from './parse';
import { print } from './print';
import { mapChildren } from './walk';

/** The expression with a label that no aggregation takes away and every join compares: so that what is said of one cluster is said of each. */
function keepLabel(expr: Expr, label: string): Expr {
  const inner = mapChildren(expr, (child) => keepLabel(child, label));
  if (inner.kind === 'aggregation') {
    const { grouping = { mode: 'by' as const, labels: [], span: inner.span } } = inner;
    return grouping.mode === 'without' ? inner : { ...inner, grouping: { ...grouping, labels: with_(label, grouping.labels) } };
  }
  if (inner.kind === 'binary' && inner.matching?.mode === 'on') {
    return { ...inner, matching: { ...inner.matching, labels: with_(label, inner.matching.labels) } };
  }
  return inner;
}

const with_ = (label: string, labels: readonly string[]): readonly string[] => (labels.includes(label) ? labels : [label, ...labels]);

/** The same of a query; one that does not parse stays as it is. */
export const queryKeeping = (query: Query, label: string): Query =>
  query.expr === undefined ? query : parse(print(keepLabel(query.expr, label)));
