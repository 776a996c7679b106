import { mappingsAt } from '../../kubernetes/access';
import { bytesOf } from '../../model/bytes';
import type { PromDuration } from '../../model/duration';
import type { RuleGroup } from '../../model/rule';
import type { Scrape } from '../../model/watch';
import { mebibytes, type ScrapeLimits } from '../shared/limits';

/*
 * What a stack says of itself and a Prometheus of its own would be told is written into each object here: how often a target is scraped and
 * a rule evaluated, and what a target may bring.
 */

/** A scrape whose monitor says how often, and what its target may bring. */
export function timed({ monitor, ...scrape }: Scrape, interval: PromDuration, limits: ScrapeLimits = {}): Scrape {
  const spec = monitor.spec as Readonly<Record<string, unknown>>;
  const endpoints = (['endpoints', 'podMetricsEndpoints'] as const).filter((field) => spec[field] !== undefined);
  const timedEndpoints = endpoints.map((field) => [field, mappingsAt(spec, field).map(([endpoint]) => ({ interval, ...endpoint }))]);
  return { ...scrape, monitor: { ...monitor, spec: { ...spec, ...Object.fromEntries(timedEndpoints), ...limitFields(limits) } } };
}

const limitFields = ({ bodySizeLimit, ...others }: ScrapeLimits) => ({
  ...others,
  ...(bodySizeLimit !== undefined && { bodySizeLimit: mebibytes(bytesOf(bodySizeLimit)) }),
});

/** Every group with the interval of the stack, where it has none of its own. */
export const paced = (groups: readonly RuleGroup[], interval: PromDuration): readonly RuleGroup[] =>
  groups.map((group) => ({ interval, ...group }));
