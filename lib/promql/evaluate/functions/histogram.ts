import { formatGeneral } from '../../numbers';
import { emptyRow, type Frame, type ValueRow } from '../frame';
import { mergedRows, nameless } from '../rows';
import { type LabelPairs, pairsKey, pairValue, withoutPairs, withPair } from '../storage/pairs';
import { type Buckets, bucketFraction, bucketQuantile } from './buckets';

interface ClassicHistogram {
  readonly labels: LabelPairs;
  readonly dropsName?: boolean;
  /** Sorted by their upper bounds. */
  readonly buckets: { readonly bound: number; readonly row: ValueRow }[];
}

/** Series that differ in `le` only are one histogram; what has no bound in `le` is left out (promql/engine.go, `resetHistograms`). */
function histogramsOf(rows: readonly ValueRow[]): ClassicHistogram[] {
  const byKey = new Map<string, ClassicHistogram>();
  for (const row of rows) {
    const bound = boundOf(pairValue(row.labels, 'le'));
    if (bound === undefined) continue;
    const labels = withoutPairs(row.labels, ['le']);
    const key = pairsKey(labels);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { labels, dropsName: row.dropsName, buckets: [{ bound, row }] });
    else known.buckets.push({ bound, row });
  }
  const all = [...byKey.values()];
  for (const { buckets } of all) buckets.sort((a, b) => a.bound - b.bound || 0);
  return all;
}

/** A number as Go's ParseFloat reads it, but for hexadecimal ones. */
function boundOf(text: string): number | undefined {
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const bound = Number(text);
  return Number.isFinite(bound) ? bound : undefined;
}

/** A number of each histogram at each step where it has a bucket. */
function ofHistograms(rows: readonly ValueRow[], frame: Frame, f: (buckets: Buckets, step: number) => number): readonly ValueRow[] {
  return histogramsOf(rows).map((histogram) => {
    const out = emptyRow(histogram.labels, frame.steps, histogram.dropsName);
    for (let step = 0; step < frame.steps; step++) {
      const buckets: Buckets = { bounds: [], counts: [] };
      for (const { bound, row } of histogram.buckets) {
        if (row.present[step] === 0) continue;
        buckets.bounds.push(bound);
        buckets.counts.push(row.values[step]!);
      }
      if (buckets.bounds.length === 0) continue;
      out.values[step] = f(buckets, step);
      out.present[step] = 1;
    }
    return { ...out, ...nameless(out, frame) };
  });
}

export const quantilesOfHistograms = (q: Float64Array, rows: readonly ValueRow[], frame: Frame): readonly ValueRow[] =>
  mergedRows(ofHistograms(rows, frame, (buckets, step) => bucketQuantile(q[step]!, buckets)));

export const histogramFraction = (lower: Float64Array, upper: Float64Array, rows: readonly ValueRow[], frame: Frame): readonly ValueRow[] =>
  mergedRows(ofHistograms(rows, frame, (buckets, step) => bucketFraction(lower[step]!, upper[step]!, buckets)));

/** Several quantiles, each in a series of its own with its number in a label. */
export function histogramQuantiles(
  label: string,
  quantiles: readonly Float64Array[],
  rows: readonly ValueRow[],
  frame: Frame,
): readonly ValueRow[] {
  const all = quantiles.flatMap((q) =>
    ofHistograms(rows, frame, (buckets, step) => bucketQuantile(q[step]!, buckets)).flatMap(byQuantile(q, label)),
  );
  return mergedRows(all);
}

/** The row split by the numbers that the quantile has at its steps. */
const byQuantile =
  (q: Float64Array, label: string) =>
  (row: ValueRow): ValueRow[] =>
    [...new Set(q)].map((number) => ({
      ...row,
      labels: withPair(row.labels, label, openMetricsNumber(number)),
      present: row.present.map((present, step) => (Object.is(q[step], number) || q[step] === number ? present : 0)),
    }));

/** A number as OpenMetrics writes it in a label: `1.0` (model/labels/float.go). */
function openMetricsNumber(value: number): string {
  const text = formatGeneral(value === 0 ? 0 : value);
  return /[e.NI]/.test(text) ? text : `${text}.0`;
}
