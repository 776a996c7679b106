import { type Configured, list, map, shape } from './fields';
import { httpFields, sigv4Fields, tlsFields } from './http';

// The integrations of <receiver> in Alertmanager 0.34, each with its fields in the documentation's order.

const http_config = shape(httpFields);
const send_resolved = 'boolean';

export const integrations = {
  discord_configs: {
    send_resolved, http_config, webhook_url: 'secret-url', webhook_url_file: 'file',
    content: 'template', title: 'template', message: 'template', username: 'string', avatar_url: 'string',
  },
  email_configs: {
    send_resolved, to: 'template', from: 'template', hello: 'string', smarthost: 'host-port',
    auth_username: 'string', auth_password: 'secret', auth_password_file: 'file',
    auth_secret: 'secret', auth_secret_file: 'file', auth_identity: 'string',
    headers: map('template'), html: 'template', text: 'template', require_tls: 'boolean', tls_config: shape(tlsFields),
    force_implicit_tls: 'boolean', threading: shape({ enabled: 'boolean', thread_by_date: 'string' }),
  },
  incidentio_configs: {
    send_resolved, http_config, url: 'url', url_file: 'file',
    alert_source_token: 'secret', alert_source_token_file: 'file', max_alerts: 'count', timeout: 'timeout',
  },
  pagerduty_configs: {
    send_resolved, http_config, service_key: 'secret', service_key_file: 'file', routing_key: 'secret', routing_key_file: 'file',
    url: 'url', client: 'template', client_url: 'template', description: 'template', details: map('any'),
    images: list(shape({ src: 'template', alt: 'template', href: 'template' })),
    links: list(shape({ href: 'template', text: 'template' })),
    source: 'template', severity: 'template', class: 'template', component: 'template', group: 'template', timeout: 'timeout',
  },
  slack_configs: {
    send_resolved, http_config, api_url: 'secret-url', api_url_file: 'file', app_token: 'secret', app_token_file: 'file',
    app_url: 'url',
    channel: 'template', username: 'template', color: 'template', title: 'template', title_link: 'template', pretext: 'template',
    text: 'template', message_text: 'template',
    fields: list(shape({ title: 'template', value: 'template', short: 'boolean' })), short_fields: 'boolean',
    footer: 'template', fallback: 'template', callback_id: 'template', icon_emoji: 'template', icon_url: 'template',
    image_url: 'template', thumb_url: 'template', link_names: 'boolean', mrkdwn_in: list('string'),
    actions: list(shape({
      type: 'template', text: 'template', url: 'template', style: 'template', name: 'template', value: 'template',
      confirm: shape({ text: 'template', title: 'template', ok_text: 'template', dismiss_text: 'template' }),
    })),
    update_message: 'boolean', timeout: 'timeout',
  },
  webhook_configs: {
    send_resolved, http_config, url: 'secret-template-url', url_file: 'file', max_alerts: 'count', timeout: 'timeout',
    payload: 'any',
  },
  opsgenie_configs: {
    send_resolved, http_config, api_key: 'secret', api_key_file: 'file', api_url: 'url', message: 'template',
    description: 'template',
    source: 'template', details: map('template'), entity: 'template',
    responders: list(shape({ id: 'template', name: 'template', username: 'template', type: 'template' })),
    actions: 'template', tags: 'template', note: 'template', priority: 'template', update_alerts: 'boolean',
  },
  wechat_configs: {
    send_resolved, http_config, api_secret: 'secret', api_secret_file: 'file', corp_id: 'string', message: 'template',
    api_url: 'url',
    to_user: 'template', to_party: 'template', to_tag: 'template', agent_id: 'template', message_type: 'template',
  },
  pushover_configs: {
    send_resolved, http_config, user_key: 'secret', user_key_file: 'file', token: 'secret', token_file: 'file', title: 'template',
    message: 'template', url: 'template', url_title: 'template', device: 'template', sound: 'template', priority: 'template',
    retry: 'go-duration', expire: 'go-duration', ttl: 'go-duration', html: 'boolean', monospace: 'boolean',
  },
  victorops_configs: {
    send_resolved, http_config, api_key: 'secret', api_key_file: 'file', api_url: 'url', routing_key: 'string',
    message_type: 'template',
    state_message: 'template', entity_display_name: 'template', monitoring_tool: 'template', custom_fields: map('template'),
  },
  sns_configs: {
    send_resolved, http_config, api_url: 'template', sigv4: shape(sigv4Fields), topic_arn: 'template', phone_number: 'template',
    target_arn: 'template', subject: 'template', message: 'template', attributes: map('template'), use_aws_http_client: 'boolean',
  },
  telegram_configs: {
    send_resolved, http_config, api_url: 'url', bot_token: 'secret', bot_token_file: 'file', chat_id: 'integer',
    chat_id_file: 'file',
    message_thread_id: 'integer', message: 'template', disable_notifications: 'boolean', parse_mode: 'string',
  },
  webex_configs: { send_resolved, http_config, api_url: 'url', message: 'template', room_id: 'template' },
  msteams_configs: {
    send_resolved, http_config, webhook_url: 'secret-url', webhook_url_file: 'file', title: 'template', summary: 'template',
    text: 'template',
  },
  msteamsv2_configs: {
    send_resolved, http_config, webhook_url: 'secret-url', webhook_url_file: 'file', title: 'template', text: 'template',
  },
  jira_configs: {
    send_resolved, http_config, api_url: 'url', api_type: 'string', project: 'template',
    // A text, or a mapping { template, enable_update }.
    summary: 'any', description: 'any',
    labels: list('template'), priority: 'template', issue_type: 'template', reopen_transition: 'template',
    resolve_transition: 'template', wont_fix_resolution: 'template', reopen_duration: 'duration', fields: map('any'),
  },
  rocketchat_configs: {
    send_resolved, http_config, api_url: 'url', token_id: 'secret', token_id_file: 'file', token: 'secret', token_file: 'file',
    channel: 'template', color: 'template', title: 'template', title_link: 'template', text: 'template',
    fields: list(shape({ short: 'boolean', title: 'template', value: 'template' })), short_fields: 'boolean', emoji: 'template',
    icon_url: 'template', image_url: 'template', thumb_url: 'template', link_names: 'boolean',
    // The keys are Go's lower-cased field names: the struct has no yaml tags.
    actions: list(shape({
      type: 'template', text: 'template', url: 'template', imageurl: 'template', iswebview: 'boolean',
      webviewheightratio: 'template',
      msg: 'template', msginchatwindow: 'boolean', msgprocessingtype: 'template',
    })),
  },
  mattermost_configs: {
    send_resolved, http_config, webhook_url: 'secret-url', webhook_url_file: 'file', channel: 'template', username: 'template',
    text: 'template', fallback: 'template', color: 'template', pretext: 'template', author_name: 'template',
    author_link: 'template',
    author_icon: 'template', title: 'template', title_link: 'template',
    fields: list(shape({ title: 'template', value: 'template', short: 'boolean' })),
    thumb_url: 'template', footer: 'template', footer_icon: 'template', image_url: 'template', icon_url: 'template',
    icon_emoji: 'template',
    attachments: list(shape({
      fallback: 'template', color: 'template', pretext: 'template', text: 'template', author_name: 'template',
      author_link: 'template',
      author_icon: 'template', title: 'template', title_link: 'template',
      fields: list(shape({ title: 'template', value: 'template', short: 'boolean' })),
      thumb_url: 'template', footer: 'template', footer_icon: 'template', image_url: 'template',
    })),
    type: 'template', props: shape({ card: 'template' }),
    priority: shape({ priority: 'template', requested_ack: 'boolean', persistent_notifications: 'boolean' }),
  },
} as const;

/** The key of an integration's list in a receiver: `slack_configs` ... */
export type IntegrationKind = keyof typeof integrations;

/** The keys of all integrations, in the documentation's order. */
export const integrationKinds = Object.keys(integrations) as readonly IntegrationKind[];

/** One integration of a receiver. */
export type Integration<K extends IntegrationKind = IntegrationKind> = Configured<(typeof integrations)[K]>;

/** <receiver>: whom to call. Without an integration it calls nobody: a receiver named `null`, as people write it. */
export type Receiver = {
  readonly name: string;
  /** For querying and filtering in the API; new in 0.33. */
  readonly labels?: Readonly<Record<string, string>>;
} & { readonly [K in IntegrationKind]?: readonly Integration<K>[] };

/** Whether a receiver notifies anybody. */
export function notifies(receiver: Receiver): boolean {
  return integrationKinds.some((kind) => (receiver[kind]?.length ?? 0) > 0);
}
