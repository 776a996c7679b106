import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import {
  attach,
  basicAuth,
  type Channel,
  email,
  kubePrometheusStack,
  operator,
  receiver,
  secretKey,
  sigv4,
  sns,
  standalone,
  webhook,
} from '../../lib';
import type { AlertmanagerConfiguration } from '../../lib/alertmanager/configuration';
import { configurationProblems } from '../../lib/alertmanager/problems';
import type { StandaloneProps } from '../../lib/backends/standalone/standalone';
import { customChannels, everyChannel, furtherChannels } from '../support/receivers';
import { everyBackend, stackOf } from '../support/stacks';

const routing = (channel: Channel) => ({ route: { receiver: receiver('team', channel), groupBy: ['alertname'] } });
const stackFor = (channel: Channel, backend = standalone()) => stackOf(() => {}, { backend, routing: routing(channel) });
const said = (channel: Channel, backend = standalone()) =>
  stackFor(channel, backend)
    .findings()
    .map(({ check, severity, path, message, hint }) => ({ check, severity, path, message, hint }));

function configOf(channel: Channel, props: StandaloneProps = {}): AlertmanagerConfiguration {
  const objects = stackFor(channel, standalone(props)).toJson();
  const { data } = objects.find(({ metadata }) => metadata.name === 'alertmanager-config') as never as { data: Record<string, string> };
  return load(data['alertmanager.yml']!) as AlertmanagerConfiguration;
}

describe.each(everyBackend.map((backend) => [backend.name, backend] as const))('with the backend %s', (_, backend) => {
  test.each(Object.entries(customChannels))('%s is taken without a word', (_kind, channel) => expect(said(channel, backend)).toEqual([]));
});

