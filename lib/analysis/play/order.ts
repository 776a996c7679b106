import type { Expr } from '../../promql/ast';
import { metricOf, selectorsOf, walk } from '../../promql/walk';
import type { PlayableGroup, PlayableRule } from './playable';
import { isTemplate } from './templates';

/**
 * Whether each rule can be evaluated over all times at once, before the next one: none reads what it or a later one returns, and
 * none looks at a time that is still to come or asks when it is evaluated. `given` are the names of the series of the input.
 */
export function canGoRuleByRule(groups: readonly PlayableGroup[], given: ReadonlySet<string>): boolean {
  const rules = groups.flatMap((group) => group.rules);
  // Where two write the same series, it counts who is first at each time.
  const written = new Set(rules.map(({ kind, name }) => `${kind} ${name}`));
  if (written.size < rules.length || rules.some((rule) => outputsOf(rule).some((name) => given.has(name)))) return false;
  return rules.every((rule, index) => !asksTheTime(rule) && !readsAnyOf(rule, rules.slice(index)));
}

function readsAnyOf({ query }: PlayableRule, later: readonly PlayableRule[]): boolean {
  if (query.expr === undefined) return false;
  const names = new Set(selectorsOf(query.expr).map(metricOf));
  return names.has(undefined) || later.some((rule) => outputsOf(rule).some((name) => names.has(name)));
}

const outputsOf = ({ kind, name }: PlayableRule): readonly string[] => (kind === 'recording' ? [name] : ['ALERTS', 'ALERTS_FOR_STATE']);

const timeFunctions = new Set(['start', 'end', 'step', 'range']);
const dependsOnStep = (text: string | undefined): boolean => text !== undefined && /\b(?:step|range)\(/.test(text);

function asksTheTime({ query, labels }: PlayableRule): boolean {
  if (Object.values(labels).some((text) => isTemplate(text) && /\bquery\b/.test(text))) return true;
  let asks = false;
  const look = (node: Expr): void => {
    if (node.kind === 'call') asks ||= timeFunctions.has(node.func);
    if (node.kind === 'matrix' || node.kind === 'subquery') asks ||= dependsOnStep(node.rangeText);
    if (node.kind === 'subquery') asks ||= dependsOnStep(node.stepText);
    // An offset that is computed, or goes ahead, and a time that is named: at its evaluation a rule sees no later sample.
    if (node.kind === 'selector' || node.kind === 'subquery')
      asks ||= node.at !== undefined || node.offsetText !== undefined || (node.offset ?? 0) < 0;
    if (node.kind === 'selector') asks ||= node.modifier === 'smoothed';
  };
  if (query.expr !== undefined) walk(query.expr, look);
  return asks;
}
