import type { RuleInput } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { templatesOf } from '../../analysis/rule-templates';
import type { Expr } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { isComparison } from '../../promql/operators';
import { valueRange } from '../../promql/value-range';
import { withoutParens } from '../../promql/walk';
import { check } from '../check';

export const wrongPercent = check('wrong-percent', {
  finds: 'a template that prints a percentage a hundred times too large, or a share with a percent sign',
  severity: 'warning',
  *run({ rules, knowledge }) {
    for (const rule of rules) {
      const value = comparedValue(rule);
      if (value === undefined) continue;
      for (const { title, text, at } of templatesOf(rule)) {
        const isPercent = isTimes100(value);
        const range = valueRange(value, knowledge);
        const wrong = isPercent ? printedTwice : range.low >= 0 && range.high <= 1 ? share : undefined;
        const match = wrong?.exec(text);
        if (!match) continue;
        const span = { from: match.index, to: match.index + match[0].length };
        yield foundAt(rule.place, {
          message:
            `alert ${rule.name}, ${title}: ` +
            (isPercent
              ? 'humanizePercentage multiplies by 100, and the expression has done so already: 90 is printed as 9000%'
              : 'the value is a share from 0 to 1, and a percent sign stands behind it: 0.9 is printed as 0.9%'),
          hint: isPercent
            ? 'leave `* 100` out of the expression and its threshold, or print `{{ $value | humanize }}%`'
            : 'print `{{ $value | humanizePercentage }}`, which multiplies by 100 and adds the sign',
          span,
          at,
          excerpt: explain(text, { span }),
        });
      }
    }
  },
});

const printedTwice = /\{\{-?\s*(?:(?:\$value|\.Value)\s*\|\s*humanizePercentage|humanizePercentage\s+(?:\$value|\.Value))\s*-?\}\}/;

const share = new RegExp(
  [
    String.raw`\{\{-?\s*(?:\$value|\.Value)\s*(?:\|\s*(?:humanize|printf\s+"%[.\d]*[fg]")\s*)?-?\}\}\s?(?:%|percent\b)`,
    String.raw`\{\{-?\s*printf\s+"%[.\d]*[fg]"\s+(?:\$value|\.Value)\s*-?\}\}\s?(?:%|percent\b)`,
    String.raw`\{\{-?\s*(?:\$value|\.Value)\s*\|\s*printf\s+"%[.\d]*[fg] ?%%"\s*-?\}\}`,
    String.raw`\{\{-?\s*printf\s+"%[.\d]*[fg] ?%%"\s+(?:\$value|\.Value)\s*-?\}\}`,
  ].join('|'),
);

/** The expression whose value is printed: what a comparison lets through. */
function comparedValue({ kind, query: { expr, diagnostics } }: RuleInput): Expr | undefined {
  if (kind !== 'alert' || expr === undefined || diagnostics.length > 0) return undefined;
  let value = withoutParens(expr);
  while (value.kind === 'binary' && !value.bool && (isComparison(value.op) || value.op === 'and' || value.op === 'unless')) {
    const isTurned = isComparison(value.op) && withoutParens(value.left).kind === 'number';
    value = withoutParens(isTurned ? value.right : value.left);
  }
  return value;
}

/** Whether it is a quotient, or what is missing to 1, times 100. */
function isTimes100(expr: Expr): boolean {
  const value = withoutParens(expr);
  if (value.kind === 'aggregation') return ['min', 'max', 'avg'].includes(value.op) && isTimes100(value.expr);
  if (value.kind !== 'binary') return false;
  if (value.op === '-') return is100(value.left) && isTimes100(value.right);
  // `100 * a / b` is read as `(100 * a) / b`.
  if (value.op === '/') return times100In(value.left) !== undefined;
  const other = times100In(value);
  return other !== undefined && isShare(other);
}

/** What is multiplied by 100. */
function times100In(expr: Expr): Expr | undefined {
  const value = withoutParens(expr);
  if (value.kind !== 'binary' || value.op !== '*') return undefined;
  if (is100(value.left)) return value.right;
  return is100(value.right) ? value.left : undefined;
}

function is100(expr: Expr): boolean {
  const value = withoutParens(expr);
  return value.kind === 'number' && value.value === 100;
}

function isShare(expr: Expr): boolean {
  const value = withoutParens(expr);
  if (value.kind === 'aggregation') return ['min', 'max', 'avg'].includes(value.op) && isShare(value.expr);
  if (value.kind !== 'binary') return false;
  if (value.op === '/') return true;
  const left = withoutParens(value.left);
  return value.op === '-' && left.kind === 'number' && left.value === 1 && isShare(value.right);
}
