import type { NamedObject } from '../kubernetes/object';
import type { Labels } from '../model/labels';
import type { Rule } from '../model/rule';
import type { RuleGroup } from '../model/rule-group';
import type { Scrape } from '../model/watch';
import { queryKeeping } from '../promql/keep-label';
import { isMapping } from '../yaml/value';

/** Rules that say of each cluster what they say: no aggregation takes the label away, and joins stay in one cluster. */
export const groupsKeeping = (groups: readonly RuleGroup[], label: string): readonly RuleGroup[] =>
  groups.map((group) => ({ ...group, rules: group.rules.map((rule): Rule => ({ ...rule, expr: queryKeeping(rule.expr, label) })) }));

/** A scrape whose series all have the label. */
export function scrapeWith(scrape: Scrape, [name, value]: readonly [string, string]): Scrape {
  const relabeling = { action: 'replace', targetLabel: name, replacement: value };
  const labelled = (place: Readonly<Record<string, unknown>>) => ({
    ...place,
    relabelings: [...(Array.isArray(place.relabelings) ? place.relabelings : []), relabeling],
  });
  const { spec } = scrape.monitor as NamedObject & { readonly spec: Readonly<Record<string, unknown>> };
  const endpoints = ['endpoints', 'podMetricsEndpoints'].find((key) => Array.isArray(spec[key]));
  const changed =
    endpoints === undefined
      ? labelled(spec)
      : { ...spec, [endpoints]: (spec[endpoints] as unknown[]).map((each) => (isMapping(each) ? labelled(each) : each)) };
  return { ...scrape, monitor: { ...scrape.monitor, spec: changed } };
}

/** The one label that tells clusters apart, if there is one. */
export const clusterLabelOf = (labels: Labels | undefined): readonly [string, string] | undefined =>
  labels === undefined ? undefined : Object.entries(labels)[0];
