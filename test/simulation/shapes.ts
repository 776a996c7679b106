import { pairsOf } from '../../lib/promql/evaluate/storage/pairs';
import { appendSample, type SeriesStorage, seriesIn, withRoom } from '../../lib/promql/evaluate/storage/series';

export type Labels = Readonly<Record<string, string>>;

/** A time of the simulation. */
export interface Moment {
  /** Minutes since the simulation began. */
  readonly minute: number;
  /** Whether what is to break is broken by now. */
  readonly isBroken: boolean;
}

/** What a series is worth: a number that wobbles a little, or what it is at each moment. Of a counter it is what comes per second. */
export type Worth = number | ((moment: Moment) => number);

export const scrapeInterval = 30;

export interface Simulation {
  readonly storage: SeriesStorage;
  /** In seconds. */
  readonly from: number;
  readonly to: number;
  /** From then on something is broken; undefined where all goes well. */
  readonly breaksAt?: number;
}

/** A number between 0 and 1 that a text always has. */
export function chanceOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A slow swing and a quick one, each series at its own time. */
const wobble = (phase: number, minute: number): number =>
  1 + 0.12 * Math.sin((minute / 47 + phase) * 2 * Math.PI) + 0.05 * Math.sin((minute / 7.3 + phase * 3) * 2 * Math.PI);

export function addSeries(simulation: Simulation, name: string, labels: Labels, isCounter: boolean, worth: Worth): void {
  const pairs = pairsOf({ __name__: name, ...labels });
  const { from, to, breaksAt = Number.POSITIVE_INFINITY } = simulation;
  const phase = chanceOf(pairs.join('/'));
  const series = withRoom(seriesIn(simulation.storage, pairs), Math.ceil((to - from) / scrapeInterval) + 1);
  let sum = Math.round(phase * 1000);
  for (let time = from; time <= to; time += scrapeInterval) {
    const minute = (time - from) / 60;
    const value =
      typeof worth === 'function'
        ? worth({ minute, isBroken: time >= breaksAt })
        : worth * (Number.isInteger(worth) && !isCounter ? 1 : wobble(phase, minute));
    if (Number.isNaN(value)) continue;
    sum += value * scrapeInterval;
    appendSample(series, time * 1000, isCounter ? sum : value);
  }
}

/** Cumulative buckets of durations around the typical one: most are a little shorter, a few ten times longer. */
export function addHistogram(
  simulation: Simulation,
  name: string,
  labels: Labels,
  bounds: readonly number[],
  typical: number,
  perSecond: number,
): void {
  const shareBelow = (bound: number) => 1 / (1 + (typical / bound) ** 2.5);
  for (const bound of [...bounds, Number.POSITIVE_INFINITY]) {
    const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound);
    const share = bound === Number.POSITIVE_INFINITY ? 1 : shareBelow(bound);
    addSeries(simulation, `${name}_bucket`, { ...labels, le }, true, () => share * perSecond);
  }
  addSeries(simulation, `${name}_sum`, labels, true, () => typical * perSecond);
  addSeries(simulation, `${name}_count`, labels, true, () => perSecond);
}
