import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { memoize } from '../text/memoize';
import { pathOf } from '../yaml/value';
import { type RoutedAlert, routedAlerts } from './alert-labels';
import type { CheckInput, RoutingInput } from './check-input';
import { type Found, foundAt } from './found';
import { writtenAt } from './routing-origins';

/** The routing of which something is known: the operator makes a configuration of what was declared. */
function knownRouting({ routing }: CheckInput): RoutingInput | undefined {
  return routing === undefined || routing === 'nobody' || routing.rejected !== undefined ? undefined : routing;
}

/** The routing whose whole configuration can be looked at. */
export function configuredRouting(input: CheckInput): RoutingInput | undefined {
  const routing = knownRouting(input);
  return routing?.isWithoutBase ? undefined : routing;
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

type Look<Kind extends string> = (config: AlertmanagerConfiguration, routing: RoutingInput) => Iterable<FoundInConfiguration<Kind>>;

/** Everything that a look at the whole configuration finds, at its place. */
export const inConfiguration = <Kind extends string = never>(input: CheckInput, look: Look<Kind>): Iterable<Found<Kind>> =>
  lookedAt(configuredRouting(input), look);

/** The same, also of a configuration of which the base is not known: what is found must be wrong whatever the base is. */
export const inKnownConfiguration = <Kind extends string = never>(input: CheckInput, look: Look<Kind>): Iterable<Found<Kind>> =>
  lookedAt(knownRouting(input), look);

function* lookedAt<Kind extends string>(routing: RoutingInput | undefined, look: Look<Kind>): Iterable<Found<Kind>> {
  if (routing === undefined) return;
  for (const { message, path: generated, ...more } of look(routing.config, routing)) {
    const { place, path } = writtenAt(routing, generated);
    const told = message.replaceAll(generated, path);
    yield foundAt<Kind>(place, { ...more, message: told.includes(path) ? told : `${path}: ${told}`, at: pathOf(path) });
  }
}
