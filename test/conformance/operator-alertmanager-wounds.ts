import fc from 'fast-check';

/** AlertmanagerConfigs and bases that are right but for one thing, which chance seldom finds. */

const key = { name: 'keys', key: 'token' };
const url = { name: 'keys', key: 'url' };
const gone = { name: 'keys', key: 'gone' };
const slack = (fields: object) => ({ slackConfigs: [{ apiURL: url, ...fields }] });
const pushover = (fields: object) => ({ pushoverConfigs: [{ userKey: key, token: key, ...fields }] });
const opsgenie = (...responders: readonly object[]) => ({ opsgenieConfigs: [{ apiKey: key, responders }] });
const webhook = (httpConfig: object) => ({ webhookConfigs: [{ url: 'http://a', httpConfig }] });

const receivers: readonly object[] = [
  opsgenie({ type: 'teams', id: 'x' }),
  opsgenie({ type: 'user' }),
  opsgenie({ type: 'users', id: 'x' }),
  opsgenie({ type: '{{ .A }}', name: 'x' }),
  opsgenie({ type: '{{ .A', username: 'x' }),
  pushover({ html: true, monospace: true }),
  pushover({ html: false, monospace: true }),
  pushover({ retry: 'x' }),
  pushover({ expire: 'x' }),
  pushover({ userKey: { name: 'keys', key: 'empty' } }),
  pushover({ token: { name: 'keys', key: 'empty' } }),
  slack({ actions: [{ text: 'x', url: 'u' }] }),
  slack({ actions: [{ type: 't', url: 'u' }] }),
  slack({ actions: [{ type: 't', text: 'x' }] }),
  slack({ actions: [{ type: 't', text: 'x', name: 'n', confirm: {} }] }),
  slack({ actions: [{ type: 't', text: 'x', name: 'n', confirm: { text: 'c' } }] }),
  slack({ fields: [{ value: 'v' }] }),
  slack({ fields: [{ title: 't' }] }),
  slack({ updateMessage: true }),
  slack({ messageText: 'm' }),
  { telegramConfigs: [{ chatID: 1, botTokenFile: '/f' }] },
  { telegramConfigs: [{ chatID: 1 }] },
  { telegramConfigs: [{ botToken: key }] },
  { telegramConfigs: [{ chatID: 1, botToken: key, botTokenFile: '/f' }] },
  { victoropsConfigs: [{ apiKey: key, routingKey: 'r', customFields: [{ key: 'entity_id', value: 'x' }] }] },
  { snsConfigs: [{ topicARN: 'a', sigv4: { region: 'r', externalId: 'e' } }] },
  { snsConfigs: [{ phoneNumber: '1', sigv4: {} }] },
  { snsConfigs: [{ topicARN: 'a', sigv4: { accessKey: key, secretKey: gone } }] },
  { snsConfigs: [{ topicARN: 'a', sigv4: { accessKey: gone, secretKey: key } }] },
  webhook({ bearerTokenSecret: gone }),
  webhook({ authorization: { credentials: gone } }),
  webhook({ authorization: { type: 'Basic', credentials: key } }),
  webhook({ basicAuth: { username: key, password: gone } }),
  webhook({ tlsConfig: { ca: { secret: gone } } }),
  webhook({ tlsConfig: { cert: { secret: { name: 'keys', key: 'certificate' } } } }),
  webhook({ tlsConfig: { minVersion: 'TLS13', maxVersion: 'TLS10' } }),
  webhook({ tlsConfig: { keySecret: { name: 'keys', key: 'key' } } }),
  webhook({ noProxy: 'x' }),
  webhook({ proxyConnectHeader: { X: [key] } }),
  webhook({ proxyFromEnvironment: true, noProxy: 'x' }),
  webhook({ oauth2: { clientId: { secret: gone }, clientSecret: key, tokenUrl: 'http://t' } }),
  webhook({ oauth2: { clientId: { secret: key }, clientSecret: gone, tokenUrl: 'http://t' } }),
  webhook({ oauth2: { clientId: { secret: key }, clientSecret: key, tokenUrl: '' } }),
  webhook({ oauth2: { clientId: { secret: key }, clientSecret: key, tokenUrl: 'http://t', proxyUrl: 'http://p' } }),
  webhook({ oauth2: { clientId: {}, clientSecret: key, tokenUrl: 'http://t' } }),
  {
    emailConfigs: [
      {
        to: 'x',
        from: 'y',
        smarthost: 'mail:25',
        headers: [
          { key: 'A', value: 'x' },
          { key: 'a', value: 'y' },
        ],
      },
    ],
  },
  { emailConfigs: [{ from: 'y', smarthost: 'mail:25' }] },
  { emailConfigs: [{ to: 'x', from: 'y', smarthost: 'mail' }] },
];
const matchers: readonly object[] = [
  { name: ' ', value: 'x', matchType: '=' },
  { name: 'a', value: '(', matchType: '=~' },
  { name: 'a', value: '(', regex: true },
  { name: 'ä', value: 'x' },
];
const intervals: readonly object[] = [
  { times: [{ startTime: '17:00', endTime: '08:00' }] },
  { times: [{ startTime: '08:00', endTime: '08:00' }] },
  { times: [{ startTime: '08:00', endTime: '24:00' }] },
  { weekdays: ['friday:monday'] },
  { months: ['13'] },
  { months: ['1:2:3'] },
  { daysOfMonth: [{ start: 0 }] },
  { daysOfMonth: [{ start: 32, end: 33 }] },
  { daysOfMonth: [{ start: 5, end: -31 }] },
  { years: ['2030:2026'] },
  { years: ['2026:'] },
];

