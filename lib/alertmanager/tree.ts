import type { Problem } from '../text/problem';
import type { AlertmanagerConfiguration, RouteConfiguration } from './configuration';
import { type AlertLabels, type AlertMatcher, patternProblem } from './matcher';
import { parseMatchers } from './matcher-parser';

/** Something that Alertmanager refuses, or understands differently than it reads: where, what, and what to do. */
export interface RoutingProblem extends Problem {
  /** Where in the configuration: `route.routes[0].matchers[1]`. */
  readonly path: string;
}

/** A route with what it inherits, ready to be asked. */
export interface RouteNode {
  /** Where in the configuration: `route`, `route.routes[2]` ... */
  readonly path: string;
  readonly route: RouteConfiguration;
  readonly parent?: RouteNode;
  /** Its own matchers, of all three notations. */
  readonly matchers: readonly AlertMatcher[];
  readonly receiver: string;
  /** `['...']` is all labels. */
  readonly group_by: readonly string[];
  readonly group_wait: string;
  readonly group_interval: string;
  readonly repeat_interval: string;
  readonly labels: AlertLabels;
  readonly children: readonly RouteNode[];
}

export interface RouteTree {
  readonly root: RouteNode;
  /** Matchers that Alertmanager refuses or that its two parsers read differently. A refused one is left out of its route. */
  readonly problems: readonly RoutingProblem[];
  readonly warnings: readonly RoutingProblem[];
}

const trees = new WeakMap<RouteConfiguration, RouteTree>();

/** The tree of a configuration, read once; without a route it is a root without receiver. */
export function routeTree(config: AlertmanagerConfiguration): RouteTree {
  const route = config.route ?? {};
  let tree = trees.get(route);
  if (tree === undefined) {
    tree = readTree(route);
    trees.set(route, tree);
  }
  return tree;
}

/** What the root inherits (Alertmanager documentation, "<route>"). */
const defaults = {
  receiver: '',
  group_by: [],
  group_wait: '30s',
  group_interval: '5m',
  repeat_interval: '4h',
  labels: {},
} as const;

function readTree(root: RouteConfiguration): RouteTree {
  const problems: RoutingProblem[] = [];
  const warnings: RoutingProblem[] = [];
  const read = (route: RouteConfiguration, path: string, parent?: RouteNode): RouteNode => {
    const above = parent ?? defaults;
    const children: RouteNode[] = [];
    const node: RouteNode = {
      path,
      route,
      parent,
      children,
      matchers: readMatchers(
        {
          matchers: route.matchers,
          match: route.match,
          match_re: route.match_re,
        },
        path,
        { problems, warnings },
      ),
      receiver: route.receiver || above.receiver,
      group_by: route.group_by ?? above.group_by,
      group_wait: route.group_wait ?? above.group_wait,
      group_interval: route.group_interval ?? above.group_interval,
      repeat_interval: route.repeat_interval ?? above.repeat_interval,
      labels: { ...above.labels, ...route.labels },
    };
    (route.routes ?? []).forEach((child, i) => children.push(read(child, `${path}.routes[${i}]`, node)));
    return node;
  };
  return { root: read(root, 'route'), problems, warnings };
}

/** A node and all below it, from top to bottom of the file. */
export function nodesOf(node: RouteNode): readonly RouteNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

export interface MatcherSources {
  readonly matchers?: readonly string[];
  readonly match?: Readonly<Record<string, string>>;
  readonly match_re?: Readonly<Record<string, string>>;
}

/** The matchers of the new and the two deprecated notations, of a route or (with prefix `source_` or `target_`) of an inhibition rule. */
export function readMatchers(
  { matchers = [], match = {}, match_re = {} }: MatcherSources,
  path: string,
  found: { readonly problems: RoutingProblem[]; readonly warnings: RoutingProblem[] },
  prefix = '',
): readonly AlertMatcher[] {
  const read: AlertMatcher[] = Object.entries(match).map(([name, value]) => ({ name, op: '=', value }));
  for (const [name, value] of Object.entries(match_re)) {
    const problem = patternProblem(value);
    if (problem === undefined) read.push({ name, op: '=~', value });
    else
      found.problems.push({
        path: `${path}.${prefix}match_re.${name}`,
        code: 'wrong-value',
        message: `${value} is not a regular expression: ${problem}`,
        hint: 'Write RE2 syntax; it is anchored at both ends.',
      });
  }
  matchers.forEach((text, i) => {
    const { matchers: parsed = [], problem, warning } = parseMatchers(text);
    const at = `${path}.${prefix}matchers[${i}]`;
    if (problem !== undefined) found.problems.push({ path: at, code: 'wrong-value', message: problem });
    if (warning !== undefined) found.warnings.push({ path: at, code: 'ambiguous', message: warning });
    read.push(...parsed);
  });
  return read;
}
