import { templateUrlProblem, urlProblem } from '../../alertmanager/urls';
import { isAtLeast } from '../../text/version';
import {
  anyText,
  type Conversion,
  convertFields,
  flag,
  keyValues,
  listField,
  type Mapping,
  mapping,
  mappingOf,
  nonEmptyString,
  number,
  type Output,
  option,
  positive,
  secret,
  stringMap,
  strings,
  type Table,
  timeout,
  withoutEffect,
} from './conversion';
import { httpConverter, tls } from './http';

// The integrations of an AlertmanagerConfig's receiver, field by field: the custom resource's name, and what becomes of it.

const sendResolved = flag('send_resolved');
const httpConfig = httpConverter;
const slackChat = 'https://slack.com/api/chat.postMessage';
const needed = (value: string) => (value === '' ? 'its value is empty' : undefined);
const neededUrl = (value: string) => needed(value) ?? urlProblem(value);

export interface IntegrationConverter {
  /** The key in a receiver of Alertmanager's configuration. */
  readonly key: string;
  readonly fields: Table;
  /** What depends on several fields. */
  readonly finish?: (out: Output, from: Mapping, path: string, c: Conversion) => Output;
}

export const integrationConverters: Readonly<Record<string, IntegrationConverter>> = {
  opsgenieConfigs: {
    key: 'opsgenie_configs',
    fields: {
      sendResolved,
      httpConfig,
      apiKey: secret('api_key', { fileSince: '0.24.0' }),
      apiURL: nonEmptyString('api_url'),
      message: nonEmptyString('message'),
      description: nonEmptyString('description'),
      source: nonEmptyString('source'),
      details: keyValues('details'),
      responders: listField('responders', {
        id: nonEmptyString('id'),
        name: nonEmptyString('name'),
        username: nonEmptyString('username'),
        type: nonEmptyString('type'),
      }),
      tags: nonEmptyString('tags'),
      note: nonEmptyString('note'),
      priority: nonEmptyString('priority'),
      updateAlerts: flag('update_alerts'),
      entity: nonEmptyString('entity'),
      actions: nonEmptyString('actions'),
    },
    finish: (out, _from, path, c) => {
      const teams = ((out.responders ?? []) as readonly Output[]).some(({ type }) => type === 'teams');
      if (teams && !isAtLeast(c.version, '0.24.0')) {
        c.refusals.push({
          path: `${path}.responders`,
          code: 'unsupported',
          message: `${path}.responders has the type teams, which needs Alertmanager 0.24.0`,
          hint: 'Name one team each.',
        });
      }
      return out;
    },
  },
  pagerdutyConfigs: {
    key: 'pagerduty_configs',
    fields: {
      sendResolved,
      httpConfig,
      serviceKey: secret('service_key', { fileSince: '0.25.0' }),
      routingKey: secret('routing_key', { fileSince: '0.25.0' }),
      url: nonEmptyString('url'),
      client: nonEmptyString('client'),
      clientURL: nonEmptyString('client_url'),
      description: nonEmptyString('description'),
      details: keyValues('details'),
      pagerDutyImageConfigs: listField('images', { src: nonEmptyString('src'), alt: nonEmptyString('alt'), href: nonEmptyString('href') }),
      // The custom resource calls a link's text alt.
      pagerDutyLinkConfigs: listField('links', { href: nonEmptyString('href'), alt: nonEmptyString('text') }),
      source: nonEmptyString('source'),
      severity: nonEmptyString('severity'),
      class: nonEmptyString('class'),
      component: nonEmptyString('component'),
      group: nonEmptyString('group'),
      timeout: timeout('timeout'),
    },
  },
  discordConfigs: {
    key: 'discord_configs',
    fields: {
      sendResolved,
      httpConfig,
      apiURL: secret('webhook_url', { fileSince: '0.27.0', check: neededUrl }),
      content: nonEmptyString('content'),
      title: nonEmptyString('title'),
      message: nonEmptyString('message'),
      username: nonEmptyString('username'),
      avatarURL: nonEmptyString('avatar_url'),
    },
  },
  slackConfigs: {
    key: 'slack_configs',
    fields: {
      sendResolved,
      httpConfig,
      apiURL: secret('api_url', { fileSince: '0.22.0', check: neededUrl }),
      channel: nonEmptyString('channel'),
      username: nonEmptyString('username'),
      color: nonEmptyString('color'),
      title: nonEmptyString('title'),
      titleLink: nonEmptyString('title_link'),
      pretext: nonEmptyString('pretext'),
      text: nonEmptyString('text'),
      messageText: nonEmptyString('message_text'),
      fields: listField('fields', { title: nonEmptyString('title'), value: nonEmptyString('value'), short: option('short') }),
      shortFields: option('short_fields'),
      footer: nonEmptyString('footer'),
      fallback: nonEmptyString('fallback'),
      callbackId: nonEmptyString('callback_id'),
      iconEmoji: nonEmptyString('icon_emoji'),
      iconURL: nonEmptyString('icon_url'),
      imageURL: nonEmptyString('image_url'),
      thumbURL: nonEmptyString('thumb_url'),
      linkNames: option('link_names'),
      mrkdwnIn: strings('mrkdwn_in'),
      actions: listField('actions', {
        type: nonEmptyString('type'),
        text: nonEmptyString('text'),
        url: nonEmptyString('url'),
        style: nonEmptyString('style'),
        name: nonEmptyString('name'),
        value: nonEmptyString('value'),
        confirm: mappingOf('confirm', {
          text: nonEmptyString('text'),
          title: nonEmptyString('title'),
          okText: nonEmptyString('ok_text'),
          dismissText: nonEmptyString('dismiss_text'),
        }),
      }),
      updateMessage: flag('update_message'),
      timeout: timeout('timeout'),
    },
    // update_message works with this one URL only, and Alertmanager crashes where it stands in a file; the URL is no secret.
    finish: (out, from, path, c) =>
      from.updateMessage === true && 'api_url_file' in out && isAtLeast(c.version, '0.32.0') ? chatUrl(out, from.apiURL, path, c) : out,
  },
  webhookConfigs: {
    key: 'webhook_configs',
    fields: {
      sendResolved,
      httpConfig,
      url: nonEmptyString('url'),
      urlSecret: secret('url', { fileSince: '0.26.0', check: (value) => needed(value) ?? templateUrlProblem(value) }),
      maxAlerts: positive('max_alerts'),
      timeout: timeout('timeout'),
      payload: anyText('payload'),
    },
    // The Secret counts if both are given.
    finish: ({ url, ...out }) => ('url_file' in out || url === undefined ? out : { url, ...out }),
  },
  wechatConfigs: {
    key: 'wechat_configs',
    fields: {
      sendResolved,
      httpConfig,
      apiSecret: secret('api_secret', { fileSince: '0.31.0' }),
      corpID: nonEmptyString('corp_id'),
      message: nonEmptyString('message'),
      apiURL: nonEmptyString('api_url'),
      toUser: nonEmptyString('to_user'),
      toParty: nonEmptyString('to_party'),
      toTag: nonEmptyString('to_tag'),
      agentID: nonEmptyString('agent_id'),
      messageType: nonEmptyString('message_type'),
    },
  },
  emailConfigs: {
    key: 'email_configs',
    fields: {
      sendResolved,
      to: nonEmptyString('to'),
      from: nonEmptyString('from'),
      hello: nonEmptyString('hello'),
      smarthost: nonEmptyString('smarthost'),
      authUsername: nonEmptyString('auth_username'),
      authPassword: secret('auth_password', { fileSince: '0.25.0' }),
      authSecret: secret('auth_secret', { fileSince: '0.31.0' }),
      authIdentity: nonEmptyString('auth_identity'),
      headers: keyValues('headers'),
      html: anyText('html'),
      text: anyText('text'),
      requireTLS: flag('require_tls'),
      tlsConfig: tls('tls_config'),
      forceImplicitTLS: flag('force_implicit_tls'),
      threading: (value, path, c) => ({
        threading: { enabled: true, thread_by_date: String(mapping(value, path, c).threadByDate ?? '').toLowerCase() },
      }),
    },
  },
  victoropsConfigs: {
    key: 'victorops_configs',
    fields: {
      sendResolved,
      httpConfig,
      apiKey: secret('api_key', { fileSince: '0.25.0' }),
      apiUrl: nonEmptyString('api_url'),
      routingKey: nonEmptyString('routing_key'),
      messageType: nonEmptyString('message_type'),
      stateMessage: nonEmptyString('state_message'),
      entityDisplayName: nonEmptyString('entity_display_name'),
      monitoringTool: nonEmptyString('monitoring_tool'),
      customFields: keyValues('custom_fields'),
    },
  },
  pushoverConfigs: {
    key: 'pushover_configs',
    fields: {
      sendResolved,
      httpConfig,
      userKey: secret('user_key', { fileSince: '0.26.0', check: needed }),
      token: secret('token', { fileSince: '0.26.0', check: needed }),
      title: nonEmptyString('title'),
      message: nonEmptyString('message'),
      url: nonEmptyString('url'),
      urlTitle: nonEmptyString('url_title'),
      device: nonEmptyString('device'),
      priority: nonEmptyString('priority'),
      retry: timeout('retry'),
      expire: timeout('expire'),
      ttl: timeout('ttl'),
      html: flag('html'),
      monospace: flag('monospace'),
      sound: withoutEffect('prometheus-operator does not hand it to Alertmanager', nonEmptyString('sound')),
      userKeyFile: withoutEffect('prometheus-operator takes userKey alone'),
      tokenFile: withoutEffect('prometheus-operator takes token alone'),
    },
  },
  snsConfigs: {
    key: 'sns_configs',
    fields: {
      sendResolved,
      httpConfig,
      apiURL: nonEmptyString('api_url'),
      sigv4: (value, path, c) => sigv4(mapping(value, path, c), path, c),
      topicARN: nonEmptyString('topic_arn'),
      phoneNumber: nonEmptyString('phone_number'),
      targetARN: nonEmptyString('target_arn'),
      subject: nonEmptyString('subject'),
      message: nonEmptyString('message'),
      attributes: stringMap('attributes'),
      useAWSHTTPClient: option('use_aws_http_client'),
    },
  },
  telegramConfigs: {
    key: 'telegram_configs',
    fields: {
      sendResolved,
      httpConfig,
      apiURL: nonEmptyString('api_url'),
      botToken: secret('bot_token', { fileSince: '0.26.0', check: needed, fatal: true }),
      botTokenFile: tokenFile,
      chatID: number('chat_id'),
      messageThreadID: number('message_thread_id'),
      message: nonEmptyString('message'),
      disableNotifications: option('disable_notifications'),
      parseMode: nonEmptyString('parse_mode'),
    },
  },
  webexConfigs: {
    key: 'webex_configs',
    fields: {
      sendResolved,
      httpConfig,
      apiURL: nonEmptyString('api_url'),
      message: nonEmptyString('message'),
      roomID: nonEmptyString('room_id'),
    },
  },
  msteamsConfigs: {
    key: 'msteams_configs',
    fields: {
      sendResolved,
      httpConfig,
      webhookUrl: secret('webhook_url', { fileSince: '0.27.0', check: neededUrl, fatal: true }),
      title: nonEmptyString('title'),
      summary: nonEmptyString('summary'),
      text: nonEmptyString('text'),
    },
  },
  msteamsv2Configs: {
    key: 'msteamsv2_configs',
    fields: {
      sendResolved,
      httpConfig,
      webhookURL: secret('webhook_url', { fileSince: '0.28.0', check: neededUrl, fatal: true }),
      title: nonEmptyString('title'),
      text: nonEmptyString('text'),
    },
  },
  rocketchatConfigs: {
    key: 'rocketchat_configs',
    fields: {
      sendResolved,
      httpConfig,
      apiURL: nonEmptyString('api_url'),
      tokenID: secret('token_id', { fileSince: '0.28.0', mayBeEmpty: true }),
      token: secret('token', { fileSince: '0.28.0', mayBeEmpty: true }),
      channel: nonEmptyString('channel'),
      color: nonEmptyString('color'),
      title: nonEmptyString('title'),
      titleLink: nonEmptyString('title_link'),
      text: nonEmptyString('text'),
      fields: listField('fields', { short: flag('short'), title: nonEmptyString('title'), value: nonEmptyString('value') }),
      shortFields: option('short_fields'),
      emoji: nonEmptyString('emoji'),
      iconURL: nonEmptyString('icon_url'),
      imageURL: nonEmptyString('image_url'),
      thumbURL: nonEmptyString('thumb_url'),
      linkNames: option('link_names'),
      actions: listField('actions', { text: nonEmptyString('text'), url: nonEmptyString('url'), msg: nonEmptyString('msg') }),
    },
    finish: (out) => ({ short_fields: false, link_names: false, ...out }),
  },
};

