import type { AlertMatcher } from '../alertmanager/matcher';
import type { Place, RoutingInput, RoutingOrigin } from './check-input';

/** A part of a configuration, where somebody has written it. */
export interface WrittenPart {
  readonly place: Place;
  /** Its path there, in the words of what stands there: `spec.route.routes[0]`. */
  readonly path: string;
  readonly custom?: RoutingOrigin['custom'];
  readonly keptTo?: string;
}

/** Where a part of Alertmanager's configuration was written. */
export function writtenAt({ origins = [], place }: Pick<RoutingInput, 'origins' | 'place'>, path: string): WrittenPart {
  const source = origins.filter((one) => isBelow(path, one.path)).reduce<RoutingOrigin | undefined>(longer, undefined);
  if (source === undefined) return { place, path };
  const rest = path.slice(source.path.length);
  return {
    place: source.place,
    path: `${source.at}${source.custom === undefined ? rest : inCustomWords(rest)}`,
    ...(source.custom && { custom: source.custom }),
    ...(source.keptTo !== undefined && { keptTo: source.keptTo }),
  };
}

const isBelow = (path: string, above: string): boolean => path.startsWith(above) && ['', '.', '['].includes(path.charAt(above.length));

const longer = (best: RoutingOrigin | undefined, one: RoutingOrigin): RoutingOrigin =>
  best !== undefined && best.path.length >= one.path.length ? best : one;

/** `.source_matchers[0]` is `.sourceMatch[0]` in an AlertmanagerConfig, and `.slack_configs[0]` is `.slackConfigs[0]`. */
const inCustomWords = (path: string): string =>
  path.replace(/\.(source|target)_matchers/g, '.$1Match').replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The matcher that prometheus-operator has added to a route or an inhibition, and who says so. */
export type AddedMatcher = NonNullable<NonNullable<RoutingOrigin['custom']>['added']>;
export const addedMatcher = (routing: RoutingInput, path: string): AddedMatcher | undefined => writtenAt(routing, path).custom?.added;

export const isSameMatcher = (a: AlertMatcher, b: AlertMatcher): boolean => a.name === b.name && a.op === b.op && a.value === b.value;

/** What keeps an object to the alerts of its namespace, and how to let it go. */
export function strategyAdvice(
  { alertmanager, matcher, isOfSameNamespace }: AddedMatcher,
  wanted: readonly AlertMatcher[],
): { readonly because: string; readonly hint: string } {
  const names = [...new Set(wanted.filter(({ op }) => op === '=').map(({ value }) => value))];
  const there = names.length === 1 ? `the namespace of the alerts, ${names[0]}` : 'the namespace of the alerts';
  return {
    because: `prometheus-operator adds ${matcher.name}="${matcher.value}" to what stands in an AlertmanagerConfig of this namespace`,
    hint:
      `move the AlertmanagerConfig into ${there}, or set alertmanagerConfigMatcherStrategy of ${alertmanager} to type None` +
      `${isOfSameNamespace ? ' or OnNamespaceExceptForAlertmanagerNamespace' : ''}`,
  };
}
