import type { Expr, VectorSelector } from '../promql/ast';
import { selectorsOf, walk } from '../promql/walk';
import { append } from '../text/grouping';
import { inWords } from '../text/list';
import { memoize } from '../text/memoize';
import { type CheckInput, type QueryUse, queriesOf } from './check-input';
import { metricName } from './series-sources';

/** The titles of the queries that read a series. */
const readersOf = memoize((input: CheckInput): ReadonlyMap<string, readonly string[]> => {
  const readers = new Map<string, string[]>();
  for (const { title, query } of queriesOf(input)) {
    for (const name of new Set(query.expr === undefined ? [] : selectorsOf(query.expr).map(metricName))) {
      if (name === undefined) continue;
      append(readers, name, title);
    }
  }
  return readers;
});

/**
 * What else is empty where the query of a recording reads a selector that never has a series; nothing, where it may have a result
 * all the same.
 */
export function downstreamImpact({ record, query: { expr } }: QueryUse, selector: VectorSelector, input: CheckInput): string {
  if (record === undefined || expr === undefined || !needs(expr, selector)) return '';
  // Another rule may record the same series.
  if (input.rules.filter(({ kind, name }) => kind === 'recording' && name === record).length > 1) return '';
  const readers = readersOf(input).get(record) ?? [];
  return readers.length === 0 ? '' : `; so ${record} is empty <- ${inWords(readers, 2)}`;
}

/** Functions that have a result without series. */
const fromNothing = new Set(['absent', 'absent_over_time', 'vector', 'scalar', 'time']);

/** Whether an expression has no result where one of its selectors has no series. */
function needs(expr: Expr, selector: VectorSelector): boolean {
  let needed = false;
  walk(expr, (node, parents) => {
    if (node !== selector) return;
    needed = parents.every((parent, index) => {
      const child = parents[index + 1] ?? node;
      switch (parent.kind) {
        case 'call':
          return !fromNothing.has(parent.func);
        case 'aggregation':
          return parent.expr === child;
        case 'binary':
          return parent.op !== 'or' && (parent.op !== 'unless' || parent.left === child) && parent.matching?.fill === undefined;
        case 'number':
        case 'string':
        case 'selector':
        case 'matrix':
        case 'subquery':
        case 'unary':
        case 'paren':
          return true;
      }
    });
  });
  return needed;
}
