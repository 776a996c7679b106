import { foundAt } from '../../analysis/found';
import type { Expr } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { isComparison } from '../../promql/operators';
import { metricOf, walk } from '../../promql/walk';
import { check } from '../check';

export const alertCondition = check('alert-condition', {
  finds: 'an alert that compares nothing, so that it fires as long as its series exist',
  severity: 'warning',
  *run({ rules }) {
    for (const {
      kind,
      name,
      query: { text, expr, diagnostics },
      place,
    } of rules) {
      if (kind !== 'alert' || expr === undefined || diagnostics.length > 0) continue;
      const { measures, mayBeEmpty, boolean } = seenIn(expr);
      if (!measures || mayBeEmpty) continue;
      yield foundAt(place, {
        message:
          `alert ${name} fires for as long as its series are there, whatever their values: ` +
          `its expression ${boolean ? 'gives 0 or 1, and both fire' : 'compares nothing'}`,
        hint: boolean
          ? 'leave `bool` out: without it a comparison returns only what it is true for'
          : 'compare the result with a threshold, such as `... > 0.05`',
        span: expr.span,
        excerpt: explain(text, expr),
      });
    }
  },
});

interface Seen {
  /**
   * Something that has a value whatever it is: a rate, a quantile, a ratio, a comparison with `bool`. Other series may only be
   * there while something is wrong.
   */
  readonly measures: boolean;
  /** Something that may return nothing although its series are there, or of which it is not known what it returns. */
  readonly mayBeEmpty: boolean;
  readonly boolean: boolean;
}

function seenIn(expr: Expr): Seen {
  let [measures, mayBeEmpty, boolean] = [false, false, false];
  walk(expr, (node) => {
    switch (node.kind) {
      case 'number':
      case 'string':
      case 'matrix':
      case 'subquery':
      case 'paren':
      case 'unary':
        return;
      case 'selector': {
        // What a rule has recorded may be the result of a comparison; ALERTS is there while an alert is.
        const metric = metricOf(node);
        if (metric === undefined || metric.includes(':') || metric.startsWith('ALERTS')) mayBeEmpty = true;
        return;
      }
      case 'aggregation':
        if (node.op === 'group' || node.op === 'count_values') mayBeEmpty = true;
        return;
      case 'call':
        if (measuring.has(node.func)) measures = true;
        if (node.func.startsWith('absent') || node.func.startsWith('present')) mayBeEmpty = true;
        return;
      case 'binary':
        if (node.bool) [measures, boolean] = [true, true];
        else if (isComparison(node.op) || node.op === 'and' || node.op === 'unless') mayBeEmpty = true;
        // A join keeps only what has a partner on the other side, and may be meant so.
        if (node.matching !== undefined) mayBeEmpty = true;
        if (node.op === '/') measures = true;
    }
  });
  return { measures, mayBeEmpty, boolean };
}

const measuring: ReadonlySet<string> = new Set([
  'rate',
  'irate',
  'increase',
  'delta',
  'idelta',
  'deriv',
  'predict_linear',
  'histogram_quantile',
  'avg_over_time',
  'quantile_over_time',
]);
