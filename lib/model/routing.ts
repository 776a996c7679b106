import type { SecretKey } from './custom-resource';
import type { PromDuration } from './duration';

/** One matcher of an AlertmanagerConfig. */
export interface RouteMatcher {
  readonly name: string;
  readonly value: string;
  /** @default = */
  readonly matchType?: '=' | '!=' | '=~' | '!~';
}

/** Matchers that ask each label for one value: `where({ severity: 'critical' })`. */
export const where = (labels: Readonly<Record<string, string>>): readonly RouteMatcher[] =>
  Object.entries(labels).map(([name, value]) => ({ name, value, matchType: '=' }));

/** A matcher that accepts several values of one label: `oneOf('severity', 'warning', 'info')`. */
export const oneOf = (name: string, ...values: readonly string[]): RouteMatcher => ({
  name,
  value: values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
  matchType: '=~',
});

/** A node of the routing tree, as an AlertmanagerConfig has it. */
export interface Route {
  readonly receiver: string;
  /** Alerts with equal values of these labels arrive in one message. @default - as the route above */
  readonly groupBy?: readonly string[];
  /** How long to collect alerts for the first message of a group. @default 30s */
  readonly groupWait?: PromDuration;
  /** How long to wait before a message about new alerts of a group. @default 5m */
  readonly groupInterval?: PromDuration;
  /** How long to wait before the same message is sent again. @default 4h */
  readonly repeatInterval?: PromDuration;
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

/** Somebody who is told, by one or more channels: the receiver of an AlertmanagerConfig. */
export interface Receiver {
  readonly name: string;
  readonly slackConfigs?: readonly object[];
  readonly webhookConfigs?: readonly object[];
}

/** Who is told of which alert. */
export interface Routing {
  readonly receivers: readonly Receiver[];
  readonly route: Route;
  readonly inhibitRules?: readonly Inhibition[];
}

type Channel = Omit<Receiver, 'name'>;

/** A receiver with all of its channels; the channels of one kind are put together. */
export function receiver(name: string, ...channels: readonly Channel[]): Receiver {
  const of = <K extends keyof Channel>(key: K) => channels.flatMap((channel) => channel[key] ?? []);
  const slackConfigs = of('slackConfigs');
  const webhookConfigs = of('webhookConfigs');
  return { name, ...(slackConfigs.length > 0 && { slackConfigs }), ...(webhookConfigs.length > 0 && { webhookConfigs }) };
}

export interface SlackOptions {
  readonly channel: string;
  /** The Secret that holds the webhook's URL. */
  readonly webhook: SecretKey;
  /** A Go template of Alertmanager. @default - Alertmanager's own `slack.default.title` */
  readonly title?: string;
  /** A Go template of Alertmanager. @default - Alertmanager's own `slack.default.text`, which is empty */
  readonly text?: string;
}

/** A message to a Slack channel when alerts fire, and when they are over. */
export function slack({ channel, webhook, title, text }: SlackOptions): Channel {
  return { slackConfigs: [{ apiURL: webhook, channel, sendResolved: true, ...(title && { title }), ...(text && { text }) }] };
}

/** A POST of Alertmanager's JSON to a URL that a Secret holds. */
export function webhook(url: SecretKey): Channel {
  return { webhookConfigs: [{ urlSecret: url, sendResolved: true }] };
}
