import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { everything, narrowAll, type Possible, refused } from '../../alertmanager/knowledge';
import { type Matcher, printMatcher } from '../../alertmanager/matcher';
import { type RouteNode, routeTree } from '../../alertmanager/tree';
import type { Judgement } from '../../analysis/routing-context';

/** A route that no alert can ever take. */
export function* judgeDeadRoute(config: AlertmanagerConfiguration): Generator<Judgement> {
  yield* deadBelow(routeTree(config).root, everything({ labels: {} }));
}

// Siblings with unrelated matchers leave exponentially many parts; past this number what earlier ones took is forgotten.
const mostParts = 64;

/** The dead routes below a node that the possible label sets reach. */
function* deadBelow(node: RouteNode, possible: Possible): Generator<Judgement> {
  let open: readonly Possible[] = [possible];
  for (const [i, child] of node.children.entries()) {
    const matching = narrowAll(possible, child.matchers);
    const reached = open.map((part) => narrowAll(part, child.matchers)).filter((part) => part !== undefined);
    if (matching === undefined) yield contradiction(child);
    else if (reached.length === 0) yield shadowed(child, matching, node.children.slice(0, i));
    else yield* deadBelow(child, reached.length === 1 ? reached[0]! : matching);
    if (child.route.continue === true) continue;
    const rest = open.flatMap((part) => refused(part, child.matchers));
    open = rest.length > mostParts ? [possible] : rest;
  }
}

const printed = (matchers: readonly Matcher[]) => matchers.map(printMatcher).join(', ');

function contradiction(node: RouteNode): Judgement {
  const own = narrowAll(everything({ labels: {} }), node.matchers) === undefined;
  if (own) {
    return {
      message: `no alert can match ${printed(node.matchers)}`,
      hint: 'use one matcher with =~ and alternatives, or two routes',
      path: node.path,
    };
  }
  const above: RouteNode[] = [];
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) above.push(parent);
  const against = above.find((parent) => narrowAll(everything({ labels: {} }), [...node.matchers, ...parent.matchers]) === undefined);
  const what = against === undefined ? 'the routes above it' : `${printed(against.matchers)} of ${against.path}, under which it stands`;
  return {
    message: `no alert can match ${printed(node.matchers)} and ${what}`,
    hint: 'move the route up, beside the one that it contradicts',
    path: node.path,
  };
}

function shadowed(node: RouteNode, matching: Possible, earlier: readonly RouteNode[]): Judgement {
  const takers = earlier.filter((other) => other.route.continue !== true);
  const taker = takers.find((other) => refused(matching, other.matchers).length === 0);
  const by =
    taker === undefined
      ? `${takers.map(({ path }) => path).join(', ')} together`
      : `${taker.path}${taker.matchers.length === 0 ? ', which has no matchers' : ` with ${printed(taker.matchers)}`}`;
  return {
    message: `every alert that matches ${node.matchers.length === 0 ? 'it' : printed(node.matchers)} is already taken by ${by}`,
    hint: 'move the route in front, or write continue: true there',
    path: node.path,
  };
}
