import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { type AlertMatcher, accepts } from '../../alertmanager/matcher';
import { reachable } from '../../alertmanager/reach';
import { notifies } from '../../alertmanager/receivers';
import type { RouteNode } from '../../alertmanager/tree';
import { labelsOfAlert, type RoutedAlert, routedAlerts } from '../../analysis/alert-labels';
import type { CheckInput, Place, RoutingInput, RuleInput } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { configuredRouting } from '../../analysis/routing';
import { check } from '../check';

export const unroutedAlert = check('unrouted-alert', {
  finds: 'an alert that no receiver with a channel gets',
  severity: 'error',
  // Whoever routes only what is urgent leaves out alerts of the severity info or none on purpose.
  kinds: { 'no-routing': 'warning', 'low-severity': { declared: 'error', manifests: 'info' } },
  *run(input) {
    const alerts = input.rules.filter(({ kind }) => kind === 'alert');
    if (alerts.length === 0) return;
    if (input.routing === 'nobody') {
      for (const { name, place } of alerts) {
        yield foundAt(place, {
          kind: 'no-routing',
          message: `alert ${name} notifies no one: the stack has no routing`,
          hint: 'give the stack `routing` with a receiver',
        });
      }
      return;
    }
    const routing = configuredRouting(input);
    if (routing === undefined) return;
    const real = new Set((routing.config.receivers ?? []).filter(notifies).map(({ name }) => name));
    if (real.size === 0) {
      yield foundAt(routing.place, {
        message: `no receiver has a channel, so none of the ${alerts.length} alerts notifies anyone`,
        hint: 'give a receiver a channel (Slack, e-mail, a webhook ...) and route the alerts to it',
      });
      return;
    }
    const written = lostByRelabeling(input, routing.config, real);
    for (const { rule, alert } of routedAlerts(input, routing.config)) {
      const hits = deadEnds(routing.config, alert, real);
      if (hits.length === 0) continue;
      const kept = keptAway(rule.place, alert, routing);
      yield foundAt(rule.place, {
        ...(['info', 'none'].includes(rule.labels.severity ?? '') && { kind: 'low-severity' }),
        message: `alert ${alert.name} ${kept?.what ?? `notifies no one: ${written.has(rule) ? 'after the alert relabelings of Prometheus ' : ''}it ends at ${endsAt(hits)}`}`,
        hint:
          kept?.hint ??
          (written.has(rule) ? 'let the alert relabelings leave the labels that the routes ask for' : undefined) ??
          `give the receiver a channel, or add a route that takes the alert to one that has some: ${[...real].slice(0, 3).join(', ')}`,
      });
    }
  },
});

/** The alerts that would reach somebody, but for what Prometheus does to their labels before it sends them. */
function lostByRelabeling(input: CheckInput, config: AlertmanagerConfiguration, real: ReadonlySet<string>): ReadonlySet<RuleInput> {
  if ((input.alertRelabeling ?? []).length === 0) return new Set();
  const asWritten = routedAlerts({ ...input, alertRelabeling: [] }, config);
  return new Set(asWritten.filter(({ alert }) => deadEnds(config, alert, real).length === 0).map(({ rule }) => rule));
}

/** The routes at which an alert may end, where no receiver of theirs has a channel. */
function deadEnds(config: AlertmanagerConfiguration, alert: RoutedAlert, real: ReadonlySet<string>): readonly RouteNode[] {
  const { possibly } = reachable(config, labelsOfAlert(alert));
  const defined = new Set((config.receivers ?? []).map(({ name }) => name));
  // A route that names the alert silences it on purpose, as people do with Watchdog.
  const isHandled = possibly.some((hit) => real.has(hit.receiver) || isNamed(hit, alert.name));
  // A receiver that is not defined is refused: which one is meant is not known.
  const isRefused = possibly.some(({ receiver }) => receiver !== '' && !defined.has(receiver));
  return isHandled || isRefused ? [] : possibly;
}

/** Why the routing of the alert's own stack does not get it: prometheus-operator lets it have only alerts of its namespace. */
function keptAway(
  { path = '' }: Place,
  alert: RoutedAlert,
  { origins = [] }: RoutingInput,
): { readonly what: string; readonly hint: string } | undefined {
  const part = origins.find(({ place }) => place.path !== undefined && path.startsWith(place.path.replace(/[^/]*$/, '')));
  const values = labelsOfAlert(alert).labels.namespace;
  if (part?.keptTo === undefined || values === undefined || values.includes(part.keptTo)) return undefined;
  const has = values.every((value) => value === '') ? 'this one has no namespace' : `this one has namespace=${values.join(' or ')}`;
  return {
    what: `does not reach the routing of this stack: that gets only alerts with namespace=${part.keptTo}, and ${has}`,
    hint: `give the alert the label of the stack's namespace, labels: { namespace: '${part.keptTo}' }, or aggregate it by namespace`,
  };
}

function endsAt(hits: readonly RouteNode[]): string {
  const receivers = [...new Set(hits.map(({ receiver }) => receiver))];
  return receivers.map((receiver) => (receiver === '' ? 'no receiver at all' : `${receiver}, which has no channel`)).join(', or at ');
}

/** Whether a route, or one above it, has a matcher that is about alert names and takes this one but not every. */
function isNamed(node: RouteNode, name: string): boolean {
  const names = (matcher: AlertMatcher) =>
    matcher.name === 'alertname' &&
    (matcher.op === '=' || matcher.op === '=~') &&
    accepts(matcher, name) &&
    !accepts(matcher, `${name}, and any other`);
  return node.matchers.some(names) || (node.parent !== undefined && isNamed(node.parent, name));
}
