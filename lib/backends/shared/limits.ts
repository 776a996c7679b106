import { type ClusterSize, estimatedSeries, prometheusMemory } from '../../manifests/size';
import { bytesOf, mebibytes } from '../../model/bytes';
import { type AnyDuration, durationText } from '../../model/duration';
import type { ScrapeLimits } from '../../model/scrape-settings';

/** What one query may cost. A query over a limit fails with its reason. */
export interface QueryLimits {
  /** @default 1m */
  readonly timeout?: AnyDuration;
  /** Queries at the same time; others wait. @default 8 */
  readonly maxConcurrency?: number;
  /** Samples that one query may hold in memory. @default - what takes a quarter of the requested memory, from 5,000,000 to Prometheus' own 50,000,000 */
  readonly maxSamples?: number;
  /** How far back the last sample of a series may be. @default - 5m, Prometheus' own */
  readonly lookbackDelta?: AnyDuration;
}

const least = { sampleLimit: 20_000, maxSamples: 5_000_000 };

/** Bytes of a sample in a query: a time and a value (prometheus/prometheus, promql/value.go, `FPoint`). */
const sampleBytes = 16;

const roundedUp = (value: number, step: number): number => Math.ceil(value / step) * step;

/** The fields of a Prometheus object for what a target may bring. */
export function scrapeLimitFields(limits: 'off' | ScrapeLimits = {}, cluster: ClusterSize) {
  if (limits === 'off') return {};
  const sampleLimit = limits.sampleLimit ?? Math.max(least.sampleLimit, roundedUp(2 * estimatedSeries(cluster), 10_000));
  const { bodySizeLimit, ...others } = limits;
  const body = bodySizeLimit === undefined ? sampleLimit * 1024 : bytesOf(bodySizeLimit);
  return {
    labelLimit: 100,
    labelNameLengthLimit: 512,
    labelValueLengthLimit: 4096,
    ...others,
    sampleLimit,
    bodySizeLimit: mebibytes(body),
  };
}

/** The fields of a Prometheus object for what no target may exceed: `enforcedSampleLimit` and its like. */
export const enforcedFields = ({ bodySizeLimit, ...others }: Omit<ScrapeLimits, 'keepDroppedTargets'> = {}) =>
  Object.fromEntries(
    Object.entries({ ...others, ...(bodySizeLimit !== undefined && { bodySizeLimit: mebibytes(bytesOf(bodySizeLimit)) }) }).map(
      ([name, value]) => [`enforced${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, value],
    ),
  );

/** What takes a quarter of the requested memory; never more than Prometheus itself allows. */
function samplesFor(cluster: ClusterSize): number {
  const share = (prometheusMemory(cluster) * 1024 ** 2) / 4 / sampleBytes;
  return Math.min(50_000_000, Math.max(least.maxSamples, roundedUp(share, 1_000_000)));
}

/** The field of a Prometheus object for what a query may cost. */
export function queryFields(query: 'off' | QueryLimits = {}, cluster: ClusterSize) {
  if (query === 'off') return {};
  const { timeout = '1m', maxConcurrency = 8, maxSamples = samplesFor(cluster), lookbackDelta } = query;
  return {
    query: {
      timeout: durationText(timeout),
      maxConcurrency,
      maxSamples,
      ...(lookbackDelta !== undefined && { lookbackDelta: durationText(lookbackDelta) }),
    },
  };
}
