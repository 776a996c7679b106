import { queriesOf } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { newestPrometheus } from '../../analysis/prometheus-versions';
import { explain, tightSpan } from '../../promql/diagnostics';
import { featuresOf } from '../../promql/features';
import { isAtLeast, printVersion } from '../../text/version';
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
    const newest = newestPrometheus(input);
    // A dashboard, or a file for another program, may ask another server.
    for (const { kind, name, query, written, place } of newest === undefined ? [] : input.rules) {
      if (written === undefined || query.expr === undefined) continue;
      for (const feature of featuresOf(query.expr).filter(({ since }) => !isAtLeast(newest!, since))) {
        yield foundAt(place, {
          message: `${kind} ${name}: Prometheus ${printVersion(newest!)} does not know ${feature.name}, which came with version ${feature.since}`,
          hint: 'write it as that version takes it, or run a newer one: a rule file is refused as a whole',
          span: feature.span,
          excerpt: explain(query.text, feature),
        });
      }
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
