import type { AlertmanagerConfiguration, Route } from './configuration';
import { accepts, type Labels, labelOf, type Matcher, patternFault } from './matcher';
import { parseMatchers } from './matcher-parser';

/** Something that Alertmanager refuses, or understands differently than it reads: where, what, and what to do. */
export interface RoutingFault {
  /** Where in the configuration: `route.routes[0].matchers[1]`. */
  readonly path: string;
  readonly message: string;
  readonly hint?: string;
}

/** A route with what it inherits, ready to be asked. */
export interface RouteNode {
  /** Where in the configuration: `route`, `route.routes[2]` ... */
  readonly path: string;
  readonly route: Route;
  readonly parent?: RouteNode;
  /** Its own matchers, of all three notations. */
  readonly matchers: readonly Matcher[];
  readonly receiver: string;
  /** `['...']` is all labels. */
  readonly group_by: readonly string[];
  readonly group_wait: string;
  readonly group_interval: string;
  readonly repeat_interval: string;
  readonly labels: Labels;
  readonly children: readonly RouteNode[];
}

export interface RouteTree {
  readonly root: RouteNode;
  /** Matchers that Alertmanager refuses or that its two parsers read differently. A refused one is left out of its route. */
  readonly faults: readonly RoutingFault[];
  readonly warnings: readonly RoutingFault[];
}

const trees = new WeakMap<Route, RouteTree>();

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

function readTree(root: Route): RouteTree {
  const faults: RoutingFault[] = [];
  const warnings: RoutingFault[] = [];
  const read = (route: Route, path: string, parent?: RouteNode): RouteNode => {
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
        { faults, warnings },
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
  return { root: read(root, 'route'), faults, warnings };
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
  found: { readonly faults: RoutingFault[]; readonly warnings: RoutingFault[] },
  prefix = '',
): readonly Matcher[] {
  const read: Matcher[] = Object.entries(match).map(([name, value]) => ({ name, op: '=', value }));
  for (const [name, value] of Object.entries(match_re)) {
    const fault = patternFault(value);
    if (fault === undefined) read.push({ name, op: '=~', value });
    else
      found.faults.push({
        path: `${path}.${prefix}match_re.${name}`,
        message: `${value} is not a regular expression: ${fault}`,
        hint: 'write RE2 syntax; it is anchored at both ends',
      });
  }
  matchers.forEach((text, i) => {
    const { matchers: parsed = [], fault, warning } = parseMatchers(text);
    const at = `${path}.${prefix}matchers[${i}]`;
    if (fault !== undefined) found.faults.push({ path: at, message: fault });
    if (warning !== undefined) found.warnings.push({ path: at, message: warning });
    read.push(...parsed);
  });
  return read;
}

/** Whether all matchers accept the labels. */
export function allMatch(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => accepts(matcher, labelOf(labels, matcher.name)));
}
