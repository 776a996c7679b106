import type { Binary, Expr, Matcher, Query, VectorSelector } from '../../promql/ast';
import { type Evaluated, evaluateAt } from '../../promql/evaluate/evaluate';
import { matchLabels } from '../../promql/evaluate/signatures';
import { type LabelPairs, labelsFrom, pairValue } from '../../promql/evaluate/storage/pairs';
import { matchesValue, seriesOfSelector } from '../../promql/evaluate/storage/select';
import type { SeriesStorage } from '../../promql/evaluate/storage/series';
import { formatDuration, formatGeneral } from '../../promql/numbers';
import { isComparison } from '../../promql/operators';
import { print } from '../../promql/print';
import { typeOf } from '../../promql/types';
import { childrenOf, metricOf, withoutParens } from '../../promql/walk';
import { inWords } from '../../text/list';

/** Why an expression returns nothing at a time: the innermost part that is empty, and what that part misses. */
export function whyEmpty(expr: Expr, time: number, storage: SeriesStorage): string {
  const inner = withoutParens(expr);
  if (inner.kind === 'selector') return whySelectorIsEmpty(inner, time, storage);
  const empty = childrenOf(inner).find((child) => isVector(child) && samplesOf(child, time, storage).length === 0);
  if (empty !== undefined && !(inner.kind === 'binary' && (inner.op === 'or' || (inner.op === 'unless' && empty === inner.right)))) {
    return whyEmpty(empty, time, storage);
  }
  if (inner.kind === 'binary') return whyBinaryIsEmpty(inner, time, storage);
  const range = inner.kind === 'call' ? inner.args.map(withoutParens).find(({ kind }) => kind === 'matrix') : undefined;
  if (range?.kind === 'matrix') return whyRangeIsEmpty(print(inner), range.selector, range, time, storage);
  return `\`${print(inner)}\` returns nothing`;
}

const isVector = (expr: Expr): boolean => typeOf(expr) === 'vector';
const asQuery = (expr: Expr): Query => ({ text: print(expr), expr, diagnostics: [] });

type Samples = Extract<Evaluated, { kind: 'vector' }>['samples'];

function samplesOf(expr: Expr, time: number, storage: SeriesStorage): Samples {
  const result = evaluateAt(asQuery(expr), time, storage);
  return result.kind === 'vector' ? result.samples : [];
}

const minutes = formatDuration;

function whySelectorIsEmpty(selector: VectorSelector, time: number, storage: SeriesStorage): string {
  const lacking = whyNoSeries(selector, storage);
  if (lacking !== undefined) return lacking;
  const isEmpty = seriesOfSelector(storage, selector).every(({ count }) => count === 0);
  if (isEmpty) return `\`${print(selector)}\` has no sample up to ${minutes(time)}`;
  return `\`${print(selector)}\` has no sample in the five minutes before ${minutes(time)}, or was marked as gone`;
}

/** Undefined where a series is selected, with samples or without. */
function whyNoSeries(selector: VectorSelector, storage: SeriesStorage): string | undefined {
  if (seriesOfSelector(storage, selector).length > 0) return undefined;
  const name = metricOf(selector);
  const named = seriesOfSelector(storage, { ...selector, matchers: selector.matchers.filter((matcher) => matcher.name === '__name__') });
  if (named.length === 0)
    return name === undefined ? `no series has the name that \`${print(selector)}\` asks for` : `no series is called ${name}`;
  const labels = named.map((series) => series.labels);
  const none = selector.matchers.find((matcher) => !labels.some((pairs) => fits(matcher, pairs)));
  if (none === undefined) return `no single series of ${name} fits all of \`${print(selector)}\``;
  const values = [...new Set(labels.map((pairs) => pairValue(pairs, none.name)))].filter((value) => value !== '');
  const has = values.length === 0 ? `none has the label ${none.name}` : `${none.name} is ${inWords(values.map((value) => `"${value}"`))}`;
  return `no series of ${name} fits ${none.name}${none.op}"${none.value}": ${has}`;
}

const fits = (matcher: Matcher, labels: LabelPairs): boolean => matchesValue(matcher, pairValue(labels, matcher.name));

function whyRangeIsEmpty(text: string, selector: VectorSelector, range: Expr, time: number, storage: SeriesStorage): string {
  const lacking = whyNoSeries(selector, storage);
  if (lacking !== undefined) return lacking;
  const found = evaluateAt(asQuery(range), time, storage);
  const most = found.kind === 'matrix' ? Math.max(0, ...found.series.map(({ points }) => points.length)) : 0;
  return `\`${text}\` has ${most === 0 ? 'no sample' : most === 1 ? 'one sample' : `${most} samples`} in its range at ${minutes(time)}`;
}

function whyBinaryIsEmpty(expr: Binary, time: number, storage: SeriesStorage): string {
  const { op, left, right, matching } = expr;
  const sides = [left, right] as const;
  const scalar = sides.find((side) => typeOf(side) === 'scalar');
  if (isComparison(op) && scalar !== undefined) {
    const vector = scalar === left ? right : left;
    const limit = evaluateAt(asQuery(scalar), time, storage);
    const values = samplesOf(vector, time, storage).map(({ value }) => formatGeneral(value));
    const threshold = limit.kind === 'scalar' ? formatGeneral(limit.value) : print(scalar);
    return `\`${print(vector)}\` is ${inWords([...new Set(values)])} at ${minutes(time)}, and not ${scalar === left ? `such that ${threshold} ${op} it` : `${op} ${threshold}`}`;
  }
  const [lefts, rights] = sides.map((side) => samplesOf(side, time, storage));
  const shown = (samples: Samples | undefined): string =>
    inWords([...new Set((samples ?? []).map(({ labels }) => JSON.stringify(labelsFrom(matchLabels(labels, matching)))))], 3);
  if (op === 'unless') return `all of \`${print(left)}\` has a match in \`${print(right)}\`: ${shown(rights)}`;
  const keys = (samples: Samples | undefined): Set<string> =>
    new Set((samples ?? []).map(({ labels }) => JSON.stringify(matchLabels(labels, matching))));
  const both = [...keys(lefts)].some((key) => keys(rights).has(key));
  if (both && isComparison(op)) return `\`${print(left)} ${op} ${print(right)}\` holds for none of ${shown(lefts)}`;
  return `no series of both sides of \`${op}\` have the same labels: ${shown(lefts)} on the left, ${shown(rights)} on the right`;
}
