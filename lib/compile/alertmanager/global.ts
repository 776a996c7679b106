import { urlProblem } from '../../alertmanager/urls';
import { isAtLeast, printVersion } from '../../text/version';
import {
  type Conversion,
  type Converter,
  convertFields,
  durationField,
  flag,
  type Mapping,
  mapping,
  nonEmptyString,
  type Output,
  secret,
} from './conversion';
import { httpConverter, tls } from './http';

/** The settings of one integration, which Alertmanager knows since a version. */
const section =
  (since: string, table: Readonly<Record<string, Converter>>): Converter =>
  (value, path, c) => {
    if (!isAtLeast(c.version, since)) {
      c.refusals.push({
        path,
        code: 'unsupported',
        message: `${path} needs Alertmanager ${since}, and this is ${printVersion(c.version)}`,
        hint: 'Take it out, or run a later version.',
      });
    }
    return convertFields(table)(value, path, c);
  };

const url =
  (key: string): Converter =>
  (value, path, c) => {
    const problem = typeof value === 'string' && value !== '' ? urlProblem(value) : undefined;
    if (problem !== undefined) c.refusals.push({ path, code: 'wrong-value', message: `${path} is refused: ${problem}` });
    return nonEmptyString(key)(value, path, c);
  };

const always = '0.15.0';

const table: Readonly<Record<string, Converter>> = {
  resolveTimeout: durationField('resolve_timeout'),
  httpConfig: httpConverter,
  smtp: convertFields({
    from: nonEmptyString('smtp_from'),
    hello: nonEmptyString('smtp_hello'),
    smartHost: (value, path, c) => smartHost(mapping(value, path, c)),
    authUsername: nonEmptyString('smtp_auth_username'),
    authPassword: secret('smtp_auth_password', { fileSince: '0.25.0' }),
    authIdentity: nonEmptyString('smtp_auth_identity'),
    authSecret: secret('smtp_auth_secret', { fileSince: '0.31.0' }),
    requireTLS: flag('smtp_require_tls'),
    tlsConfig: tls('smtp_tls_config'),
    forceImplicitTLS: flag('smtp_force_implicit_tls'),
  }),
  slackApiUrl: secret('slack_api_url', { fileSince: '0.22.0', check: urlProblem }),
  opsGenieApiUrl: secret('opsgenie_api_url', { check: urlProblem }),
  opsGenieApiKey: secret('opsgenie_api_key', { fileSince: '0.24.0' }),
  pagerdutyUrl: url('pagerduty_url'),
  telegram: section('0.24.0', { apiURL: url('telegram_api_url') }),
  jira: section('0.28.0', { apiURL: url('jira_api_url') }),
  victorops: section(always, { apiURL: url('victorops_api_url'), apiKey: secret('victorops_api_key', { fileSince: '0.25.0' }) }),
  rocketChat: section('0.28.0', {
    apiURL: url('rocketchat_api_url'),
    token: secret('rocketchat_token', { fileSince: '0.28.0' }),
    tokenID: secret('rocketchat_token_id', { fileSince: '0.28.0' }),
  }),
  webex: section('0.25.0', { apiURL: url('webex_api_url') }),
  wechat: section(always, {
    apiURL: url('wechat_api_url'),
    apiSecret: secret('wechat_api_secret', { fileSince: '0.31.0' }),
    apiCorpID: nonEmptyString('wechat_api_corp_id'),
  }),
  mattermost: section('0.32.0', { webhookURL: secret('mattermost_webhook_url', { fileSince: '0.32.0', check: urlProblem }) }),
};

function smartHost({ host, port }: Mapping): Output {
  const name = String(host ?? '');
  return { smtp_smarthost: `${name.includes(':') ? `[${name}]` : name}:${String(port ?? '')}` };
}

/** spec.alertmanagerConfiguration.global; undefined where it is not given. */
export function globalSettings(value: unknown, path: string, c: Conversion): Output | undefined {
  return value === undefined || value === null ? undefined : convertFields(table)(value, path, c);
}
