import { type CheckInput, findingAt, type QueryUse, queriesOf } from '../../analysis/check-input';
import type { FindingSeverity } from '../../model/finding';
import { explain, tightSpan } from '../../promql/diagnostics';
import { faults } from '../../promql/faults';
import type { Fault, FaultKind } from '../../promql/faults/look';
import { memoize } from '../../text/memoize';
import type { Check } from '../check';

interface FaultyQuery extends QueryUse {
  readonly faults: readonly Fault[];
}

/** All kinds of faults are found in one walk of a query; each kind is reported by its own check. */
const faultyQueries = memoize((model: CheckInput): readonly FaultyQuery[] =>
  queriesOf(model).flatMap((use) => {
    const { expr, diagnostics } = use.query;
    const list = expr === undefined || diagnostics.length > 0 ? [] : faults(expr, model.knowledge);
    return list.length === 0 ? [] : [{ ...use, faults: list }];
  }),
);

/**
 * A check that reports some kinds of what surely goes wrong with a query: with one severity in a synth, and with another in YAML
 * from elsewhere.
 */
export function queryFault(
  name: string,
  kinds: readonly FaultKind[],
  own: FindingSeverity,
  others: FindingSeverity | ((kind: FaultKind) => FindingSeverity) = own,
): Check {
  return {
    name,
    *judge(model) {
      for (const { title, owner, query, place, faults: list } of faultyQueries(model)) {
        for (const { kind, message, hint, because, ...found } of list) {
          if (!kinds.includes(kind)) continue;
          const span = tightSpan(query.text, found.span);
          const severity = !model.foreign ? own : typeof others === 'string' ? others : others(kind);
          const reasons = because.map((reason) => reason.message).join(' <- ');
          const fault = `${message}${reasons && ` (${reasons})`}`;
          yield findingAt(place, name, severity, {
            message: `${title}: ${fault}`,
            common: `${owner}: ${fault}`,
            hint,
            span,
            excerpt: explain(query.text, { span }),
          });
        }
      }
    },
  };
}
