import type { AlertmanagerConfiguration } from '../../lib/alertmanager/configuration';
import { inhibitionsOf } from '../../lib/alertmanager/inhibition';
import { type AlertLabels, type AlertMatcher, accepts } from '../../lib/alertmanager/matcher';
import { type RouteNode, routeTree } from '../../lib/alertmanager/tree';

/** An absent label is the same as an empty one. */
export const alertLabel = (labels: AlertLabels, name: string): string => (Object.hasOwn(labels, name) ? labels[name]! : '');

const allMatch = (matchers: readonly AlertMatcher[], labels: AlertLabels): boolean =>
  matchers.every((matcher) => accepts(matcher, alertLabel(labels, matcher.name)));

/**
 * The routes that notify about an alert with these labels, in order; never empty, since the root takes what no child takes. The same
 * receiver may be among them twice, and is then notified twice. (Alertmanager 0.34, dispatch/route.go)
 */
export function matchRoutes(config: AlertmanagerConfiguration, labels: AlertLabels): readonly RouteNode[] {
  return match(routeTree(config).root, labels);
}

function match(node: RouteNode, labels: AlertLabels): readonly RouteNode[] {
  if (!allMatch(node.matchers, labels)) return [];
  const hits: RouteNode[] = [];
  for (const child of node.children) {
    const found = match(child, labels);
    hits.push(...found);
    if (found.length > 0 && child.route.continue !== true) break;
  }
  return hits.length > 0 ? hits : [node];
}

/**
 * Whether one of the firing alerts inhibits an alert. One that matches both sides of a rule is not inhibited by another that does so
 * too. (Alertmanager 0.34, inhibit/inhibit.go)
 */
export const isInhibited = (config: AlertmanagerConfiguration, labels: AlertLabels, firing: readonly AlertLabels[]): boolean =>
  inhibitionsOf(config).some(
    ({ source, target, equal }) =>
      allMatch(target, labels) &&
      firing.some(
        (other) =>
          allMatch(source, other) &&
          equal.every((name) => alertLabel(other, name) === alertLabel(labels, name)) &&
          !(allMatch(source, labels) && allMatch(target, other)),
      ),
  );
