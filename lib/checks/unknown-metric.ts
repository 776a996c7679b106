import { explain, selectorsOf } from '../promql';
import type { Check } from './check';
import { metricName } from './exposure';
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
        const from = model.foreign && verdict.job === undefined ? 'no rule here records' : verdict.job === undefined ? 'no target of this stack exposes and no rule records' : `job ${verdict.job} does not expose`;
        const message = `${title} reads ${metricName(selector)}, which ${from}`;
        yield findingAt(place, this.name, model.foreign ? 'warning' : 'error', {
          message,
          hint: verdict.nearest === undefined
            ? 'add it to the metrics of the target that exposes it, or drop the query'
            : `did you mean ${verdict.nearest}? If not, add it to the metrics of the target that exposes it, or drop the query`,
          span: selector.span,
          excerpt: explain(query.text, selector),
        });
      }
    }
  },
};
