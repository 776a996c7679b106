import type { Binary, Expr, Grouping, VectorSelector } from './ast';
import { isComparison } from './operators';
import { typeOf } from './types';
import { metricOf, withoutParens } from './walk';

/**
 * Whether what is divided surely is a part of what it is divided by: both add up the same counter, or count the same series, at the same
 * time and by the same labels, and the left side is narrowed further. The quotient is then from 0 to 1.
 */
export function isPartOfWhole({ op, left, right, matching }: Binary): boolean {
  if (op !== '/' || matching?.fill !== undefined || matching?.group?.side === 'right') return false;
  const [part, whole] = [withoutParens(left), withoutParens(right)];
  if (part.kind !== 'aggregation' || whole.kind !== 'aggregation' || part.op !== whole.op) return false;
  if (part.op !== 'sum' && part.op !== 'count') return false;
  const [fine, coarse] = [labelsOf(part.grouping), labelsOf(whole.grouping)];
  if (fine === undefined || coarse === undefined) return false;
  const matched = matching === undefined ? fine : matching.mode === 'on' ? new Set(matching.labels) : undefined;
  if (matched === undefined || !sameLabels(matched, coarse) || ![...coarse].every((label) => fine.has(label))) return false;
  return isNarrower(part.expr, whole.expr, part.op === 'sum');
}

/** What a grouping keeps; undefined where it says what it drops. */
const labelsOf = (grouping: Grouping | undefined): ReadonlySet<string> | undefined =>
  grouping?.mode === 'without' ? undefined : new Set(grouping?.labels ?? []);

const sameLabels = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && [...a].every((label) => b.has(label));

/** Whether the series of one expression are some of those of the other, with the same values; `growing` asks for values that are not negative. */
function isNarrower(part: Expr, whole: Expr, growing: boolean): boolean {
  const [narrow, wide] = [withoutParens(part), withoutParens(whole)];
  if (narrow.kind === 'binary') {
    const keepsLeft = narrow.op === 'and' || narrow.op === 'unless' || (isComparison(narrow.op) && !narrow.bool && isNumber(narrow.right));
    return keepsLeft && typeOf(narrow.left) === 'vector' && isNarrower(narrow.left, wide, growing);
  }
  if (narrow.kind === 'selector') return !growing && wide.kind === 'selector' && selectsFewer(narrow, wide);
  if (narrow.kind !== 'call' || wide.kind !== 'call' || narrow.func !== wide.func || !/^i?rate$|^increase$/.test(narrow.func)) return false;
  const [one, all] = [narrow.args[0], wide.args[0]];
  if (one?.kind !== 'matrix' || all?.kind !== 'matrix' || one.rangeText !== all.rangeText) return false;
  return selectsFewer(one.selector, all.selector) && (!growing || /_(total|count|bucket)$/.test(metricOf(one.selector) ?? ''));
}

const isNumber = (expr: Expr): boolean => withoutParens(expr).kind === 'number';

/** The same metric at the same time, with all matchers of the other. */
function selectsFewer(narrow: VectorSelector, wide: VectorSelector): boolean {
  const metric = metricOf(narrow);
  const isSame =
    metric !== undefined &&
    metric === metricOf(wide) &&
    narrow.offset === wide.offset &&
    narrow.offsetText === wide.offsetText &&
    narrow.at === wide.at &&
    narrow.modifier === wide.modifier;
  return (
    isSame &&
    wide.matchers.every((each) =>
      narrow.matchers.some(({ name, op, value }) => name === each.name && op === each.op && value === each.value),
    )
  );
}
