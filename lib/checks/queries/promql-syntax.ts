import { queriesOf } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { explain, tightSpan } from '../../promql/diagnostics';
import { check } from '../check';

export const promqlSyntax = check('promql-syntax', {
  finds: 'a query that Prometheus refuses: wrong syntax, an unknown function, an argument of the wrong type',
  severity: 'error',
  *run(input) {
    for (const {
      kind,
      name,
      query: { variables = [] },
      place,
    } of input.rules) {
      if (variables.length === 0) continue;
      yield foundAt(place, {
        message: `${kind} ${name} reads the dashboard variable $${variables[0]}, which Prometheus does not know`,
        hint: 'write the value itself: only Grafana replaces variables',
      });
    }
    for (const { title, query, place } of queriesOf(input)) {
      for (const diagnostic of query.diagnostics) {
        yield foundAt(place, {
          message: `${title}: ${diagnostic.message}`,
          hint: diagnostic.hint ?? 'correct the query at the caret: Prometheus refuses it, and a rule file with it as a whole',
          span: tightSpan(query.text, diagnostic.span),
          excerpt: explain(query.text, { span: tightSpan(query.text, diagnostic.span) }),
        });
      }
    }
  },
});
