import { expect, test } from 'vitest';
import {
  authorization,
  basicAuth,
  discord,
  email,
  jira,
  MonitoringApp,
  MonitoringStack,
  msteams,
  noneOf,
  oauth2,
  opsgenie,
  pagerduty,
  receiver,
  secretKey,
  sigv4,
  slack,
  sns,
  telegram,
  timeInterval,
  webhook,
  where,
} from '../../lib';

/** What does not compile is refused before anything runs: the type checker reads this file as a part of `npm test`. */
export function wrongRouting(): void {
  const secret = secretKey('chat', 'url');

  slack({ channel: '@anna', webhook: secret, mention: ['here', 'U012AB3CD'], sendResolved: 'off', raw: { iconEmoji: ':fire:' } });
  // @ts-expect-error nobody of Slack is called so
  slack({ channel: '#shop', webhook: secret, mention: ['anna'] });
  // @ts-expect-error 'off' says it
  slack({ channel: '#shop', webhook: secret, sendResolved: false });
  // @ts-expect-error no field of the custom resource
  slack({ channel: '#shop', webhook: secret, raw: { icon: ':fire:' } });
  // @ts-expect-error a field of the custom resource has its type
  slack({ channel: '#shop', webhook: secret, raw: { linkNames: 'yes' } });
  // @ts-expect-error a webhook's URL is a secret
  discord({ webhook: 'https://discord.com/api/webhooks/1/x' });
  // @ts-expect-error a workflow's URL is a secret
  msteams({ webhook: 'https://prod-1.westeurope.logic.azure.com/x' });
  // @ts-expect-error a token is a secret
  telegram({ botToken: '123:ABC', chatId: 1 });
  // @ts-expect-error the id of a chat is a number
  telegram({ botToken: secret, chatId: '@shop' });
  // @ts-expect-error no markup of Telegram
  telegram({ botToken: secret, chatId: 1, parseMode: 'html' });

  webhook('http://bridge.ops:8080', { auth: authorization(secret), maxAlerts: 10 });
  // @ts-expect-error no URL
  webhook('bridge.ops:8080');
  // @ts-expect-error a signature of AWS is for AWS
  webhook(secret, { auth: sigv4({ region: 'eu-west-1' }) });
  // @ts-expect-error a password is a secret
  webhook(secret, { auth: basicAuth({ username: 'bot', password: 'hunter2' }) });
  // @ts-expect-error a client's secret is a secret
  webhook(secret, { auth: oauth2({ clientId: 'vigie', clientSecret: 'x', tokenUrl: 'https://id.example/token' }) });
  // @ts-expect-error any certificate, or what is known of it: false is what it is without
  webhook(secret, { tls: { insecureSkipVerify: false } });

  const mail = { to: ['a@example.com'], from: 'b@example.com' } as const;
  email({ ...mail, smarthost: 'smtp.example.com:587', tls: 'off' });
  // @ts-expect-error on which port?
  email({ ...mail, smarthost: 'smtp.example.com' });
  // @ts-expect-error addresses are a list
  email({ to: 'a@example.com', from: 'b@example.com', smarthost: 'smtp.example.com:25' });
  // @ts-expect-error a password is a secret
  email({ ...mail, smarthost: 'smtp.example.com:587', auth: { username: 'b', password: 'x' } });

  // @ts-expect-error a routing key is a secret
  pagerduty({ routingKey: '0123456789abcdef' });
  // @ts-expect-error details are texts by name
  pagerduty({ routingKey: secret, details: [{ key: 'a', value: 'b' }] });
  // @ts-expect-error no kind of responder
  opsgenie({ apiKey: secret, responders: [{ type: 'teams', name: 'shop' }] });
  // @ts-expect-error SNS knows no other login
  sns({ topicArn: 'arn:aws:sns:eu-west-1:1:a', auth: authorization(secret) });
  // @ts-expect-error in which region?
  sigv4({});
  // @ts-expect-error who opens the issue?
  jira({ apiUrl: 'https://example.atlassian.net/rest/api/3/', project: 'OPS', issueType: 'Bug' });

  // @ts-expect-error a room is needed
  receiver('team', { webexConfigs: [{}] });
  // @ts-expect-error a token is a secret
  receiver('team', { incidentioConfigs: [{ url: 'https://api.incident.io/x', alertSourceToken: 'x' }] });
  // @ts-expect-error no field of Mattermost
  receiver('team', { mattermostConfigs: [{ webhookURL: secret, chanel: 'shop' }] });
  // @ts-expect-error an issue has a type
  receiver('team', { jiraConfigs: [{ project: 'OPS' }] });

  const nights = timeInterval('nights', { location: 'Europe/Paris', intervals: [{ times: [['20:00', '24:00']] }] });
  timeInterval('weekend', { intervals: [{ weekdays: ['saturday:sunday'] }, { daysOfMonth: ['-1'], months: ['december'] }] });
  // @ts-expect-error no day of the week
  timeInterval('weekend', { intervals: [{ weekdays: ['sat'] }] });
  // @ts-expect-error a time has two ends
  timeInterval('nights', { intervals: [{ times: [['20:00']] }] });
  // @ts-expect-error no time of the day
  timeInterval('nights', { intervals: [{ times: [['8pm', '8am']] }] });

  const app = new MonitoringApp();
  const chat = receiver('chat', slack({ channel: '#shop', webhook: secret }));
  const muted = { receiver: chat, matchers: [noneOf('severity', 'critical')], muteTimeIntervals: [nights] };
  new MonitoringStack(app, 'a', { namespace: 'a', routing: { route: { receiver: chat, routes: [muted] }, templates: ['a.tmpl'] } });
  // @ts-expect-error a time interval is passed itself, not by its name
  new MonitoringStack(app, 'b', { namespace: 'b', routing: { route: { receiver: chat, muteTimeIntervals: ['nights'] } } });
  // @ts-expect-error files are named by their paths
  new MonitoringStack(app, 'c', { namespace: 'c', routing: { route: { receiver: chat }, templates: [{ configMap: 'x' }] } });
  // @ts-expect-error matchers are a list
  new MonitoringStack(app, 'd', { namespace: 'd', routing: { route: { receiver: chat, matchers: noneOf('a', 'b') } } });
  new MonitoringStack(app, 'e', {
    namespace: 'e',
    routing: { route: { receiver: chat, routes: [{ receiver: chat, matchers: where({ a: 'b' }) }] } },
  });
}

test('wrong routings are refused by the type checker', () => expect(wrongRouting).toBeTypeOf('function'));
