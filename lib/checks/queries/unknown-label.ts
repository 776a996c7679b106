import type { CheckInput } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import { queryFaults } from '../../analysis/query-faults';
import { explain } from '../../promql/diagnostics';
import { needsValue } from '../../promql/label-flow';
import { metricOf, selectorsOf } from '../../promql/walk';
import { check } from '../check';

export const unknownLabel = check('unknown-label', {
  finds: 'a query that names a label which no series has at that place',
  // Rules that are made for many clusters group by labels that only some of them have.
  severity: { declared: 'error', manifests: 'info' },
  kinds: { external: { declared: 'error', manifests: 'warning' } },
  *run(input) {
    yield* queryFaults(input, 'unknown-label');
    yield* externalLabels(input);
  },
});

/** A rule that asks for an external label: Prometheus adds it to what leaves it, and stores series without it. */
function* externalLabels({ rules, externalLabels: added, knowledge }: CheckInput): Iterable<Found<'external'>> {
  if (Object.keys(added).length === 0) return;
  for (const { kind, name, query, place } of rules) {
    for (const selector of query.expr === undefined ? [] : selectorsOf(query.expr)) {
      const known = knowledge(selector);
      if (known.kind !== 'known' || known.possible === 'any') continue;
      for (const matcher of selector.matchers) {
        // What is not assumed may be there; what is not possible at all is told as any other label.
        if (!needsValue(matcher) || !Object.hasOwn(added, matcher.name) || !known.assumed?.has(matcher.name)) continue;
        const { span } = matcher;
        yield foundAt<'external'>(place, {
          kind: 'external',
          message:
            `${kind} ${name}: no series of ${metricOf(selector) ?? 'this selector'} has the label \`${matcher.name}\` here: it is an external ` +
            'label, which Prometheus adds to what leaves it',
          hint: `leave ${matcher.name} out of rules of this Prometheus; alerts get it on their way`,
          span,
          excerpt: explain(query.text, { span }),
        });
      }
    }
  }
}
