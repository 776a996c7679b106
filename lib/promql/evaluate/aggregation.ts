import type { Aggregation } from '../ast';
import { formatNumber } from '../numbers';
import { withoutParens } from '../walk';
import { chosenRows } from './choice';
import { add, addToMean, type KahanSum, meanOf, meanValue, quantile } from './float';
import { emptyRow, type Frame, isEmptyRow, rowsOf, scalarOf, type ValueRow } from './frame';
import { checkLabelName } from './functions/labels';
import type { Group } from './group';
import { type LabelPairs, noPairs, onlyPairs, pairsKey, withoutPairs, withPair } from './storage/pairs';

/** The labels by which rows are grouped; all that the result has of them. */
function groupLabels(labels: LabelPairs, { grouping }: Aggregation): LabelPairs {
  if (grouping === undefined) return noPairs;
  return grouping.mode === 'by' ? onlyPairs(labels, grouping.labels) : withoutPairs(labels, [...grouping.labels, '__name__']);
}

function groupsOf(rows: readonly ValueRow[], labelsOf: (labels: LabelPairs) => LabelPairs): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const labels = labelsOf(row.labels);
    const key = pairsKey(labels);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { labels, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()];
}

/** promql/engine.go, `rangeEvalAgg`. */
export function aggregated(expr: Aggregation, frame: Frame): readonly ValueRow[] {
  if (expr.op === 'count_values') return countValues(expr, frame);
  const parameter = expr.parameter === undefined ? undefined : scalarOf(expr.parameter, frame);
  const groups = groupsOf(rowsOf(expr.expr, frame), (labels) => groupLabels(labels, expr));
  const combine = combinations[expr.op];
  if (combine === undefined) return chosenRows(expr.op, parameter!, groups, frame);
  return groups.map((group) => combined(group, combine, parameter, frame)).filter((row) => !isEmptyRow(row));
}

function combined({ labels, rows }: Group, combine: Combination, parameter: Float64Array | undefined, frame: Frame): ValueRow {
  const out = emptyRow(
    labels,
    frame.steps,
    rows.some(({ dropsName }) => dropsName),
  );
  const values: number[] = [];
  for (let step = 0; step < frame.steps; step++) {
    values.length = 0;
    for (const row of rows) if (row.present[step] === 1) values.push(row.values[step]!);
    if (values.length === 0) continue;
    out.values[step] = combine(values, parameter === undefined ? 0 : parameter[step]!);
    out.present[step] = 1;
  }
  return out;
}

/** What is made of the values of a group, of which there is at least one. */
type Combination = (values: number[], parameter: number) => number;

/** promql/engine.go, `aggregation`. */
const combinations: Readonly<Record<string, Combination>> = {
  sum: (values) => {
    const total: KahanSum = { sum: values[0]!, rest: 0 };
    for (let i = 1; i < values.length; i++) add(total, values[i]!);
    return total.sum + total.rest;
  },
  avg: (values) => {
    const mean = meanOf(values[0]!);
    for (let i = 1; i < values.length; i++) addToMean(mean, values[i]!);
    return meanValue(mean);
  },
  count: (values) => values.length,
  group: () => 1,
  max: (values) => values.reduce((best, value) => (best < value || Number.isNaN(best) ? value : best)),
  min: (values) => values.reduce((best, value) => (best > value || Number.isNaN(best) ? value : best)),
  stdvar: variance,
  stddev: (values) => Math.sqrt(variance(values)),
  quantile: (values, q) => quantile(q, values),
};

function variance(values: readonly number[]): number {
  let mean = values[0]!;
  let squares = Number.isFinite(mean) ? 0 : NaN;
  for (let i = 1; i < values.length; i++) {
    const delta = values[i]! - mean;
    mean += delta / (i + 1);
    squares += delta * (values[i]! - mean);
  }
  return squares / values.length;
}

/** One series for each value, with how many have it (promql/engine.go, `aggregationCountValues`). */
function countValues(expr: Aggregation, frame: Frame): readonly ValueRow[] {
  const parameter = withoutParens(expr.parameter!);
  const name = parameter.kind === 'string' ? parameter.value : '';
  checkLabelName(name, 'count_values');
  const { grouping } = expr;
  const labelsOf = (labels: LabelPairs): LabelPairs =>
    grouping?.mode === 'without' ? groupLabels(labels, expr) : onlyPairs(labels, [...(grouping?.labels ?? []), name]);
  const counts = new Map<string, ValueRow>();
  for (const row of rowsOf(expr.expr, frame)) {
    for (let step = 0; step < frame.steps; step++) {
      if (row.present[step] === 0) continue;
      const labels = labelsOf(withPair(row.labels, name, formatNumber(row.values[step]!)));
      const key = pairsKey(labels);
      const counted = counts.get(key) ?? emptyRow(labels, frame.steps);
      counts.set(key, counted);
      counted.values[step]!++;
      counted.present[step] = 1;
    }
  }
  return [...counts.values()];
}
