import { explain, selectorsOf } from '../promql';
import type { Check } from './check';
import { metricName, type Verdict } from './exposure';
import { findingAt, queriesOf } from './model';

/** A query reads a metric that no target of the stack exposes and no rule records. */
export const unknownMetric: Check = {
  name: 'unknown-metric',
  *judge(model) {
    for (const { title, query, place } of queriesOf(model)) {
      if (query.expr === undefined) continue;
      for (const selector of selectorsOf(query.expr)) {
        const verdict = model.exposure(selector);
        if (verdict.kind !== 'never') continue;
        yield findingAt(place, this.name, model.foreign ? 'warning' : 'error', {
          message: `${title} reads ${metricName(selector)}, which ${nobody(verdict, model.foreign)}`,
          hint: hintFor(verdict, metricName(selector), model.foreign),
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

function hintFor({ job, nearest }: Never, name: string | undefined, foreign: boolean | undefined): string {
  const meant = nearest();
  if (meant !== undefined && meant === name) return 'another job exposes it: correct the matcher of job, or drop the query';
  const remedy = foreign && job === undefined ? 'record it in a rule, or drop the query'
    : foreign ? 'correct the query, or drop it' : 'add it to the metrics of the target that exposes it, or drop the query';
  return meant === undefined ? remedy : `did you mean ${meant}? If not, ${remedy}`;
}
