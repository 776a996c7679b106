import { mappingsAt } from '../../kubernetes/access';
import { limitFields } from '../../manifests/scrape-fields';
import type { PromDuration } from '../../model/duration';
import type { RuleGroup } from '../../model/rule-group';
import type { ScrapeLimits } from '../../model/scrape-settings';
import type { Scrape } from '../../model/watch';

/*
 * What a stack says of itself and a Prometheus of its own would be told is written into each object here: how often a target is scraped and
 * a rule evaluated, and what a target may bring.
 */

/** A scrape whose monitor says how often, and what its target may bring. */
export function timed({ monitor, ...scrape }: Scrape, interval: PromDuration, limits: ScrapeLimits = {}): Scrape {
  const spec = monitor.spec as Readonly<Record<string, unknown>>;
  return {
    ...scrape,
    monitor: { ...monitor, spec: { ...withInterval(monitor.kind, spec, interval), ...unsaid(limitFields(limits), spec) } },
  };
}

function withInterval(kind: string, spec: Readonly<Record<string, unknown>>, interval: PromDuration) {
  const endpoints = (field: string) => ({ ...spec, [field]: mappingsAt(spec, field).map(([endpoint]) => ({ interval, ...endpoint })) });
  switch (kind) {
    case 'ServiceMonitor':
      return endpoints('endpoints');
    case 'PodMonitor':
      return endpoints('podMetricsEndpoints');
    case 'Probe':
      return { interval, ...spec };
    // A ScrapeConfig.
    default:
      return { scrapeInterval: interval, ...spec };
  }
}

/** What a target says of itself wins. */
const unsaid = (limits: object, spec: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(limits).filter(([name]) => spec[name] === undefined));

/** Every group with the interval of the stack, where it has none of its own. */
export const paced = (groups: readonly RuleGroup[], interval: PromDuration): readonly RuleGroup[] =>
  groups.map((group) => ({ interval, ...group }));
