import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { inhibitionsOf } from '../alertmanager/inhibition';
import { allPossible, narrowAll } from '../alertmanager/knowledge';
import { type AlertMatcher, printMatcher } from '../alertmanager/matcher';
import { reachable } from '../alertmanager/reach';
import { nodesOf, type RouteNode, routeTree } from '../alertmanager/tree';
import { labelsOfAlert, routedAlerts } from '../analysis/alert-labels';
import type { CheckInput, RuleInput } from '../analysis/check-input';
import type { Labels } from '../model/labels';
import { translate } from '../text/re2-translation';
import { isMapping } from '../yaml/value';

/** A receiver that an alert may reach, and when it does. */
export interface ReachedReceiver {
  readonly receiver: string;
  /** `slack, email`; empty for a receiver that tells nobody. */
  readonly channels: readonly string[];
  /** Whether every such alert comes here. */
  readonly isSure: boolean;
  /** What the labels have to be, and in which times. */
  readonly conditions: readonly string[];
}

/** Whom an alert reaches. */
export interface Reached {
  readonly receivers: readonly ReachedReceiver[];
  /** What keeps it quiet while it fires. */
  readonly inhibitions: readonly string[];
}

/** Where all alerts of an input go; undefined where its routing is not known, and why. */
export type AlertReach =
  | { readonly why: string }
  | { readonly config: AlertmanagerConfiguration; readonly of: (rule: RuleInput) => Reached };

export function reachOf(input: CheckInput): AlertReach {
  const { routing } = input;
  if (routing === 'nobody') return { why: 'there is no Alertmanager, so nobody is told' };
  if (routing === undefined) return { why: 'the configuration of its Alertmanager is not among what was read' };
  if (routing.rejected !== undefined) return { why: 'prometheus-operator refuses the routing, so it is not known whom an alert reaches' };
  if (routing.isWithoutBase === true) return { why: 'only a part of the configuration of its Alertmanager is among what was read' };
  const { config } = routing;
  const known = new Map(routedAlerts(input, config).map(({ rule, alert }) => [rule, labelsOfAlert(alert)]));
  return {
    config,
    of(rule) {
      const knowledge = known.get(rule) ?? { labels: {} };
      const { surely, possibly } = reachable(config, knowledge);
      const inhibitions = inhibitionsOf(config).flatMap(({ source, target, equal }) => {
        const hit = narrowAll(allPossible(knowledge), target);
        if (hit === undefined || source.length === 0) return [];
        const same = equal.length === 0 ? '' : ` with the same ${equal.join(', ')}`;
        const own = undecided(target, knowledge);
        return [
          `${own.length === 0 ? '' : `if ${own.join(', ')}: `}while an alert with ${source.map(printMatcher).join(', ')}${same} fires`,
        ];
      });
      return { receivers: possibly.map((node) => reached(node, surely.includes(node), knowledge, config)), inhibitions };
    },
  };
}

/** The receivers of an alert all of whose labels are known. */
export function receiversOfLabels(config: AlertmanagerConfiguration, labels: Labels): readonly string[] {
  const values = Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, [value]]));
  return [...new Set(reachable(config, { labels: values, others: 'absent' }).surely.map(({ receiver }) => receiver))];
}

type Knowledge = Parameters<typeof allPossible>[0];

/** Those matchers that what is known of the labels leaves open. */
const undecided = (matchers: RouteNode['matchers'], { labels, others }: Knowledge): readonly string[] =>
  matchers
    .filter(({ name }) => (Object.hasOwn(labels, name) ? labels[name]!.length > 1 : others !== 'absent'))
    .map((matcher) => printMatcher(matcher));

function reached(node: RouteNode, isSure: boolean, knowledge: Knowledge, config: AlertmanagerConfiguration): ReachedReceiver {
  const chain: RouteNode[] = [];
  for (let at: RouteNode | undefined = node; at !== undefined; at = at.parent) chain.unshift(at);
  const { mute_time_intervals: mute = [], active_time_intervals: active = [] } = node.route;
  return {
    receiver: node.receiver,
    channels: channelsOf(config, node.receiver),
    isSure,
    conditions: [
      ...(isSure ? [] : chain.flatMap(({ matchers }) => undecided(matchers, knowledge))),
      ...(!isSure && node.children.length > 0 ? ['no route below it takes the alert'] : []),
      ...(mute.length === 0 ? [] : [`not in ${mute.join(', ')}`]),
      ...(active.length === 0 ? [] : [`only in ${active.join(', ')}`]),
    ],
  };
}

/** `slack`, `pagerduty`: the integrations of a receiver. */
function channelsOf({ receivers = [] }: AlertmanagerConfiguration, name: string): readonly string[] {
  const receiver = receivers.find((one) => isMapping(one) && one.name === name);
  return Object.entries(receiver ?? {})
    .filter(([field, list]) => field.endsWith('_configs') && Array.isArray(list) && list.length > 0)
    .map(([field]) => field.slice(0, -'_configs'.length));
}

/** A route as the page asks it. A pattern is anchored, in JavaScript's notation; `null` for one that only RE2 understands. */
export interface AskableRoute {
  readonly receiver: string;
  readonly matchers: readonly (Pick<AlertMatcher, 'name' | 'op' | 'value'> & { readonly pattern?: string | null })[];
  readonly continues: boolean;
  readonly times: readonly string[];
  readonly routes: readonly AskableRoute[];
}

export function askableRoutes(config: AlertmanagerConfiguration, node: RouteNode = routeTree(config).root): AskableRoute {
  const { mute_time_intervals: mute = [], active_time_intervals: active = [] } = node.route;
  return {
    receiver: node.receiver,
    matchers: node.matchers.map(({ name, op, value }) =>
      op === '=' || op === '!=' ? { name, op, value } : { name, op, value, pattern: translate(`^(?:${value})$`, 'line')?.source ?? null },
    ),
    continues: node.route.continue === true,
    times: [...mute.map((name) => `not in ${name}`), ...active.map((name) => `only in ${name}`)],
    routes: node.children.map((child) => askableRoutes(config, child)),
  };
}

/** The names of the labels that some route asks for. */
export const labelsAsked = (config: AlertmanagerConfiguration): readonly string[] =>
  [...new Set(nodesOf(routeTree(config).root).flatMap(({ matchers }) => matchers.map(({ name }) => name)))].sort();
