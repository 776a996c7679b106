import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { memoize } from '../text/memoize';
import { type RoutedAlert, routedAlerts } from './alert-labels';
import type { CheckInput, Place, RoutingInput, RoutingPart } from './check-input';
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
  for (const { message, path: inWhole, ...more } of look(routing.config, routing)) {
    const { place, path } = placed(inWhole, routing);
    const at = path
      .split(/[.[\]]+/)
      .filter(Boolean)
      .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const said = inPart(message, inWhole, path);
    yield foundAt<Kind>(place, { ...more, message: said.includes(path) ? said : `${path}: ${said}`, at });
  }
}

/** A message with the paths of the part that it is about. */
function inPart(message: string, inWhole: string, path: string): string {
  const [whole = ''] = /^(?:route\.routes|receivers|inhibit_rules)\[\d+\]/.exec(inWhole) ?? [];
  const [part = ''] = /^(?:route|(?:receivers|inhibit_rules)\[\d+\])/.exec(path) ?? [];
  return inWhole === path ? message : message.replaceAll(whole, part);
}

/** Where something of the whole configuration was declared: in a part of it, or in what its parts are put to. */
function placed(path: string, { parts = [], place }: RoutingInput): { readonly path: string; readonly place: Place } {
  const [, route, below = ''] = /^route\.routes\[(\d+)\](.*)$/.exec(path) ?? [];
  if (route !== undefined) {
    const part = parts.find((one) => one.route === Number(route));
    return part === undefined ? { path, place } : { path: `route${below}`, place: part.place };
  }
  const [, list, index, field = ''] = /^(receivers|inhibit_rules)\[(\d+)\](.*)$/.exec(path) ?? [];
  if (list === undefined) return { path, place };
  const first = (part: RoutingPart) => (list === 'receivers' ? part.receivers : part.inhibitions);
  const part = parts.filter((one) => first(one) <= Number(index)).sort((a, b) => first(b) - first(a))[0];
  return part === undefined ? { path, place } : { path: `${list}[${Number(index) - first(part)}]${field}`, place: part.place };
}
