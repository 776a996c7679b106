import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { accepts, type Matcher } from '../../alertmanager/matcher';
import { reachable } from '../../alertmanager/reach';
import { notifies } from '../../alertmanager/receivers';
import type { RouteNode } from '../../alertmanager/tree';
import { type Judgement, labelsOf, type RoutedAlert } from '../../analysis/routing-context';

/** An alert that fires and tells nobody: wherever it may end, the receiver has no integration. */
export function* judgeUnroutedAlert(config: AlertmanagerConfiguration, alerts: readonly RoutedAlert[]): Generator<Judgement> {
  const real = new Set((config.receivers ?? []).filter(notifies).map(({ name }) => name));
  if (real.size === 0) {
    const hint = 'give the receivers integrations: slack_configs, email_configs, webhook_configs ...';
    if (alerts.length > 0) yield { message: 'no receiver has an integration, so that no alert reaches anybody', hint, path: 'receivers' };
    return;
  }
  const defined = new Set((config.receivers ?? []).map(({ name }) => name));
  const examples = [...real].slice(0, 3).join(', ');
  for (const alert of alerts) {
    const { possibly } = reachable(config, labelsOf(alert));
    // A route that names the alert silences it on purpose, as people do with Watchdog.
    if (possibly.some((hit) => real.has(hit.receiver) || isNamed(hit, alert.name))) continue;
    // A receiver that is not defined is refused: which one is meant is not known.
    if (possibly.some(({ receiver }) => receiver !== '' && !defined.has(receiver))) continue;
    const [first] = possibly;
    if (first === undefined) continue;
    yield {
      message: `alert ${alert.name} reaches nobody: it ends at ${ends(possibly)}`,
      hint: `give the receiver an integration, or add a route that takes the alert to one that has some: ${examples}`,
      path: first.path,
    };
  }
}

function ends(hits: readonly RouteNode[]): string {
  const receivers = [...new Set(hits.map(({ receiver }) => receiver))];
  return receivers.map((receiver) => (receiver === '' ? 'no receiver at all' : `${receiver}, which has no integration`)).join(', or at ');
}

/** Whether a route, or one above it, has a matcher that is about alert names and takes this one but not every. */
function isNamed(node: RouteNode, name: string): boolean {
  const names = (matcher: Matcher) =>
    matcher.name === 'alertname' &&
    (matcher.op === '=' || matcher.op === '=~') &&
    accepts(matcher, name) &&
    !accepts(matcher, `${name}, and any other`);
  return node.matchers.some(names) || (node.parent !== undefined && isNamed(node.parent, name));
}
