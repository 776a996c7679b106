import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { allPossible, narrowAll, notMatching, type Possible } from '../../alertmanager/knowledge';
import { type AlertMatcher, printMatcher } from '../../alertmanager/matcher';
import { nodesOf, type RouteNode, routeTree } from '../../alertmanager/tree';
import { labelsOfAlert, type RoutedAlert } from '../../analysis/alert-labels';
import type { CheckInput, RoutingInput } from '../../analysis/check-input';
import { slipIn } from '../../analysis/matcher-slips';
import { allAlerts, type FoundInConfiguration, inKnownConfiguration } from '../../analysis/routing';
import { addedMatcher, isSameMatcher, strategyAdvice, writtenAt } from '../../analysis/routing-origins';
import { nearest } from '../../text/nearest';
import { check } from '../check';

export const deadRoute = check('dead-route', {
  finds: 'a route that no alert can take',
  severity: 'error',
  kinds: { case: 'warning' },
  run: (input) =>
    inKnownConfiguration<'case'>(input, function* (config, routing) {
      for (const dead of deadBelow(routeTree(config).root, allPossible({ labels: {} }))) yield tellDead(dead, routing);
      if (allAlerts(input).length > 0) yield* misspelt(config, allAlerts(input));
      else yield* slips(config, input);
    }),
});

/** A route that no alert can take: its matchers exclude each other or those above, or earlier routes take all of its alerts. */
interface Dead {
  readonly node: RouteNode;
  readonly shadow?: { readonly matching: Possible; readonly earlier: readonly RouteNode[] };
}

// Siblings with unrelated matchers leave exponentially many parts; past this number what earlier ones took is forgotten.
const mostParts = 64;

/** The dead routes below a node that the possible label sets reach. */
function* deadBelow(node: RouteNode, possible: Possible): Iterable<Dead> {
  let open: readonly Possible[] = [possible];
  for (const [i, child] of node.children.entries()) {
    const matching = narrowAll(possible, child.matchers);
    const reached = open.map((part) => narrowAll(part, child.matchers)).filter((part) => part !== undefined);
    if (matching === undefined) yield { node: child };
    else if (reached.length === 0) yield { node: child, shadow: { matching, earlier: node.children.slice(0, i) } };
    else yield* deadBelow(child, reached.length === 1 ? reached[0]! : matching);
    if (child.route.continue === true) continue;
    const rest = open.flatMap((part) => notMatching(part, child.matchers));
    open = rest.length > mostParts ? [possible] : rest;
  }
}

const printed = (matchers: readonly AlertMatcher[]) => matchers.map(printMatcher).join(', ');

function tellDead({ node, shadow }: Dead, routing: RoutingInput): FoundInConfiguration {
  if (shadow !== undefined) return shadowed(node, shadow.matching, shadow.earlier, routing);
  return addedByStrategy(node, routing) ?? outside(node, routing) ?? contradiction(node, routing);
}

const isPossible = (matchers: readonly AlertMatcher[]) => narrowAll(allPossible({ labels: {} }), matchers) !== undefined;

function contradiction(node: RouteNode, routing: RoutingInput): FoundInConfiguration {
  if (!isPossible(node.matchers)) {
    return {
      message: `no alert can match ${printed(node.matchers)}`,
      hint: 'use one matcher with =~ and alternatives, or two routes',
      path: node.path,
    };
  }
  const against = above(node).find((parent) => !isPossible([...node.matchers, ...parent.matchers]));
  const what =
    against === undefined
      ? 'the routes above it'
      : `${printed(against.matchers)} of ${writtenAt(routing, against.path).path}, which is above it`;
  return {
    message: `no alert can match ${printed(node.matchers)} and ${what}`,
    hint: 'move the route up, beside the one that it contradicts',
    path: node.path,
  };
}

/** The routes above a node, the nearest first. */
function above({ parent }: RouteNode): readonly RouteNode[] {
  return parent === undefined ? [] : [parent, ...above(parent)];
}

