import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  basicAuth,
  type Channel,
  discord,
  email,
  jira,
  type KubernetesObject,
  msteams,
  operator,
  opsgenie,
  pagerduty,
  receiver,
  secretKey,
  slack,
  standalone,
  telegram,
  timeInterval,
  webhook,
  where,
} from '../../lib';
import { compileAlertmanager } from '../../lib/compile/alertmanager/compile';
import { toYaml } from '../../lib/yaml/write';
import { customChannels, everyChannel } from '../support/receivers';
import { stackOf } from '../support/stacks';
import { until } from './cluster';
import { objectNamed } from './dist';
import { eventually } from './eventually';
import { program, run } from './programs';
import { mountAlertmanager, mountedSecrets } from './receivers/files';
import { type Listening, type Mail, type Received, startHttp, startSmtp } from './receivers/servers';

const folder = mkdtempSync(join(tmpdir(), 'vigie-receivers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const objectsFor = (channel: Channel, backend = standalone()): readonly KubernetesObject[] =>
  stackOf(() => {}, { backend, routing: { route: { receiver: receiver('team', channel), groupBy: ['alertname'] } } }).toJson();

/** A value for each key of a Secret; whatever is read of them is a URL where one is needed. */
const anySecrets = (objects: readonly KubernetesObject[]) =>
  Object.fromEntries(
    mountedSecrets(objects).map(({ secret, key }) => [`${secret}/${key}`, key.endsWith('url') ? 'https://example.com/x' : 'x']),
  );

describe('amtool takes', () => {
  test.each(Object.entries(everyChannel))('%s as standalone() writes it', (kind, channel) => {
    const objects = objectsFor(channel);
    const file = mountAlertmanager(objects, join(folder, kind), anySecrets(objects));
    expect(run('amtool', ['check-config', file])).toMatchObject({ status: 0, out: expect.stringContaining('SUCCESS') });
  });

  test.each(Object.entries(customChannels))('%s as the operator makes it of what operator() writes', (kind, channel) => {
    const objects = objectsFor(channel, operator());
    const { config, rejected } = compileAlertmanager({
      alertmanager: objectNamed(objects, 'Alertmanager', 'alertmanager'),
      objects: [objectNamed(objects, 'AlertmanagerConfig', 'alertmanager-config')],
    });
    expect(rejected).toEqual([]);
    const file = join(folder, `${kind}.yaml`);
    writeFileSync(file, toYaml(config!));
    expect(run('amtool', ['check-config', file])).toMatchObject({ status: 0, out: expect.stringContaining('SUCCESS') });
  });

  test('nothing that it does not know, so that the tests above can fail', () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, toYaml({ route: { receiver: 'a' }, receivers: [{ name: 'a', jira_configs: [{ project: 'OPS' }] }] }));
    expect(run('amtool', ['check-config', file]).status).not.toBe(0);
  });

  test('time intervals in a place, and files of templates', () => {
    const template = join(folder, 'shop.tmpl');
    writeFileSync(template, '{{ define "shop.text" }}{{ .CommonLabels.alertname }} in the shop{{ end }}');
    const nights = timeInterval('nights', {
      location: 'Europe/Paris',
      intervals: [
        {
          times: [
            ['20:00', '24:00'],
            ['00:00', '08:00'],
          ],
        },
      ],
    });
    const offices = timeInterval('offices', {
      location: 'America/New_York',
      intervals: [
        { weekdays: ['monday:friday'], months: ['january:november', '12'], daysOfMonth: ['1:28', '-3:-1'], years: ['2026:2030'] },
      ],
    });
    const chat = receiver('chat', slack({ channel: '#shop', webhook: secretKey('slack', 'url'), text: '{{ template "shop.text" . }}' }));
    const routes = [{ receiver: chat, matchers: where({ severity: 'info' }), muteTimeIntervals: [nights], activeTimeIntervals: [offices] }];
    const objects = stackOf(() => {}, { routing: { route: { receiver: chat, routes }, templates: [template] } }).toJson();
    const { status, out } = run('amtool', [
      'check-config',
      mountAlertmanager(objects, join(folder, 'times'), { 'slack/url': 'https://x' }),
    ]);
    expect(out).toMatch(/1 receivers/);
    expect(out).toMatch(/1 templates/);
    expect(status).toBe(0);
  });
});

