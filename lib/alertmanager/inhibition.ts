import type { AlertmanagerConfiguration, InhibitRule } from './configuration';
import type { AlertMatcher } from './matcher';
import { type RoutingProblem, readMatchers } from './tree';

/** An inhibition rule, ready to be asked. */
export interface ParsedInhibition {
  /** Where in the configuration: `inhibit_rules[0]`. */
  readonly path: string;
  readonly rule: InhibitRule;
  readonly source: readonly AlertMatcher[];
  readonly target: readonly AlertMatcher[];
  readonly equal: readonly string[];
  /** Matchers that Alertmanager refuses; they are left out of source and target. */
  readonly problems: readonly RoutingProblem[];
  /** Matchers that Alertmanager's two parsers read differently. */
  readonly warnings: readonly RoutingProblem[];
}

const inhibitions = new WeakMap<InhibitRule, ParsedInhibition>();

/** The inhibition rules of a configuration, each read once. */
export function inhibitionsOf(config: AlertmanagerConfiguration): readonly ParsedInhibition[] {
  return (config.inhibit_rules ?? []).map((rule, i) => {
    const path = `inhibit_rules[${i}]`;
    const known = inhibitions.get(rule);
    if (known?.path === path) return known;
    const found: { problems: RoutingProblem[]; warnings: RoutingProblem[] } = { problems: [], warnings: [] };
    const read: ParsedInhibition = {
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
