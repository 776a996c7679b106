import type { AlertmanagerConfiguration, InhibitRule } from './configuration';
import { type Labels, labelOf, type Matcher } from './matcher';
import { allMatch, type RoutingFault, readMatchers } from './tree';

/** An inhibition rule, ready to be asked. */
export interface Inhibition {
  /** Where in the configuration: `inhibit_rules[0]`. */
  readonly path: string;
  readonly rule: InhibitRule;
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
  /** Matchers that Alertmanager refuses; they are left out of source and target. */
  readonly faults: readonly RoutingFault[];
  /** Matchers that Alertmanager's two parsers read differently. */
  readonly warnings: readonly RoutingFault[];
}

const inhibitions = new WeakMap<InhibitRule, Inhibition>();

/** The inhibition rules of a configuration, each read once. */
export function inhibitionsOf(config: AlertmanagerConfiguration): readonly Inhibition[] {
  return (config.inhibit_rules ?? []).map((rule, i) => {
    const path = `inhibit_rules[${i}]`;
    const known = inhibitions.get(rule);
    if (known?.path === path) return known;
    const found: { faults: RoutingFault[]; warnings: RoutingFault[] } = { faults: [], warnings: [] };
    const read: Inhibition = {
      path,
      rule,
      equal: rule.equal ?? [],
      ...found,
      source: readMatchers(
        { matchers: rule.source_matchers, match: rule.source_match, match_re: rule.source_match_re },
        path,
        found,
        'source_',
      ),
      target: readMatchers(
        { matchers: rule.target_matchers, match: rule.target_match, match_re: rule.target_match_re },
        path,
        found,
        'target_',
      ),
    };
    inhibitions.set(rule, read);
    return read;
  });
}

/**
 * Why an alert stays silent: the first rule and the first of the firing alerts that inhibit it, or undefined. An alert that
 * matches both sides of a rule is not inhibited by another that does so too. (Alertmanager 0.34, inhibit/inhibit.go)
 */
export function inhibitedBy(
  config: AlertmanagerConfiguration,
  labels: Labels,
  firing: readonly Labels[],
): { readonly inhibition: Inhibition; readonly source: Labels } | undefined {
  for (const inhibition of inhibitionsOf(config)) {
    if (!allMatch(inhibition.target, labels)) continue;
    const twoSided = allMatch(inhibition.source, labels);
    const source = firing.find(
      (other) =>
        allMatch(inhibition.source, other) &&
        inhibition.equal.every((name) => labelOf(other, name) === labelOf(labels, name)) &&
        !(twoSided && allMatch(inhibition.target, other)),
    );
    if (source !== undefined) return { inhibition, source };
  }
  return undefined;
}
