import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { type Matcher, printMatcher } from '../../alertmanager/matcher';
import { nodesOf, routeTree } from '../../alertmanager/tree';
import { type Judgement, labelsOf, type RoutedAlert } from '../../analysis/routing-context';
import { nearest } from '../../text/nearest';

/**
 * A route for a label or a severity that no alert has, and that looks like one that they have. `alerts` are all that Alertmanager gets.
 * A route for something else may wait for alerts that are still to come.
 */
export function* judgeMisspeltRoute(config: AlertmanagerConfiguration, alerts: readonly RoutedAlert[]): Generator<Judgement> {
  if (alerts.length === 0) return;
  const names = new Set(alerts.flatMap(({ own = [] }) => own));
  for (const { matchers, path } of nodesOf(routeTree(config).root)) {
    for (const matcher of matchers) {
      const meant = meantBy(matcher, alerts, names);
      if (meant !== undefined) {
        yield {
          message: `no alert has ${printMatcher(matcher)}`,
          hint: `did you mean ${meant}? If not, give the label to an alert`,
          path,
        };
      }
    }
  }
}

function meantBy({ name, op, value }: Matcher, alerts: readonly RoutedAlert[], names: ReadonlySet<string>): string | undefined {
  if (op !== '=' || value === '') return undefined;
  const values = new Set<string>();
  for (const alert of alerts) {
    const known = labelsOf(alert).labels[name];
    if (known === undefined) return undefined;
    for (const each of known) values.add(each);
  }
  if (values.has(value)) return undefined;
  values.delete('');
  if (values.size === 0) return nearest(name, names);
  // Of other labels, team-a and team-b look alike and both are meant.
  return name === 'severity' ? nearest(value, values) : undefined;
}