describe('a message arrives by', () => {
  let http: Listening<Received>;
  let smtp: Listening<Mail>;
  let alertmanager: ChildProcess;
  let said = '';

  beforeAll(async () => {
    [http, smtp] = await Promise.all([startHttp(), startSmtp()]);
    const here = `http://127.0.0.1:${http.port}` as const;
    const key = (name: string) => secretKey('chat', name);
    const channels: readonly Channel[] = [
      webhook(key('webhook'), { auth: basicAuth({ username: 'vigie', password: key('password') }) }),
      slack({ channel: '#shop', webhook: key('slack'), text: '{{ template "shop.text" . }}', mention: ['channel'], username: 'shop' }),
      pagerduty({ routingKey: key('pagerduty-key'), severity: '{{ .CommonLabels.severity }}', raw: { url: `${here}/pagerduty` } }),
      msteams({ webhook: key('teams') }),
      telegram({ botToken: key('telegram'), chatId: -42, raw: { apiURL: `${here}/telegram` } }),
      discord({ webhook: key('discord') }),
      opsgenie({ apiKey: key('opsgenie'), priority: 'P1', tags: ['shop'], raw: { apiURL: `${here}/opsgenie` } }),
      email({
        to: ['ops@example.com', 'shop@example.com'],
        from: 'vigie@example.com',
        smarthost: `127.0.0.1:${smtp.port}` as '127.0.0.1:25',
        auth: { username: 'vigie', password: key('password') },
        tls: 'off',
      }),
      jira({
        apiUrl: `${here}/jira`,
        project: 'OPS',
        issueType: 'Bug',
        auth: basicAuth({ username: 'vigie', password: key('password') }),
        raw: { apiType: 'datacenter' },
      }),
      { incidentioConfigs: [{ url: `${here}/incidentio`, alertSourceToken: key('incidentio') }] },
      { mattermostConfigs: [{ webhookURL: key('mattermost'), channel: 'shop' }] },
      { rocketchatConfigs: [{ apiURL: `${here}/rocketchat`, token: key('rocketchat'), tokenID: key('rocketchat'), channel: '#shop' }] },
      { victoropsConfigs: [{ apiUrl: `${here}/victorops`, apiKey: key('victorops'), routingKey: 'shop' }] },
      { wechatConfigs: [{ apiURL: `${here}/wechat/`, apiSecret: key('wechat'), corpID: 'corp', agentID: '1', toParty: '2' }] },
      { webexConfigs: [{ apiURL: `${here}/webex`, roomID: 'room', httpConfig: { authorization: { credentials: key('webex') } } }] },
    ];
    const template = join(folder, 'text.tmpl');
    writeFileSync(template, '{{ define "shop.text" }}{{ .CommonLabels.alertname }} in the shop{{ end }}');
    const routing = {
      route: { receiver: receiver('all', ...channels), groupBy: ['alertname'], groupWait: '1s' as const },
      templates: [template],
    };
    const objects = stackOf(() => {}, { routing }).toJson();
    const urls = Object.fromEntries(
      ['webhook', 'slack', 'teams', 'discord', 'mattermost'].map((name) => [`chat/${name}`, `${here}/${name}`]),
    );
    const keys = ['password', 'pagerduty-key', 'telegram', 'opsgenie', 'incidentio', 'rocketchat', 'victorops', 'wechat', 'webex'];
    const values = Object.fromEntries(keys.map((name) => [`chat/${name}`, `the-${name}`]));
    const config = mountAlertmanager(objects, join(folder, 'all'), { ...urls, ...values });
    const port = await freePort();
    alertmanager = spawn(
      program('alertmanager'),
      [
        `--config.file=${config}`,
        `--storage.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [alertmanager.stdout!, alertmanager.stderr!]) stream.on('data', (text) => (said += text));
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined))?.status;
    await until(ready, (status) => status === 200, 30);
    const alert = { labels: { alertname: 'ShopDown', severity: 'critical', job: 'shop' }, annotations: { summary: 'The shop is down.' } };
    const sent = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([alert]),
    });
    expect(sent.status).toBe(200);
  });
  afterAll(async () => {
    alertmanager?.kill();
    await Promise.all([http?.stop(), smtp?.stop()]);
  });

  /** The first request to a path, as JSON, once it is there. */
  async function arrived(path: RegExp): Promise<Received> {
    const find = () => http.received.find((request) => path.test(request.path));
    await eventually(() => find()?.path ?? `nothing; Alertmanager says:\n${said.split('\n').slice(-5).join('\n')}`, 30).toMatch(path);
    return find()!;
  }
  const json = async (path: RegExp) => JSON.parse((await arrived(path)).body);

  test('a webhook, with its login', async () => {
    const { headers } = await arrived(/^\/webhook$/);
    expect(headers.authorization).toBe(`Basic ${Buffer.from('vigie:the-password').toString('base64')}`);
    expect(await json(/^\/webhook$/)).toMatchObject({ receiver: 'all', alerts: [{ labels: { alertname: 'ShopDown' } }] });
  });
  test('Slack, with the text of a file of templates and a mention', async () =>
    expect(await json(/^\/slack$/)).toMatchObject({
      channel: '#shop',
      username: 'shop',
      attachments: [{ text: 'ShopDown in the shop', pretext: '<!channel>' }],
    }));
  test('PagerDuty', async () =>
    expect(await json(/^\/pagerduty$/)).toMatchObject({
      routing_key: 'the-pagerduty-key',
      event_action: 'trigger',
      payload: { severity: 'critical' },
    }));
  test('Teams', async () =>
    expect(await json(/^\/teams$/)).toMatchObject({ type: 'message', attachments: [{ content: { type: 'AdaptiveCard' } }] }));
  test('Telegram', async () => {
    const { path, body } = await arrived(/^\/telegram\//);
    expect(path).toBe('/telegram/botthe-telegram/sendMessage');
    expect(JSON.parse(body)).toMatchObject({ chat_id: '-42', text: expect.stringContaining('ShopDown') });
  });
  test('Discord', async () => expect((await arrived(/^\/discord$/)).body).toContain('ShopDown'));
  test('Opsgenie', async () => {
    const { headers } = await arrived(/^\/opsgenie/);
    expect(headers.authorization).toBe('GenieKey the-opsgenie');
    expect(await json(/^\/opsgenie/)).toMatchObject({ priority: 'P1', tags: ['shop'] });
  });
  test('e-mail, with a login, to both addresses', async () => {
    await eventually(() => smtp.received.length, 30).toBe(1);
    expect(smtp.received[0]).toMatchObject({ login: 'vigie:the-password', from: expect.stringContaining('vigie@example.com') });
    expect(smtp.received[0]!.to.join(' ')).toBe('<ops@example.com> <shop@example.com>');
    expect(smtp.received[0]!.text).toContain('ShopDown');
  });
  test('Jira', async () =>
    expect(await json(/^\/jira\/issue/)).toMatchObject({ fields: { project: { key: 'OPS' }, issuetype: { name: 'Bug' } } }));
  test('incident.io', async () => expect((await arrived(/^\/incidentio$/)).headers.authorization).toBe('Bearer the-incidentio'));
  test('Mattermost', async () => expect((await arrived(/^\/mattermost$/)).body).toContain('ShopDown'));
  test('Rocket.Chat', async () => expect((await arrived(/^\/rocketchat/)).headers['x-auth-token']).toBe('the-rocketchat'));
  test('VictorOps', async () => expect((await arrived(/^\/victorops/)).path).toBe('/victorops/the-victorops/shop'));
  test('WeChat', async () => expect((await arrived(/^\/wechat\/message/)).path).toContain('access_token=wechat-token'));
  test('Webex', async () => expect((await arrived(/^\/webex/)).headers.authorization).toBe('Bearer the-webex'));
});

/** A port of loopback that nobody listens on. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