/** A route of an AlertmanagerConfig that is dead only because of the matcher that prometheus-operator adds. */
function addedByStrategy(node: RouteNode, routing: RoutingInput): FoundInConfiguration | undefined {
  const added = addedMatcher(routing, node.path);
  if (added === undefined) return undefined;
  const own = [node, ...above(node)]
    .filter(({ path }) => addedMatcher(routing, path) === added)
    .flatMap(({ matchers }) => matchers)
    .filter((matcher) => !isSameMatcher(matcher, added.matcher));
  if (!isPossible(own)) return undefined;
  const index = node.matchers.findIndex(
    ({ name, ...rest }) => name === added.matcher.name && !isPossible([{ name, ...rest }, added.matcher]),
  );
  const wanted = own.filter(({ name }) => name === added.matcher.name);
  const { because, hint } = strategyAdvice(added, wanted);
  return {
    message: `no alert can match ${printed(wanted)} here: ${because}`,
    hint,
    path: index === -1 || node.route.matchers === undefined ? node.path : `${node.path}.matchers[${index}]`,
  };
}

/** A route of an attached stack that is dead only because the routing of the stack gets the alerts of one namespace. */
function outside(node: RouteNode, routing: RoutingInput): FoundInConfiguration | undefined {
  const { keptTo } = writtenAt(routing, node.path);
  if (keptTo === undefined) return undefined;
  const kept: AlertMatcher = { name: 'namespace', op: '=', value: keptTo };
  const own = [node, ...above(node)].flatMap(({ matchers }) => matchers).filter((matcher) => !isSameMatcher(matcher, kept));
  if (!isPossible(own)) return undefined;
  return {
    message: `no alert can match ${printed(own.filter(({ name }) => name === kept.name))} here: the routing of this stack gets only alerts with namespace=${keptTo}`,
    hint: 'remove it, and route those alerts in a stack of their namespace',
    path: node.path,
  };
}

function shadowed(node: RouteNode, matching: Possible, earlier: readonly RouteNode[], routing: RoutingInput): FoundInConfiguration {
  const nameOf = ({ path }: RouteNode) => writtenAt(routing, path).path;
  const takers = earlier.filter((other) => other.route.continue !== true);
  const taker = takers.find((other) => notMatching(matching, other.matchers).length === 0);
  const by =
    taker === undefined
      ? `${takers.map(nameOf).join(', ')} together`
      : `${nameOf(taker)}${taker.matchers.length === 0 ? ', which has no matchers' : ` with ${printed(taker.matchers)}`}`;
  return {
    message: `every alert that matches ${node.matchers.length === 0 ? 'it' : printed(node.matchers)} is already taken by ${by}`,
    hint: 'move the route in front, or write continue: true there',
    path: node.path,
  };
}

/** Others may send alerts too: only what is nearly an alert that is here is sure. */
function* slips(config: AlertmanagerConfiguration, input: CheckInput): Iterable<FoundInConfiguration<'case'>> {
  for (const { matchers, path } of nodesOf(routeTree(config).root)) {
    for (const matcher of matchers) {
      const slip = slipIn(matcher, input);
      if (slip !== undefined) yield { ...(slip.kind === 'case' && { kind: 'case' }), message: slip.message, hint: slip.hint, path };
    }
  }
}

/**
 * A route for a label or a severity that no alert has, and that looks like one that they have. A route for something else may wait
 * for alerts that are still to come.
 */
function* misspelt(config: AlertmanagerConfiguration, alerts: readonly RoutedAlert[]): Iterable<FoundInConfiguration> {
  const names = new Set(alerts.flatMap(({ own }) => own));
  for (const { matchers, path } of nodesOf(routeTree(config).root)) {
    for (const matcher of matchers) {
      const similar = suggestionFor(matcher, alerts, names);
      if (similar !== undefined) {
        yield {
          message: `no alert has ${printMatcher(matcher)}`,
          hint: `did you mean ${similar}? If not, give the label to an alert`,
          path,
        };
      }
    }
  }
}

function suggestionFor({ name, op, value }: AlertMatcher, alerts: readonly RoutedAlert[], names: ReadonlySet<string>): string | undefined {
  if (op !== '=' || value === '') return undefined;
  const values = new Set<string>();
  for (const alert of alerts) {
    const known = labelsOfAlert(alert).labels[name];
    if (known === undefined) return undefined;
    for (const each of known) values.add(each);
  }
  if (values.has(value)) return undefined;
  values.delete('');
  if (values.size === 0) return nearest(name, names);
  // Of other labels, team-a and team-b look alike and both are right.
  return name === 'severity' ? nearest(value, values) : undefined;
}
