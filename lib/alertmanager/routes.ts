import type { AlertmanagerConfiguration } from './configuration';
import type { AlertLabels } from './matcher';
import { allMatch, type RouteNode, routeTree } from './tree';

/** A route at which an alert ends: one notification to its receiver. */
export type RouteHit = RouteNode;

/**
 * The routes that notify about an alert with these labels, in order; never empty, since the root takes what nobody else takes.
 * The same receiver may be among them twice, and is then notified twice. (Alertmanager 0.34, dispatch/route.go)
 */
export function matchRoutes(config: AlertmanagerConfiguration, labels: AlertLabels): readonly RouteHit[] {
  return match(routeTree(config).root, labels);
}

function match(node: RouteNode, labels: AlertLabels): readonly RouteHit[] {
  if (!allMatch(node.matchers, labels)) return [];
  const hits: RouteHit[] = [];
  for (const child of node.children) {
    const found = match(child, labels);
    hits.push(...found);
    if (found.length > 0 && child.route.continue !== true) break;
  }
  return hits.length > 0 ? hits : [node];
}

/** The labels by which a route bundles an alert, with their values: alerts of the same group share a notification. */
export function groupKey(hit: RouteHit, labels: AlertLabels): AlertLabels {
  if (hit.group_by.includes('...')) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([name]) => hit.group_by.includes(name)));
}
