import { mappingsAt } from '../../kubernetes/access';
import { bytesOf } from '../../model/bytes';
import type { PromDuration } from '../../model/duration';
import type { Labels } from '../../model/labels';
import type { Alert, OtherLabels, Rule, RuleGroup } from '../../model/rule';
import type { Scrape } from '../../model/watch';
import { labelsOf } from '../../promql/label-flow';
import { presence } from '../../promql/labels';
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

/**
 * The alerts of whose namespace an expression leaves nothing, with that of the stack: the route of an AlertmanagerConfig gets only alerts
 * with the namespace of its object. Others keep the namespace that they have.
 */
export const inNamespace = (groups: readonly RuleGroup[], namespace: string, which: 'lacking' | 'all'): readonly RuleGroup[] =>
  groups.map((group) => ({ ...group, rules: group.rules.map((rule) => ruleInNamespace(rule, namespace, which)) }));

function ruleInNamespace(rule: Rule, namespace: string, which: 'lacking' | 'all'): Rule {
  if (rule.kind !== 'alert') return rule;
  const isGiven = rule.labels !== undefined && 'namespace' in rule.labels;
  return which === 'all' || (!isGiven && lacksNamespace(rule))
    ? { ...rule, labels: { ...(rule.labels as Labels | undefined), namespace } as OtherLabels }
    : rule;
}

const lacksNamespace = ({ expr: { expr } }: Alert): boolean =>
  expr !== undefined &&
  presence(
    labelsOf(expr, () => ({ kind: 'unknown' })),
    'namespace',
  ) === 'never';
