import type { GlobalConfig } from './configuration';
import { authorizes, tlsProblems } from './http-problems';
import type { Integration, IntegrationKind } from './integrations';

type Judge<K extends IntegrationKind> = (config: Integration<K>, global: GlobalConfig) => Generator<string>;

const empty = (value: unknown) => value === undefined || value === '';
const given = (...values: readonly unknown[]) => values.filter((value) => !empty(value)).length;

/** The pairs of an inline value and its file of which at most one may be given, as the value's names. */
function* exclusive(config: object, ...names: readonly string[]): Generator<string> {
  const fields = config as Readonly<Record<string, unknown>>;
  for (const name of names)
    if (given(fields[name], fields[`${name}_file`]) > 1) {
      yield `both ${name} and ${name}_file are given: keep the file`;
    }
}

/** A value that comes from the integration or from `global`, each inline or from a file. */
const anywhere = (config: object, name: string, global: GlobalConfig, globalName: string) =>
  given(at(config, name), at(config, `${name}_file`), at(global, globalName), at(global, `${globalName}_file`)) > 0;
const at = (config: object, name: string): unknown => (config as Readonly<Record<string, unknown>>)[name];

function* webhookUrl(config: Integration<'discord_configs' | 'msteams_configs' | 'msteamsv2_configs'>): Generator<string> {
  if (given(config.webhook_url, config.webhook_url_file) === 0) yield 'it lacks webhook_url or webhook_url_file';
  yield* exclusive(config, 'webhook_url');
}

