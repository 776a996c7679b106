import { type LabelPairs, pairsKey, pairValue } from './pairs';

/** The samples of one series; times are in milliseconds and ascend. Behind `count` the arrays have room for more. */
export interface StoredSeries {
  readonly labels: LabelPairs;
  times: Float64Array;
  values: Float64Array;
  count: number;
  /** When the series was marked as gone; it is not seen from then to its next sample. */
  readonly staleTimes: number[];
}

/** Series in memory, in the order in which they came. */
export interface SeriesStorage {
  readonly all: StoredSeries[];
  readonly byName: Map<string, StoredSeries[]>;
  readonly byKey: Map<string, StoredSeries>;
}

export const emptyStorage = (): SeriesStorage => ({ all: [], byName: new Map(), byKey: new Map() });

const noSamples = new Float64Array(0);

/** The series with these labels, which is made where it is new. */
export function seriesIn(storage: SeriesStorage, labels: LabelPairs): StoredSeries {
  const key = pairsKey(labels);
  const known = storage.byKey.get(key);
  if (known !== undefined) return known;
  const series: StoredSeries = { labels, times: noSamples, values: noSamples, count: 0, staleTimes: [] };
  storage.byKey.set(key, series);
  storage.all.push(series);
  const name = pairValue(labels, '__name__');
  const named = storage.byName.get(name);
  if (named === undefined) storage.byName.set(name, [series]);
  else named.push(series);
  return series;
}

/** Adds a sample. Of two samples of one time the first stays, and one before the last is lost: Prometheus refuses both. */
export function appendSample(series: StoredSeries, time: number, value: number): void {
  const { count } = series;
  if (count > 0 && series.times[count - 1]! >= time) return;
  if (count === series.times.length) {
    series.times = grown(series.times);
    series.values = grown(series.values);
  }
  series.times[count] = time;
  series.values[count] = value;
  series.count++;
}

export function markStale(series: StoredSeries, time: number): void {
  series.staleTimes.push(time);
}

/** Makes room for as many samples more, all at once. */
export function withRoom(series: StoredSeries, samples: number): StoredSeries {
  if (series.times.length < series.count + samples) {
    series.times = grown(series.times, series.count + samples);
    series.values = grown(series.values, series.count + samples);
  }
  return series;
}

function grown(array: Float64Array, length = Math.max(16, array.length * 2)): Float64Array {
  const larger = new Float64Array(length);
  larger.set(array);
  return larger;
}

/** How many of the first `count` times are at `time` or before it. */
export function countUntil(times: ArrayLike<number>, count: number, time: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