describe('standalone() writes', () => {
  test.each(Object.entries(everyChannel))('%s as Alertmanager takes it', (kind, channel) => {
    const config = configOf(channel);
    expect(Object.keys(config.receivers![0]!)).toEqual(['name', `${kind.replace('Configs', '').toLowerCase()}_configs`]);
    expect(configurationProblems(config)).toEqual([]);
    expect(said(channel)).toEqual([]);
  });

  test.each(Object.entries(everyChannel))('no secret of %s, but the files that hold them, which are mounted', (_, channel) => {
    const text = JSON.stringify(configOf(channel));
    const pod = JSON.stringify(
      stackFor(channel)
        .toJson()
        .find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'alertmanager'),
    );
    for (const [path, file] of text.matchAll(/\/etc\/alertmanager\/credentials\/([^"]+)/g)) {
      expect(pod).toContain(`"path":"${file}"`);
      expect(path).toContain('0_mlops_receivers_');
    }
    expect(text).not.toContain('"secretKeyRef"');
  });

  test('Jira with its login, labels and fields', () =>
    expect(configOf(everyChannel.jiraConfigs!).receivers![0]!.jira_configs).toEqual([
      {
        api_url: 'https://example.atlassian.net/rest/api/3/',
        project: 'OPS',
        issue_type: 'Bug',
        labels: ['alertmanager', '{{ .CommonLabels.severity }}'],
        reopen_duration: '3d',
        priority: 'High',
        fields: { customfield_10001: 'eu' },
        send_resolved: true,
        http_config: {
          basic_auth: {
            username: 'alertmanager@example.com',
            password_file: '/etc/alertmanager/credentials/0_mlops_receivers_jira',
          },
        },
      },
    ]));

  test('a user name that no Secret holds', () =>
    expect(
      configOf(webhook('http://bridge.ops:8080/', { auth: basicAuth({ username: 'bot', password: secretKey('b', 'p') }) })).receivers![0]!
        .webhook_configs![0]!.http_config,
    ).toEqual({ basic_auth: { username: 'bot', password_file: '/etc/alertmanager/credentials/0_mlops_b_p' } }));

  test('the sound of Pushover, which the operator does not hand on', () => {
    const channel = { pushoverConfigs: [{ ...customChannels.pushoverConfigs!.pushoverConfigs![0]!, sound: 'siren' }] };
    expect(configOf(channel).receivers![0]!.pushover_configs![0]!.sound).toBe('siren');
    expect(said(channel)).toEqual([]);
    expect(said(channel, operator())).toEqual([
      expect.objectContaining({ check: 'not-taken', severity: 'warning', message: expect.stringContaining('sound has no effect') }),
    ]);
  });
});

describe('what cannot be said is told with the way out', () => {
  const cases = [
    ['operator', operator()],
    ['attach', attach(kubePrometheusStack({ release: 'kps' }))],
  ] as const;
  describe.each(cases)('by the backend %s', (_, backend) => {
    test.each(Object.entries(furtherChannels))('%s', (kind, channel) =>
      expect(said(channel, backend)).toEqual([
        {
          check: 'not-taken',
          severity: 'error',
          path: 'monitoring/routing',
          message: `routing.receivers: the receiver team has ${kind}, which an AlertmanagerConfig does not have`,
          hint: 'Tell a program that knows it by webhook(...); or run the stack with standalone(), which writes the whole of alertmanager.yml.',
        },
      ]),
    );

    test('a user name as a text', () =>
      expect(
        said(webhook('http://bridge.ops:8080/', { auth: basicAuth({ username: 'bot', password: secretKey('b', 'p') }) }), backend),
      ).toEqual([
        expect.objectContaining({
          check: 'not-taken',
          message:
            'routing.receivers: the receiver team: webhookConfigs[0].httpConfig.basicAuth.username is a text, and an AlertmanagerConfig reads it from a Secret',
          hint: expect.stringContaining("secretKey('name', 'username')"),
        }),
      ]));
  });

  test('keys of AWS, which Alertmanager reads from no file', () => {
    const keys = { accessKey: secretKey('aws', 'id'), secretKey: secretKey('aws', 'secret') };
    const channel = sns({ topicArn: 'arn:aws:sns:eu-west-1:1:a', auth: sigv4({ region: 'eu-west-1', ...keys }) });
    expect(said(channel, operator())).toEqual([]);
    const [finding, ...others] = said(channel);
    expect(finding).toMatchObject({ severity: 'error', message: expect.stringContaining('does not read access_key from a file') });
    expect(finding!.hint).toBe(
      'Leave it out where the pod itself has an identity, as a role of AWS; or use the backend operator(), whose operator reads the Secret.',
    );
    expect(others.length).toBeLessThan(2);
  });

  test('a field that the version of Alertmanager does not know yet', () => {
    const backend = standalone({ alertmanager: { image: 'quay.io/prometheus/alertmanager:v0.29.0' } });
    const channel = webhook(secretKey('hook', 'url'), { raw: { payload: '{}' } });
    expect(said(channel, backend)).toEqual([
      {
        check: 'not-taken',
        severity: 'warning',
        path: 'monitoring/routing',
        message: expect.stringContaining('payload needs Alertmanager 0.32.0, and this is 0.29.0: it is left out'),
        hint: 'Run a later version, or take it out.',
      },
    ]);
  });

  test('an integration that the version does not know yet', () =>
    expect(
      said(furtherChannels.mattermostConfigs!, standalone({ alertmanager: { image: 'quay.io/prometheus/alertmanager:v0.29.0' } })),
    ).toEqual([
      expect.objectContaining({ severity: 'error', message: expect.stringContaining('mattermost_configs needs Alertmanager 0.30.0') }),
    ]));
});

test('a mail to a server that knows no TLS is written so', () =>
  expect(
    configOf(email({ to: ['a@x.example'], from: 'b@x.example', smarthost: 'relay.ops:25', tls: 'off' })).receivers![0]!.email_configs,
  ).toMatchObject([{ require_tls: false, smarthost: 'relay.ops:25' }]));
