import type { Expr } from '../../ast';
import { withoutParens } from '../../walk';
import { emptyRow, type Frame, isEmptyRow, type ValueRow } from '../frame';
import { type LabelPairs, noPairs, withPair } from '../storage/pairs';

/** 1 at each step where no row has a value, with the labels that the selector names (promql/functions.go, `funcAbsent`). */
export function absent(arg: Expr, rows: readonly ValueRow[], frame: Frame): readonly ValueRow[] {
  const out = emptyRow(labelsOfSelector(withoutParens(arg)), frame.steps, true);
  for (let step = 0; step < frame.steps; step++) {
    if (rows.some(({ present }) => present[step] === 1)) continue;
    out.values[step] = 1;
    out.present[step] = 1;
  }
  return isEmptyRow(out) ? [] : [out];
}

/** The labels that are matched exactly, and once (promql/functions.go, `createLabelsForAbsentFunction`). */
function labelsOfSelector(expr: Expr): LabelPairs {
  const selector = expr.kind === 'matrix' ? expr.selector : expr;
  if (selector.kind !== 'selector') return noPairs;
  const seen = new Set<string>();
  let labels = noPairs;
  for (const { name, op, value } of selector.matchers) {
    if (name === '__name__') continue;
    const isFirst = op === '=' && !seen.has(name);
    labels = withPair(labels, name, isFirst ? value : '');
    if (isFirst) seen.add(name);
  }
  return labels;
}
