import { describe, expect, test } from 'vitest';
import type { AlertmanagerConfiguration } from '../../../lib/alertmanager/configuration';
import { literalSecret } from '../../../lib/checks/routing/literal-secret';
import { findingsOf, messages, modelWith, routingModel } from '../../support/models';

const found = (config: AlertmanagerConfiguration) => findingsOf(literalSecret, routingModel(config));

describe('a secret in plain text is found', () => {
  test('with its path', () => {
    const slack: AlertmanagerConfiguration = { receivers: [{ name: 'a', slack_configs: [{ api_url: 'https://hooks.example/T0/B0' }] }] };
    expect(messages(literalSecret, routingModel(slack))).toEqual(['receivers[0].slack_configs[0].api_url is a secret in plain text']);
  });

  test('deep in the HTTP settings', () => {
    const http_config = { basic_auth: { username: 'u', password: 'p' } };
    const hook: AlertmanagerConfiguration = { receivers: [{ name: 'a', webhook_configs: [{ url: 'http://x', http_config }] }] };
    expect(messages(literalSecret, routingModel(hook))).toEqual([
      'receivers[0].webhook_configs[0].http_config.basic_auth.password is a secret in plain text',
    ]);
  });

  test('with the field that reads it from a file', () => {
    const config: AlertmanagerConfiguration = {
      global: { smtp_auth_password: 'x', slack_api_url_file: '/f' },
      receivers: [
        {
          name: 'r',
          webhook_configs: [{ url: 'https://hooks/secret', http_config: { authorization: { credentials: 'x' } } }],
          sns_configs: [{ sigv4: { secret_key: 'x' } }],
        },
      ],
    };
    expect(found(config).map(({ message, hint }) => `${message.replace(' is a secret in plain text', '')}: ${hint}`)).toEqual([
      'global.smtp_auth_password: Mount a Secret and name its file in smtp_auth_password_file.',
      'receivers[0].webhook_configs[0].url: Mount a Secret and name its file in url_file.',
      'receivers[0].webhook_configs[0].http_config.authorization.credentials: Mount a Secret and name its file in credentials_file.',
      'receivers[0].sns_configs[0].sigv4.secret_key: Alertmanager reads it from nowhere else: keep the whole configuration in a Secret.',
    ]);
  });

  test.each([
    [false, 'error'],
    [true, 'info'],
  ])('where the configuration is in a Secret: %s, as an %s', (isInSecret, severity) => {
    const config: AlertmanagerConfiguration = { global: { smtp_auth_password: 'x' } };
    const input = modelWith({ routing: { config, isInSecret, place: {} } });
    expect(findingsOf(literalSecret, input).map((finding) => finding.severity)).toEqual([severity]);
  });
});

test('a secret in a file is not found', () => {
  expect(found({ global: { smtp_auth_password_file: '/x' }, receivers: [{ name: 'a', slack_configs: [{ api_url_file: '/x' }] }] })).toEqual(
    [],
  );
});