const object = (spec: object) => ({
  apiVersion: 'monitoring.coreos.com/v1alpha1',
  kind: 'AlertmanagerConfig',
  metadata: { namespace: 'shop', name: 'one' },
  spec: { route: { receiver: 'r' }, receivers: [{ name: 'r' }], ...spec },
});
export const woundedConfigs = fc.constantFrom<object>(
  ...receivers.map((integrations) => object({ receivers: [{ name: 'r', ...integrations }] })),
  ...matchers.flatMap((matcher) => [
    object({ route: { receiver: 'r', matchers: [matcher] } }),
    object({ inhibitRules: [{ sourceMatch: [matcher] }] }),
    object({ inhibitRules: [{ targetMatch: [matcher] }] }),
  ]),
  ...intervals.map((interval) =>
    object({ muteTimeIntervals: [{ name: 't', timeIntervals: [interval] }], route: { receiver: 'r', muteTimeIntervals: ['t'] } }),
  ),
);

const http = (http_config: object) => ({ webhook_configs: [{ url: 'http://a', http_config }] });
const bases: readonly object[] = [
  { opsgenie_configs: [{ api_key: 'x', responders: [{ type: 'teams', id: 'x' }] }] },
  { pagerduty_configs: [{ routing_key: 'x', details: { a: 'b', c: { d: 1 } } }] },
  { pagerduty_configs: [{ routing_key: 'x', details: { a: 'b' } }] },
  { mattermost_configs: [{ webhook_url: 'http://a', fields: [{ title: 't', value: 'v' }] }] },
  { sns_configs: [{ topic_arn: 'a', sigv4: { region: 'r', external_id: 'e' } }] },
  { slack_configs: [{ app_token: 'x' }] },
  { slack_configs: [{ app_token_file: '/x' }] },
  { jira_configs: [{ project: 'p', issue_type: 'i', api_url: 'http://a', api_type: 'cloud' }] },
  { pushover_configs: [{ user_key_file: '/x', token: 'x' }] },
  { pushover_configs: [{ user_key: 'x', token_file: '/x' }] },
  { telegram_configs: [{ bot_token_file: '/x', chat_id: 1 }] },
  { telegram_configs: [{ bot_token: 'x', chat_id_file: '/x' }] },
  { email_configs: [{ to: 'x', from: 'y', smarthost: 'mail:25', auth_password_file: '/x' }] },
  http({ authorization: { credentials: 'x' } }),
  http({ oauth2: { client_id: 'x', client_secret: 'y', token_url: 'http://t', proxy_url: 'http://p' } }),
  http({ oauth2: { client_id: 'x', client_secret: 'y', token_url: 'http://t' } }),
  http({ proxy_url: 'http://p', proxy_connect_header: { X: ['y'] } }),
  http({ proxy_from_environment: true }),
  http({ tls_config: { min_version: 'TLS12', max_version: 'TLS13' } }),
  http({ tls_config: { min_version: 'TLS13', max_version: 'TLS12' } }),
  { incidentio_configs: [{ url: 'http://a', alert_source_token: 'x', http_config: { authorization: { credentials: 'y' } } }] },
];
export const woundedBases: fc.Arbitrary<Record<string, unknown>> = fc.constantFrom(
  ...bases.map((integrations) => ({ route: { receiver: 'r' }, receivers: [{ name: 'r', ...integrations }] })),
);
