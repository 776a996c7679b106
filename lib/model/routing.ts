import type { AnyDuration } from './duration';
import type { RouteMatcher } from './matchers';
import type { Receiver } from './receivers/receiver';
import type { TimeInterval } from './time-interval';

/** A node of the routing tree, as an AlertmanagerConfig has it. */
export interface Route {
  /** A receiver, or the name of one of `receivers`. */
  readonly receiver: Receiver | string;
  /** Alerts with equal values of these labels arrive in one message. @default - as the route above */
  readonly groupBy?: readonly string[];
  /** How long to collect alerts for the first message of a group. @default 30s */
  readonly groupWait?: AnyDuration;
  /** How long to wait before a message about new alerts of a group. @default 5m */
  readonly groupInterval?: AnyDuration;
  /** How long to wait before the same message is sent again. @default 4h */
  readonly repeatInterval?: AnyDuration;
  /** @default - every alert */
  readonly matchers?: readonly RouteMatcher[];
  /** Also look at the routes after this one. @default - the first route that matches is the last */
  readonly continue?: true;
  /** When nothing is sent. What still fires afterwards is sent then. @default - never */
  readonly muteTimeIntervals?: readonly TimeInterval[];
  /** When alone something is sent. @default - always */
  readonly activeTimeIntervals?: readonly TimeInterval[];
  readonly routes?: readonly Route[];
}

/** While an alert that matches the source fires, alerts that match the target and have equal values of `equal` send nothing. */
export interface Inhibition {
  readonly sourceMatch: readonly RouteMatcher[];
  readonly targetMatch: readonly RouteMatcher[];
  readonly equal?: readonly string[];
}

/** Who is told of which alert. */
export interface Routing {
  readonly route: Route;
  /** @default - those of the routes */
  readonly receivers?: readonly Receiver[];
  readonly inhibitRules?: readonly Inhibition[];
  /** Paths of files of templates for notifications, which are read at synth. @default - none but Alertmanager's own */
  readonly templates?: readonly string[];
}

/** Every receiver of a routing: those that it lists, and those that stand in its routes. */
export function receiversIn({ route, receivers = [] }: Routing): readonly Receiver[] {
  return [...new Set([...receivers, ...receiversBelow(route)])];
}

const receiversBelow = ({ receiver: own, routes = [] }: Route): readonly Receiver[] => [
  ...(typeof own === 'string' ? [] : [own]),
  ...routes.flatMap(receiversBelow),
];

/** Every time interval of a routing. */
export const timeIntervalsIn = ({ route }: Pick<Routing, 'route'>): readonly TimeInterval[] => [...new Set(intervalsBelow(route))];

const intervalsBelow = ({ muteTimeIntervals = [], activeTimeIntervals = [], routes = [] }: Route): readonly TimeInterval[] => [
  ...muteTimeIntervals,
  ...activeTimeIntervals,
  ...routes.flatMap(intervalsBelow),
];
