import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { memoize } from '../text/memoize';
import { type RoutedAlert, routedAlerts } from './alert-labels';
import type { CheckInput, RoutingInput } from './check-input';
import { type Found, foundAt } from './found';

/** The routing whose configuration can be looked at: the operator makes one of what was declared. */
export function configuredRouting({ routing }: CheckInput): RoutingInput | undefined {
  return routing === undefined || routing === 'nobody' || routing.rejected !== undefined ? undefined : routing;
}

/** All alerts that Alertmanager gets; none where others may send some too. */
export const allAlerts = memoize((input: CheckInput): readonly RoutedAlert[] => {
  const routing = configuredRouting(input);
  return input.hasAllAlerts && routing !== undefined ? routedAlerts(input, routing.config).map(({ alert }) => alert) : [];
});

/** What is found in Alertmanager's configuration. */
export interface FoundInConfiguration<Kind extends string = never> extends Pick<Found<Kind>, 'kind' | 'message'> {
  readonly hint: string;
  /** Where: `route.routes[0]`. */
  readonly path: string;
}

/** Everything that a look at the configuration finds, at its place. */
export function* inConfiguration<Kind extends string = never>(
  input: CheckInput,
  look: (config: AlertmanagerConfiguration, routing: RoutingInput) => Iterable<FoundInConfiguration<Kind>>,
): Iterable<Found<Kind>> {
  const routing = configuredRouting(input);
  if (routing === undefined) return;
  for (const { message, path, ...more } of look(routing.config, routing)) {
    const at = path
      .split(/[.[\]]+/)
      .filter(Boolean)
      .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    yield foundAt<Kind>(routing.place, { ...more, message: message.includes(path) ? message : `${path}: ${message}`, at });
  }
}
