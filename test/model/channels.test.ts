import { describe, expect, test } from 'vitest';
import { discord, email, jira, msteams, oauth2, opsgenie, pagerduty, receiver, secretKey, slack, sns, telegram, webhook } from '../../lib';
import { integrationKinds } from '../../lib/alertmanager/integrations';
import type { AnyDuration } from '../../lib/model/duration';
import { customChannels, everyChannel } from '../support/receivers';

const url = secretKey('chat', 'url');
const first = (channel: object) => (Object.values(channel)[0] as readonly unknown[])[0];

test('there is a channel for each integration of Alertmanager', () =>
  expect(
    Object.keys(everyChannel)
      .map((kind) => `${kind.replace('Configs', '').toLowerCase()}_configs`)
      .sort(),
  ).toEqual([...integrationKinds].sort()));

describe('a short form', () => {
  test.each(Object.entries(everyChannel))('of %s is of this kind alone', (kind, channel) => expect(Object.keys(channel)).toEqual([kind]));

  test('says when alerts are over, and does not where that is off', () => {
    expect(first(discord({ webhook: url }))).toEqual({ apiURL: url, sendResolved: true });
    expect(first(discord({ webhook: url, sendResolved: 'off' }))).toEqual({ apiURL: url, sendResolved: false });
  });

  test('takes fields in the words of the custom resource, mapping by mapping', () => {
    const raw = { httpConfig: { followRedirects: false }, timeout: '5s' } as const;
    expect(first(webhook(url, { tls: { serverName: 'hooks' }, raw }))).toEqual({
      urlSecret: url,
      httpConfig: { tlsConfig: { serverName: 'hooks' }, followRedirects: false },
      timeout: '5s',
      sendResolved: true,
    });
  });

  test('keeps an option that it does not know, so that it is found', () =>
    expect(first(slack({ channel: '#shop', webhook: url, chanel: '#x' } as never))).toMatchObject({ chanel: '#x' }));
});

describe('slack()', () => {
  test('mentions members, groups and everybody while alerts fire', () =>
    expect(first(slack({ channel: '#shop', webhook: url, mention: ['here', 'U012', 'S99'] }))).toMatchObject({
      pretext: '{{ if eq .Status "firing" }}<!here> <@U012> <!subteam^S99>{{ end }}',
    }));
  test('mentions nobody without being told', () => expect(first(slack({ channel: '#shop', webhook: url }))).not.toHaveProperty('pretext'));
});

describe('the others', () => {
  test('webhook() takes a URL that is no secret', () =>
    expect(first(webhook('http://bridge.ops:8080/alerts'))).toEqual({ url: 'http://bridge.ops:8080/alerts', sendResolved: true }));
  test('webhook() logs in by OAuth 2', () => {
    const auth = oauth2({
      clientId: secretKey('sso', 'id'),
      clientSecret: secretKey('sso', 'secret'),
      tokenUrl: 'https://id.example/token',
    });
    expect(first(webhook(url, { auth }))).toMatchObject({
      httpConfig: { oauth2: { clientId: { secret: secretKey('sso', 'id') }, clientSecret: secretKey('sso', 'secret') } },
    });
  });
  test('email() joins its addresses, and encrypts unless it is told not to', () => {
    const mail = { to: ['a@x.example', 'b@x.example'], from: 'c@x.example', smarthost: 'smtp.example:25' } as const;
    expect(first(email(mail))).toEqual({ to: 'a@x.example, b@x.example', from: mail.from, smarthost: mail.smarthost, sendResolved: true });
    expect(first(email({ ...mail, tls: 'off' }))).toMatchObject({ requireTLS: false });
  });
  test('pagerduty() has its details as pairs', () =>
    expect(first(pagerduty({ routingKey: url, details: { a: 'b' } }))).toMatchObject({ details: [{ key: 'a', value: 'b' }] }));
  test('opsgenie() calls a user by the user name', () =>
    expect(
      first(
        opsgenie({
          apiKey: url,
          responders: [
            { type: 'user', name: 'anna' },
            { type: 'team', name: 'shop' },
          ],
          tags: ['a', 'b'],
        }),
      ),
    ).toMatchObject({
      responders: [
        { type: 'user', username: 'anna' },
        { type: 'team', name: 'shop' },
      ],
      tags: 'a,b',
    }));
  test('msteams() posts to a workflow', () => expect(first(msteams({ webhook: url }))).toEqual({ webhookURL: url, sendResolved: true }));
  test('telegram() writes to a chat', () =>
    expect(first(telegram({ botToken: url, chatId: -5 }))).toEqual({ botToken: url, chatID: -5, sendResolved: true }));
  test('sns() signs with the identity of the pod', () =>
    expect(first(sns({ topicArn: 'arn', auth: { kind: 'sigv4', region: 'eu-west-1' } }))).toEqual({
      topicARN: 'arn',
      sigv4: { region: 'eu-west-1' },
      sendResolved: true,
    }));
  test('jira() takes a Duration of cdk8s', () => {
    const reopenDuration = { toMilliseconds: () => 7200000 } as AnyDuration;
    const auth = { kind: 'basic', username: 'bot', password: url } as const;
    expect(first(jira({ apiUrl: 'https://x.example/', project: 'A', issueType: 'B', auth, reopenDuration }))).toMatchObject({
      reopenDuration: '2h',
      httpConfig: { basicAuth: { username: 'bot', password: url } },
    });
  });
});

test('a receiver has all channels at once', () =>
  expect(Object.keys(receiver('all', ...Object.values(customChannels)))).toEqual(['name', ...Object.keys(customChannels)]));
