import { type Evaluated, type EvaluationOptions, evaluateAt } from '../../../lib/promql/evaluate/evaluate';
import { parseHistory, parseSeriesName } from '../../../lib/promql/evaluate/storage/notation';
import { labelsFrom } from '../../../lib/promql/evaluate/storage/pairs';
import { appendSample, emptyStorage, markStale, type SeriesStorage, seriesIn } from '../../../lib/promql/evaluate/storage/series';
import { parse } from '../../../lib/promql/parse';

/** Series by name, with one sample a minute. */
export function storageOf(histories: Readonly<Record<string, string>>): SeriesStorage {
  const storage = emptyStorage();
  for (const [name, history] of Object.entries(histories)) {
    const labels = parseSeriesName(name);
    const values = parseHistory(history);
    if ('code' in labels || 'code' in values) throw new Error(`${name} ${history}`);
    const series = seriesIn(storage, labels);
    values.forEach((value, minute) => {
      if (value === 'stale') markStale(series, minute * 60_000);
      else if (value !== undefined) appendSample(series, minute * 60_000, value);
    });
  }
  return storage;
}

export const askedAt = (
  histories: Readonly<Record<string, string>>,
  expr: string,
  seconds: number,
  options?: EvaluationOptions,
): Evaluated => evaluateAt(parse(expr), seconds * 1000, storageOf(histories), options);

/** The samples of an instant query as `{a="b"}: value`; the code where it has none. */
export function samplesAt(histories: Readonly<Record<string, string>>, expr: string, seconds: number, options?: EvaluationOptions) {
  const result = askedAt(histories, expr, seconds, options);
  if (result.kind === 'fault') return result.code;
  if (result.kind !== 'vector') throw new Error(result.kind);
  return Object.fromEntries(result.samples.map(({ labels, value }) => [JSON.stringify(labelsFrom(labels)), value]));
}
