import { foundAt } from '../../analysis/found';
import type { Call, Expr } from '../../promql/ast';
import { parseDuration } from '../../promql/numbers';
import { withoutParens } from '../../promql/walk';
import { check } from '../check';

export const forInterval = check('for-interval', {
  finds: 'a `for` that is shorter than an evaluation, or an `absent` without a `for`',
  severity: 'warning',
  kinds: { short: 'info' },
  *run({ rules }) {
    for (const { kind, name, query, interval, place, ...rule } of rules) {
      if (kind !== 'alert') continue;
      const waits = secondsIn(rule.for ?? '0s');
      const every = interval === undefined ? undefined : secondsIn(interval);
      if (waits === undefined) continue;
      if (waits > 0 && every !== undefined && waits < every) {
        yield foundAt(place, {
          kind: 'short',
          message:
            `alert ${name}: \`for: ${rule.for}\` is shorter than the ${interval} between two evaluations, ` +
            `so that it is as good as \`for: ${interval}\``,
          hint: 'say how long it may really take, or evaluate the group more often',
          at: ['for'],
        });
      }
      const absent = waits === 0 && query.expr !== undefined ? absentIn(query.expr) : undefined;
      if (absent === undefined) continue;
      yield foundAt(place, {
        message:
          `alert ${name} fires at the first evaluation without the series: ` +
          'also while a single target restarts, and before the first scrape of a new Prometheus',
        hint: 'give it a `for` of a few scrapes, such as 5m',
        span: absent.span,
      });
    }
  },
});

function secondsIn(duration: string): number | undefined {
  const parsed = parseDuration(duration);
  return 'seconds' in parsed ? parsed.seconds : undefined;
}

/** The `absent` that alone is enough for a result. */
function absentIn(expr: Expr): Call | undefined {
  const inner = withoutParens(expr);
  if (inner.kind === 'binary' && inner.op === 'or') return absentIn(inner.left) ?? absentIn(inner.right);
  return inner.kind === 'call' && inner.func === 'absent' ? inner : undefined;
}
