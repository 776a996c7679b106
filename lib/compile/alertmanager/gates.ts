import type { IntegrationKind } from '../../alertmanager/integrations';

/** Where a field stands: a part of the configuration, or an integration of a receiver. */
export type GateScope =
  | 'configuration'
  | 'global'
  | 'route'
  | 'receiver'
  | 'inhibit_rule'
  | 'time_interval'
  | 'http_config'
  | 'tls_config'
  | 'oauth2'
  | 'sigv4'
  | IntegrationKind;

/** A field that Alertmanager knows only since a version. */
export interface Gate {
  readonly in: GateScope;
  /** `*` is the integration itself. */
  readonly fields: readonly string[];
  readonly since: string;
  /** What becomes of it in an older version: left out with a warning, or nothing is generated at all. */
  readonly below: 'drop' | 'refuse';
}

const drop = (scope: GateScope, since: string, ...fields: readonly string[]): Gate => ({ in: scope, since, fields, below: 'drop' });
const refuse = (scope: GateScope, since: string, ...fields: readonly string[]): Gate => ({ in: scope, since, fields, below: 'refuse' });

/**
 * Which field needs which version of Alertmanager, after prometheus-operator v0.93.1 (pkg/alertmanager/amcfg.go, the sanitize
 * functions; test/conformance compares with them).
 */
export const gates: readonly Gate[] = [
  drop('configuration', '0.22.0', 'mute_time_intervals'),
  drop('configuration', '0.24.0', 'time_intervals'),

  refuse('configuration', '0.33.0', 'event_recorder'),
  refuse('receiver', '0.33.0', 'labels'),

  drop('global', '0.22.0', 'slack_api_url_file'),
  drop('global', '0.24.0', 'opsgenie_api_key_file'),
  drop('global', '0.25.0', 'smtp_auth_password_file', 'victorops_api_key_file'),
  drop('global', '0.28.0', 'smtp_tls_config'),
  drop('global', '0.30.0', 'slack_app_token', 'slack_app_token_file', 'slack_app_url'),
  drop(
    'global',
    '0.31.0',
    'wechat_api_secret_file',
    'telegram_bot_token',
    'telegram_bot_token_file',
    'smtp_auth_secret_file',
    'smtp_force_implicit_tls',
  ),
  drop('global', '0.32.0', 'mattermost_webhook_url', 'mattermost_webhook_url_file'),

  refuse('route', '0.22.0', 'matchers'),
  drop('route', '0.22.0', 'mute_time_intervals'),
  drop('route', '0.24.0', 'active_time_intervals'),
  refuse('route', '0.34.0', 'labels'),
  refuse('inhibit_rule', '0.22.0', 'source_matchers', 'target_matchers'),
  drop('time_interval', '0.25.0', 'location'),

  refuse('http_config', '0.22.0', 'authorization', 'oauth2'),
  drop('http_config', '0.22.0', 'follow_redirects'),
  drop('http_config', '0.25.0', 'enable_http2'),
  drop('http_config', '0.26.0', 'proxy_from_environment', 'no_proxy', 'proxy_connect_header'),
  drop('http_config', '0.28.0', 'http_headers'),
  drop('tls_config', '0.25.0', 'min_version', 'max_version'),
  drop('oauth2', '0.25.0', 'proxy_url', 'no_proxy', 'proxy_from_environment', 'proxy_connect_header'),

  drop('email_configs', '0.25.0', 'auth_password_file'),
  drop('email_configs', '0.30.0', 'threading'),
  drop('email_configs', '0.31.0', 'force_implicit_tls', 'auth_secret_file'),

  drop('opsgenie_configs', '0.24.0', 'actions', 'entity', 'update_alerts', 'api_key_file'),

  drop('pagerduty_configs', '0.25.0', 'source', 'routing_key_file', 'service_key_file'),
  drop('pagerduty_configs', '0.30.0', 'timeout'),

  drop('pushover_configs', '0.26.0', 'user_key_file', 'token_file', 'device'),
  drop('pushover_configs', '0.27.0', 'ttl'),
  drop('pushover_configs', '0.29.0', 'monospace'),

  drop('slack_configs', '0.22.0', 'api_url_file'),
  drop('slack_configs', '0.30.0', 'timeout', 'app_token', 'app_token_file', 'app_url'),
  drop('slack_configs', '0.31.0', 'message_text'),
  drop('slack_configs', '0.32.0', 'update_message'),

  drop('victorops_configs', '0.25.0', 'api_key_file'),

  drop('webhook_configs', '0.26.0', 'url_file'),
  drop('webhook_configs', '0.28.0', 'timeout'),
  drop('webhook_configs', '0.32.0', 'payload'),

  drop('wechat_configs', '0.31.0', 'api_secret_file'),

  drop('sns_configs', '0.33.0', 'use_aws_http_client'),
  drop('sigv4', '0.33.0', 'external_id'),

  refuse('telegram_configs', '0.24.0', '*'),
  drop('telegram_configs', '0.26.0', 'bot_token_file', 'message_thread_id'),
  drop('telegram_configs', '0.31.0', 'chat_id_file'),

  refuse('discord_configs', '0.25.0', '*'),
  drop('discord_configs', '0.28.0', 'content', 'username', 'avatar_url'),

  refuse('webex_configs', '0.25.0', '*'),

  refuse('msteams_configs', '0.26.0', '*'),
  drop('msteams_configs', '0.27.0', 'summary'),

  refuse('msteamsv2_configs', '0.28.0', '*'),

  refuse('jira_configs', '0.28.0', '*'),
  drop('jira_configs', '0.29.0', 'api_type'),

  refuse('rocketchat_configs', '0.28.0', '*'),

  refuse('incidentio_configs', '0.29.0', '*'),

  refuse('mattermost_configs', '0.30.0', '*'),
  drop(
    'mattermost_configs',
    '0.32.0',
    'fallback',
    'color',
    'pretext',
    'author_name',
    'author_link',
    'author_icon',
    'title',
    'title_link',
    'thumb_url',
    'footer',
    'footer_icon',
    'image_url',
    'fields',
  ),
];

/** A value that Alertmanager takes only since a version, in a field that it has known for longer. Nothing is generated for older ones. */
export interface ValueGate {
  readonly in: IntegrationKind;
  readonly field: string;
  readonly since: string;
  readonly isNew: (value: unknown) => boolean;
}

export const valueGates: readonly ValueGate[] = [
  {
    in: 'opsgenie_configs',
    field: 'responders',
    since: '0.24.0',
    isNew: (responders) =>
      Array.isArray(responders) && responders.some((responder: { readonly type?: unknown } | null) => responder?.type === 'teams'),
  },
  {
    in: 'pagerduty_configs',
    field: 'details',
    since: '0.30.0',
    isNew: (details) => Object.values(details ?? {}).some((detail) => typeof detail !== 'string'),
  },
];
