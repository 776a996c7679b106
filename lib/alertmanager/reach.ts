import type { AlertmanagerConfiguration } from './configuration';
import { type AlertKnowledge, allPossible, knownOf, narrowAll, notMatching, type Possible } from './knowledge';
import { nodesOf, type RouteNode, routeTree } from './tree';

/** Where alerts of which only some labels are known end. */
export interface RouteReach {
  /** Routes that notify about every such alert. */
  readonly surely: readonly RouteNode[];
  /** Routes that may notify about one; those of `surely` among them. */
  readonly possibly: readonly RouteNode[];
}

/** One case of a walk: the label sets that take it, and where they end. */
interface Case {
  readonly possible: Possible;
  readonly surely: ReadonlySet<RouteNode>;
  readonly possibly: ReadonlySet<RouteNode>;
  /** Whether a child took the alert. */
  readonly taken: 'yes' | 'no' | 'maybe';
}

// Unrelated matchers on siblings double the cases; past this number they are joined, which keeps the answer right but less sharp.
const mostCases = 64;

/** The answers that were given for a tree, by what is known of the labels that it asks for. */
const answers = new WeakMap<RouteNode, { readonly names: readonly string[]; readonly known: Map<string, RouteReach> }>();

/**
 * The routes that surely and possibly notify about an alert whose labels are as known. Right for every label set that fits:
 * what is sure is sure, and what is not among the possible routes is impossible.
 */
export function reachable(config: AlertmanagerConfiguration, knowledge: AlertKnowledge): RouteReach {
  const { root } = routeTree(config);
  let answered = answers.get(root);
  if (answered === undefined) {
    const names = new Set(nodesOf(root).flatMap(({ matchers }) => matchers.map(({ name }) => name)));
    answered = { names: [...names], known: new Map() };
    answers.set(root, answered);
  }
  const key = knownOf(knowledge, answered.names);
  let reach = answered.known.get(key);
  if (reach === undefined) {
    const cases = walk(root, allPossible(knowledge));
    const inOrder = (hits: ReadonlySet<RouteNode>) => (hits.size === 0 ? [] : nodesOf(root).filter((node) => hits.has(node)));
    reach = {
      surely: inOrder(intersection(cases.map((each) => each.surely))),
      possibly: inOrder(union(cases.map((each) => each.possibly))),
    };
    answered.known.set(key, reach);
  }
  return reach;
}

/** The cases of the label sets that match the node; none where it cannot match. */
function walk(node: RouteNode, possible: Possible): readonly Case[] {
  const matching = narrowAll(possible, node.matchers);
  if (matching === undefined) return [];
  const done: Case[] = [];
  let open: readonly Case[] = [{ possible: matching, surely: new Set(), possibly: new Set(), taken: 'no' }];
  for (const [i, child] of node.children.entries()) {
    const next: Case[] = [];
    for (const before of open) {
      const found = walk(child, before.possible);
      if (found.length === 0) {
        next.push(before);
        continue;
      }
      for (const rest of notMatching(before.possible, child.matchers)) next.push({ ...before, possible: rest });
      for (const after of found) {
        const joined: Case = {
          possible: after.possible,
          taken: 'yes',
          surely: union([before.surely, after.surely]),
          possibly: union([before.possibly, after.possibly]),
        };
        (child.route.continue === true ? next : done).push(joined);
      }
    }
    open = next;
    if (open.length > mostCases) {
      open = [roughly(node.children.slice(i + 1), join(matching, open))];
      break;
    }
    if (open.length === 0) break;
  }
  const ended = [...done, ...open].map((each) => endedAt(node, each));
  return ended.length > mostCases ? [join(matching, ended)] : ended;
}

/** The rest of the children, without telling cases apart. */
function roughly(children: readonly RouteNode[], before: Case): Case {
  const surely = new Set(before.surely);
  const possibly = new Set(before.possibly);
  let { taken } = before;
  // Whether each alert comes this far, or may have ended at a child before.
  let allCome = true;
  for (const child of children) {
    const after = walk(child, before.possible);
    if (after.length === 0) continue;
    const always = allCome && notMatching(before.possible, child.matchers).length === 0;
    for (const each of after) each.possibly.forEach((hit) => possibly.add(hit));
    if (always) intersection(after.map((each) => each.surely)).forEach((hit) => surely.add(hit));
    taken = always ? 'yes' : taken === 'no' ? 'maybe' : taken;
    if (child.route.continue === true) continue;
    if (always) break;
    allCome = false;
  }
  return { possible: before.possible, surely, possibly, taken };
}

/** The node itself notifies where no child took the alert. */
function endedAt(node: RouteNode, each: Case): Case {
  const own = new Set([node]);
  switch (each.taken) {
    case 'yes':
      return each;
    case 'no':
      return { ...each, surely: own, possibly: own, taken: 'yes' };
    case 'maybe':
      return { ...each, possibly: union([each.possibly, own]), taken: 'yes' };
  }
}

function join(possible: Possible, cases: readonly Case[]): Case {
  const taken = cases.every((each) => each.taken === cases[0]!.taken) ? cases[0]!.taken : 'maybe';
  return {
    possible,
    taken,
    surely: intersection(cases.map((each) => each.surely)),
    possibly: union(cases.map((each) => each.possibly)),
  };
}

function union(sets: readonly ReadonlySet<RouteNode>[]): ReadonlySet<RouteNode> {
  return new Set(sets.flatMap((set) => [...set]));
}

function intersection([first = new Set(), ...others]: readonly ReadonlySet<RouteNode>[]): ReadonlySet<RouteNode> {
  return new Set([...first].filter((node) => others.every((set) => set.has(node))));
}
