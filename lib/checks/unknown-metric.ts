import { childrenOf, explain, selectorsOf, type Expr, type VectorSelector } from '../promql';
import type { Check } from './check';
import { metricName, type Exposure, type Verdict } from './exposure';
import { findingAt, queriesOf } from './model';

/**
 * A query reads a metric that no target of the stack exposes and no rule records. Beside `or` a name of another version of a program is
 * mostly meant so: in YAML from elsewhere that is an information where the other side is answered.
 */
export const unknownMetric: Check = {
  name: 'unknown-metric',
  *judge(model) {
    for (const { title, owner, query, place } of queriesOf(model)) {
      if (query.expr === undefined) continue;
      let replaceable: ReadonlySet<VectorSelector> | undefined;
      for (const selector of selectorsOf(query.expr)) {
        const verdict = model.exposure(selector);
        if (verdict.kind !== 'never') continue;
        const isReplaced = model.foreign === true && (replaceable ??= replaceableIn(query.expr, model.exposure)).has(selector);
        const what = `reads ${metricName(selector)}, which ${nobody(verdict, model.foreign)}${isReplaced ? '; only the other side of `or` is answered' : ''}`;
        yield findingAt(place, this.name, isReplaced ? 'info' : model.foreign ? 'warning' : 'error', {
          message: `${title} ${what}`,
          common: `${owner} ${what}`,
          hint: isReplaced ? 'drop it, unless the rules are shared with other versions of the program' : hintFor(verdict, model.foreign),
          span: selector.span,
          excerpt: explain(query.text, selector),
        });
      }
    }
  },
};

type Never = Extract<Verdict, { kind: 'never' }>;

function nobody({ job }: Never, foreign: boolean | undefined): string {
  if (job !== undefined) return `job ${job} does not expose`;
  return foreign ? 'no rule here records' : 'no target of this stack exposes and no rule records';
}

function hintFor({ job, nearest }: Never, foreign: boolean | undefined): string {
  const remedy = foreign && job === undefined ? 'record it in a rule, or drop the query'
    : foreign ? 'correct the query, or drop it' : 'add it to the metrics of the target that exposes it, or drop the query';
  const meant = nearest();
  return meant === undefined ? remedy : `did you mean ${meant}? If not, ${remedy}`;
}

/** The selectors on one side of an `or` whose other side reads something that may be there. */
function replaceableIn(expr: Expr, exposure: Exposure): ReadonlySet<VectorSelector> {
  const found = new Set<VectorSelector>();
  const isAnswered = (side: Expr) => selectorsOf(side).some((selector) => exposure(selector).kind !== 'never');
  const look = (node: Expr): void => {
    if (node.kind === 'binary' && node.op === 'or') {
      if (isAnswered(node.right)) for (const selector of selectorsOf(node.left)) found.add(selector);
      if (isAnswered(node.left)) for (const selector of selectorsOf(node.right)) found.add(selector);
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(expr);
  return found;
}