/** What Alertmanager refuses in one integration of a receiver, as messages, beside types and its http_config. */
export const integrationProblems: { readonly [K in IntegrationKind]: Judge<K> } = {
  discord_configs: webhookUrl,
  msteams_configs: webhookUrl,
  msteamsv2_configs: webhookUrl,
  *email_configs(email, global) {
    if (empty(email.to)) yield 'it lacks to, the address';
    if (given(email.smarthost, global.smtp_smarthost) === 0) {
      yield 'neither it nor global says where to send: add smarthost, host:port';
    }
    if (given(email.from, global.smtp_from) === 0) yield 'neither it nor global says who sends: add from';
    const seen = new Set<string>();
    for (const header of Object.keys(email.headers ?? {})) {
      if (seen.has(header.toLowerCase())) yield `the header ${header} is given twice: names of headers do not differ by case`;
      seen.add(header.toLowerCase());
    }
    if (email.threading?.enabled === true) {
      for (const header of ['references', 'in-reply-to'])
        if (seen.has(header)) {
          yield `threading sets the header ${header} by itself: take it out of headers`;
        }
      if (!/^(?:none|daily)$/.test(email.threading.thread_by_date ?? '')) yield 'threading.thread_by_date must be none or daily';
    }
    for (const problem of tlsProblems(email.tls_config)) yield `tls_config: ${problem}`;
  },
  *incidentio_configs(incident) {
    if (given(incident.url, incident.url_file) === 0) yield 'it lacks url or url_file';
    yield* exclusive(incident, 'url', 'alert_source_token');
    const token = given(incident.alert_source_token, incident.alert_source_token_file) > 0;
    if (authorizes(incident.http_config) && token) {
      yield 'both alert_source_token and http_config.authorization are given: keep one';
    }
    if (incident.http_config && !authorizes(incident.http_config) && !token) {
      yield 'it lacks alert_source_token_file or http_config.authorization';
    }
  },
  *pagerduty_configs(pagerduty) {
    if (given(pagerduty.service_key, pagerduty.service_key_file, pagerduty.routing_key, pagerduty.routing_key_file) === 0) {
      yield 'it lacks routing_key_file (Events API v2) or service_key_file (v1)';
    }
    yield* exclusive(pagerduty, 'service_key', 'routing_key');
  },
  *slack_configs(slack, global) {
    yield* exclusive(slack, 'api_url', 'app_token');
    const url = given(slack.api_url, slack.api_url_file) > 0;
    const token = given(slack.app_token, slack.app_token_file) > 0;
    if (url && token) yield 'both api_url and app_token are given: keep one';
    if (
      !url &&
      !token &&
      given(global.slack_api_url, global.slack_api_url_file, global.slack_app_token, global.slack_app_token_file) === 0
    ) {
      yield 'neither it nor global has a webhook or a token: add api_url_file or app_token_file';
    }
    const inherits =
      !authorizes(slack.http_config) && empty(slack.api_url) && given(global.slack_app_token, global.slack_app_token_file) > 0;
    if ((token || inherits) && authorizes(slack.http_config ?? global.http_config)) {
      yield 'both an app token and an authorization of http_config are given: keep one';
    }
    if (slack.update_message === true && slack.api_url !== 'https://slack.com/api/chat.postMessage') {
      yield 'update_message needs a bot token and api_url: https://slack.com/api/chat.postMessage';
    }
    for (const [i, action] of (slack.actions ?? []).entries()) {
      if (empty(action.type) || empty(action.text)) yield `actions[${i}] lacks type or text`;
      if (given(action.url, action.name) === 0) yield `actions[${i}] lacks url or name`;
      if (action.confirm && empty(action.confirm.text)) yield `actions[${i}].confirm lacks text`;
    }
    yield* titledFields(slack.fields);
  },
  *webhook_configs(webhook) {
    if (given(webhook.url, webhook.url_file) === 0) yield 'it lacks url or url_file';
    yield* exclusive(webhook, 'url');
  },
  *opsgenie_configs(opsgenie, global) {
    yield* exclusive(opsgenie, 'api_key');
    if (!anywhere(opsgenie, 'api_key', global, 'opsgenie_api_key')) yield 'neither it nor global has a key: add api_key_file';
    for (const [i, { id, name, username, type = '' }] of (opsgenie.responders ?? []).entries()) {
      if (given(id, name, username) === 0) yield `responders[${i}] lacks id, name or username`;
      if (!type.includes('{{') && !/^(?:teams?|user|escalation|schedule)$/i.test(type)) {
        yield `responders[${i}].type must be team, teams, user, escalation or schedule`;
      }
    }
  },
  *wechat_configs(wechat, global) {
    yield* exclusive(wechat, 'api_secret');
    if (!anywhere(wechat, 'api_secret', global, 'wechat_api_secret')) {
      yield 'neither it nor global has a secret: add api_secret_file';
    }
    if (given(wechat.corp_id, global.wechat_api_corp_id) === 0) yield 'neither it nor global has corp_id';
    if (!empty(wechat.message_type) && !/^(?:text|markdown)$/.test(wechat.message_type!)) {
      yield 'message_type must be text or markdown';
    }
  },
  *pushover_configs(pushover) {
    for (const name of ['user_key', 'token'] as const)
      if (given(pushover[name], pushover[`${name}_file`]) === 0) {
        yield `it lacks ${name}_file`;
      }
    yield* exclusive(pushover, 'user_key', 'token');
    if (pushover.html === true && pushover.monospace === true) yield 'both html and monospace are given: keep one';
  },
  *victorops_configs(victorops, global) {
    if (empty(victorops.routing_key)) yield 'it lacks routing_key';
    yield* exclusive(victorops, 'api_key');
    if (!anywhere(victorops, 'api_key', global, 'victorops_api_key')) yield 'neither it nor global has a key: add api_key_file';
    for (const name of [
      'routing_key',
      'message_type',
      'state_message',
      'entity_display_name',
      'monitoring_tool',
      'entity_id',
      'entity_state',
    ]) {
      if (Object.hasOwn(victorops.custom_fields ?? {}, name)) {
        yield `custom_fields cannot have ${name}, which Alertmanager sets by itself`;
      }
    }
  },
  *sns_configs(sns) {
    // Alertmanager's own test, an exclusive or, lets all three pass as well.
    if (given(sns.target_arn, sns.topic_arn, sns.phone_number) % 2 === 0) {
      yield 'it needs one of topic_arn, target_arn and phone_number';
    }
    if (empty(sns.sigv4?.access_key) !== empty(sns.sigv4?.secret_key)) {
      yield 'sigv4 needs both access_key and secret_key, or neither';
    }
    if (!empty(sns.sigv4?.external_id) && empty(sns.sigv4?.role_arn)) {
      yield 'sigv4.external_id is of use only with role_arn: add it';
    }
  },
  *telegram_configs(telegram, global) {
    yield* exclusive(telegram, 'bot_token');
    if (!anywhere(telegram, 'bot_token', global, 'telegram_bot_token')) {
      yield 'neither it nor global has a token: add bot_token_file';
    }
    const chats = given(telegram.chat_id === 0 ? undefined : telegram.chat_id, telegram.chat_id_file);
    if (chats === 0) yield 'it lacks chat_id';
    if (chats > 1) yield 'both chat_id and chat_id_file are given: keep one';
    if (!empty(telegram.parse_mode) && !/^(?:Markdown|MarkdownV2|HTML)$/.test(telegram.parse_mode!)) {
      yield 'parse_mode must be Markdown, MarkdownV2 or HTML';
    }
  },
  *webex_configs(webex) {
    if (empty(webex.room_id)) yield 'it lacks room_id';
    if (!authorizes(webex.http_config)) yield "it lacks http_config.authorization with the bot's token";
  },
  *jira_configs(jira, global) {
    if (empty(jira.project)) yield 'it lacks project';
    if (empty(jira.issue_type)) yield 'it lacks issue_type';
    if (jira.api_type !== undefined && !/^(?:auto|cloud|datacenter)$/.test(jira.api_type)) {
      yield 'api_type must be auto, cloud or datacenter';
    }
    if (given(jira.api_url, global.jira_api_url) === 0) yield 'neither it nor global has a URL: add api_url';
  },
  *rocketchat_configs(rocketchat, global) {
    // To Alertmanager an empty token is a token here.
    for (const name of ['token', 'token_id'] as const) {
      const inline = rocketchat[name] !== undefined;
      const file = !empty(rocketchat[`${name}_file`]);
      if (inline && file) yield `both ${name} and ${name}_file are given: keep the file`;
      if (!inline && !file && global[`rocketchat_${name}`] === undefined && empty(global[`rocketchat_${name}_file`])) {
        yield `neither it nor global has the ${name}: add ${name}_file`;
      }
    }
  },
  *mattermost_configs(mattermost, global) {
    yield* exclusive(mattermost, 'webhook_url');
    if (!anywhere(mattermost, 'webhook_url', global, 'mattermost_webhook_url')) {
      yield 'neither it nor global has a webhook: add webhook_url_file';
    }
    yield* titledFields(mattermost.fields);
    for (const attachment of mattermost.attachments ?? []) yield* titledFields(attachment.fields);
  },
};

function* titledFields(fields: readonly { readonly title?: string; readonly value?: string }[] = []): Generator<string> {
  for (const [i, { title, value }] of fields.entries()) if (empty(title) || empty(value)) yield `fields[${i}] lacks title or value`;
}