function tokenFile(value: unknown, path: string, c: Conversion): Output {
  // Left out, it would leave the receiver without a token.
  if (!isAtLeast(c.version, '0.26.0'))
    c.refusals.push({ path, code: 'unsupported', message: `${path} needs Alertmanager 0.26.0`, hint: 'Use botToken.' });
  return nonEmptyString('bot_token_file')(value, path, c);
}

function chatUrl({ api_url_file: _file, ...out }: Output, selector: unknown, path: string, c: Conversion): Output {
  const { name, key } = mapping(selector, path, c) as { readonly name: string; readonly key: string };
  const known = c.keys({ from: 'Secret', namespace: c.namespace, name, key });
  if (known !== undefined && 'value' in known && known.value.trim() !== slackChat) {
    c.refusals.push({
      path: `${path}.updateMessage`,
      code: 'unsupported',
      message: `updateMessage needs a bot token, and ${slackChat} as URL`,
      hint: 'Take it out, or use the chat API.',
    });
  }
  return { ...out, api_url: slackChat };
}

function sigv4(from: Mapping, path: string, c: Conversion): Output {
  if (Boolean(from.accessKey) !== Boolean(from.secretKey)) {
    c.refusals.push({ path, code: 'conflict', message: `${path} has only one of accessKey and secretKey`, hint: 'Give both, or neither.' });
  }
  const out = convertFields({
    region: nonEmptyString('region'),
    accessKey: secret('access_key'),
    secretKey: secret('secret_key'),
    profile: nonEmptyString('profile'),
    roleArn: nonEmptyString('role_arn'),
    externalId: nonEmptyString('external_id'),
    useFIPSSTSEndpoint: withoutEffect('prometheus-operator does not hand it to Alertmanager', option('use_fips_sts_endpoint')),
  })(from, path, c);
  return Object.keys(out).length === 0 ? {} : { sigv4: out };
}
