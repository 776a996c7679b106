import type * as crd from '../../imports/monitoring.coreos.com/alertmanager-config';
import { isMapping } from '../yaml/value';
import type { AnyDuration } from './duration';
import type { SecretKey } from './secret-key';

/** One matcher of an AlertmanagerConfig. */
export interface RouteMatcher {
  readonly name: string;
  readonly value: string;
  /** @default = */
  readonly matchType?: '=' | '!=' | '=~' | '!~';
}

/** Matchers that ask each label for one value: `where({ severity: 'critical' })`. */
export const where = (labels: Readonly<Record<string, string>>): readonly RouteMatcher[] =>
  // What is no mapping stays as it is, and is a finding: no matchers would match every alert.
  isMapping(labels) ? Object.entries(labels).map(([name, value]) => ({ name, value: value as string, matchType: '=' })) : labels;

/** A matcher that accepts several values of one label: `oneOf('severity', 'warning', 'info')`. */
export const oneOf = (name: string, ...values: readonly string[]): RouteMatcher => {
  const other = values.find((value) => typeof value !== 'string');
  const value = other ?? values.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  return { name, value, matchType: '=~' };
};

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
  readonly routes?: readonly Route[];
}

/** While an alert that matches the source fires, alerts that match the target and have equal values of `equal` send nothing. */
export interface Inhibition {
  readonly sourceMatch: readonly RouteMatcher[];
  readonly targetMatch: readonly RouteMatcher[];
  readonly equal?: readonly string[];
}

/** Ways to reach somebody: the fields of a receiver of an AlertmanagerConfig. */
export interface Channel extends Omit<crd.Receiver, 'name'> {}

/** Somebody who is told, by one or more channels: the receiver of an AlertmanagerConfig. */
export interface Receiver extends Channel {
  readonly name: string;
}

/** Who is told of which alert. */
export interface Routing {
  readonly route: Route;
  /** @default - those of the routes */
  readonly receivers?: readonly Receiver[];
  readonly inhibitRules?: readonly Inhibition[];
}

/** A receiver with all of its channels; the channels of one kind are put together. */
export function receiver(name: string, ...channels: readonly Channel[]): Receiver {
  const merged: Record<string, readonly unknown[]> = {};
  for (const [index, channel] of channels.entries()) {
    // What is no mapping has no kind of channel: it stays under a name that no receiver has, and is a finding there.
    const kinds = isMapping(channel) ? Object.entries(channel) : [[`channel ${index + 1}`, channel] as const];
    for (const [kind, configs] of kinds) merged[kind] = [...(merged[kind] ?? []), ...(Array.isArray(configs) ? configs : [configs])];
  }
  return { name, ...merged };
}

/** Every receiver of a routing: those that it lists, and those that stand in its routes. */
export function receiversIn({ route, receivers = [] }: Routing): readonly Receiver[] {
  return [...new Set([...receivers, ...receiversBelow(route)])];
}

const receiversBelow = ({ receiver: own, routes = [] }: Route): readonly Receiver[] => [
  ...(typeof own === 'string' ? [] : [own]),
  ...routes.flatMap(receiversBelow),
];

export interface SlackOptions {
  /** `#channel` or `@person`. */
  readonly channel: `#${string}` | `@${string}`;
  /** The Secret that holds the webhook's URL. */
  readonly webhook: SecretKey;
  /** A Go template of Alertmanager. @default - Alertmanager's own `slack.default.title` */
  readonly title?: string;
  /** A Go template of Alertmanager. @default - Alertmanager's own `slack.default.text`, which is empty */
  readonly text?: string;
}

/** A message to a Slack channel when alerts fire, and when they are over. */
export function slack(options: SlackOptions): Channel {
  const { channel, webhook, title, text } = options ?? {};
  return { slackConfigs: [{ apiURL: webhook, channel, sendResolved: true, ...(title && { title }), ...(text && { text }) }] };
}

/** A POST of Alertmanager's JSON to a URL that a Secret holds. */
export function webhook(url: SecretKey): Channel {
  return { webhookConfigs: [{ urlSecret: url, sendResolved: true }] };
}
