import { type Configured, shape } from './fields';
import { httpFields, type TlsConfiguration, tlsFields } from './http';
import type { ReceiverConfiguration } from './receivers';

/** <global> of Alertmanager 0.34. */
export const globalFields = {
  resolve_timeout: 'duration',
  http_config: shape(httpFields),
  jira_api_url: 'url',
  smtp_from: 'string',
  smtp_hello: 'string',
  smtp_smarthost: 'host-port',
  smtp_auth_username: 'string',
  smtp_auth_password: 'secret',
  smtp_auth_password_file: 'file',
  smtp_auth_secret: 'secret',
  smtp_auth_secret_file: 'file',
  smtp_auth_identity: 'string',
  smtp_require_tls: 'boolean',
  smtp_tls_config: shape(tlsFields),
  smtp_force_implicit_tls: 'boolean',
  slack_api_url: 'secret-url',
  slack_api_url_file: 'file',
  slack_app_token: 'secret',
  slack_app_token_file: 'file',
  slack_app_url: 'url',
  pagerduty_url: 'url',
  opsgenie_api_url: 'url',
  opsgenie_api_key: 'secret',
  opsgenie_api_key_file: 'file',
  wechat_api_url: 'url',
  wechat_api_secret: 'secret',
  wechat_api_secret_file: 'file',
  wechat_api_corp_id: 'string',
  victorops_api_url: 'url',
  victorops_api_key: 'secret',
  victorops_api_key_file: 'file',
  telegram_api_url: 'url',
  telegram_bot_token: 'secret',
  telegram_bot_token_file: 'file',
  webex_api_url: 'url',
  rocketchat_api_url: 'url',
  rocketchat_token: 'secret',
  rocketchat_token_file: 'file',
  rocketchat_token_id: 'secret',
  rocketchat_token_id_file: 'file',
  mattermost_webhook_url: 'secret-url',
  mattermost_webhook_url_file: 'file',
} as const;
export type GlobalConfig = Configured<typeof globalFields>;

/** <route>: a node of the tree that an alert walks down from the root. */
export interface RouteConfiguration {
  /** @default - the parent's */
  readonly receiver?: string;
  /** Labels by which alerts are bundled; `['...']` is all of them, one notification for each alert. @default - the parent's */
  readonly group_by?: readonly string[];
  /** Whether siblings after this one are tried as well. @default false */
  readonly continue?: boolean;
  /** All must match. An absent label is the same as an empty one. */
  readonly matchers?: readonly string[];
  /** Deprecated since 0.22: equal values. */
  readonly match?: Readonly<Record<string, string>>;
  /** Deprecated since 0.22: anchored regular expressions. */
  readonly match_re?: Readonly<Record<string, string>>;
  /** @default - the parent's, at last 30s */
  readonly group_wait?: string;
  /** @default - the parent's, at last 5m */
  readonly group_interval?: string;
  /** @default - the parent's, at last 4h */
  readonly repeat_interval?: string;
  /** Names of time intervals in which this route is silent. Not inherited. */
  readonly mute_time_intervals?: readonly string[];
  /** Names of time intervals outside which this route is silent. Not inherited. */
  readonly active_time_intervals?: readonly string[];
  /** Labels for the notification, merged over the parent's; new in 0.34. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly routes?: readonly RouteConfiguration[];
}

/** <inhibit_rule>: while a source alert fires, the target alerts that share its `equal` labels stay silent. */
export interface InhibitRule {
  readonly name?: string;
  readonly source_matchers?: readonly string[];
  readonly target_matchers?: readonly string[];
  readonly source_match?: Readonly<Record<string, string>>;
  readonly source_match_re?: Readonly<Record<string, string>>;
  readonly target_match?: Readonly<Record<string, string>>;
  readonly target_match_re?: Readonly<Record<string, string>>;
  /** Two alerts that both lack a label agree in it. */
  readonly equal?: readonly string[];
}

/** One <time_interval>: every list that is given must hold the instant. */
export interface TimeIntervalSpec {
  /** `end_time` is exclusive, at most 24:00. */
  readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
  /** `monday`, or `monday:friday`, both ends included. */
  readonly weekdays?: readonly string[];
  /** `1:5`; -1 is the month's last day. */
  readonly days_of_month?: readonly string[];
  /** `january`, `1:3`, `may:august`. */
  readonly months?: readonly string[];
  readonly years?: readonly string[];
  /** An IANA time zone. @default UTC */
  readonly location?: string;
}

export interface NamedTimeInterval {
  readonly name: string;
  readonly time_intervals?: readonly TimeIntervalSpec[];
}

/** Where Alertmanager sends its own traces. */
export interface TracingConfiguration {
  readonly client_type?: 'http' | 'grpc';
  readonly endpoint?: string;
  readonly sampling_fraction?: number;
  readonly insecure?: boolean;
  readonly tls_config?: TlsConfiguration;
  readonly headers?: Readonly<
    Record<
      string,
      {
        readonly values?: readonly string[];
        readonly secrets?: readonly string[];
        readonly files?: readonly string[];
      }
    >
  >;
  readonly compression?: 'gzip';
  readonly timeout?: string;
}

/** Alertmanager's configuration file, with its own keys (Alertmanager 0.34 documentation, "Configuration"). */
export interface AlertmanagerConfiguration {
  readonly global?: GlobalConfig;
  readonly templates?: readonly string[];
  readonly route?: RouteConfiguration;
  readonly inhibit_rules?: readonly InhibitRule[];
  readonly receivers?: readonly ReceiverConfiguration[];
  readonly time_intervals?: readonly NamedTimeInterval[];
  /** Deprecated since 0.24: the old name of time_intervals. */
  readonly mute_time_intervals?: readonly NamedTimeInterval[];
  readonly tracing?: TracingConfiguration;
  /** Alertmanager's own events, written to files, webhooks or Kafka; new in 0.33. */
  readonly event_recorder?: unknown;
}
