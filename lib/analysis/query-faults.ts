import { explain, tightSpan } from '../promql/diagnostics';
import { faults } from '../promql/faults';
import type { Fault, FaultKind } from '../promql/faults/look';
import { memoize } from '../text/memoize';
import { type CheckInput, type QueryUse, queriesOf } from './check-input';
import { type Found, foundAt } from './found';

interface FaultyQuery extends QueryUse {
  readonly faults: readonly Fault[];
}

/** All kinds of faults are found in one walk of a query. */
const faultyQueries = memoize((input: CheckInput): readonly FaultyQuery[] =>
  queriesOf(input).flatMap((use) => {
    const { expr, diagnostics } = use.query;
    const list = expr === undefined || diagnostics.length > 0 ? [] : faults(expr, input.knowledge);
    return list.length === 0 ? [] : [{ ...use, faults: list }];
  }),
);

/** The faults of one kind in all queries. */
export function* queryFaults(input: CheckInput, wanted: FaultKind): Iterable<Found> {
  for (const { title, owner, query, place, faults: list } of faultyQueries(input)) {
    for (const { kind, message, hint, because, ...found } of list) {
      if (kind !== wanted) continue;
      const span = tightSpan(query.text, found.span);
      const reasons = because.map((reason) => reason.message).join(' <- ');
      const fault = `${message}${reasons && ` (${reasons})`}`;
      yield foundAt(place, {
        message: `${title}: ${fault}`,
        common: `${owner}: ${fault}`,
        hint,
        span,
        excerpt: explain(query.text, { span }),
      });
    }
  }
}
