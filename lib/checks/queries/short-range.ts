import { type CheckInput, queriesOf } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import { queryFaults } from '../../analysis/query-faults';
import type { MatrixSelector } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { walk } from '../../promql/walk';
import { check } from '../check';

export const shortRange = check('short-range', {
  finds: 'a range that holds too few scrapes',
  severity: { declared: 'warning', manifests: 'info' },
  kinds: { 'no-unit': 'warning' },
  *run(input) {
    yield* queryFaults(input, 'short-range');
    yield* withoutUnit(input);
  },
});

/** `[30]` is 30 seconds in Prometheus 3, and a mistake before. Whoever writes less than a minute so surely means minutes. */
function* withoutUnit(input: CheckInput): Iterable<Found<'no-unit'>> {
  for (const { title, query, place } of queriesOf(input)) {
    const ranges: MatrixSelector[] = [];
    if (query.expr !== undefined) walk(query.expr, (node) => void (node.kind === 'matrix' && ranges.push(node)));
    for (const range of ranges) {
      const [written, number] = /\[\s*(\d+(?:\.\d+)?)\s*\]/.exec(query.text.slice(range.selector.span.to - 1, range.span.to)) ?? [];
      if (written === undefined || Number(number) >= 60) continue;
      const span = { from: range.span.to - written.length, to: range.span.to };
      yield foundAt<'no-unit'>(place, {
        kind: 'no-unit',
        message: `${title}: ${written} has no unit, so it is ${number} seconds: hardly one scrape`,
        hint: `write the unit: [${number}m] for minutes`,
        span,
        excerpt: explain(query.text, { span }),
      });
    }
  }
}
