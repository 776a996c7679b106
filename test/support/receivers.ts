import {
  basicAuth,
  type Channel,
  discord,
  email,
  jira,
  msteams,
  opsgenie,
  pagerduty,
  secretKey,
  sigv4,
  slack,
  sns,
  telegram,
  webhook,
} from '../../lib';

const key = (name: string) => secretKey('receivers', name);

/** A channel of each integration that an AlertmanagerConfig has, by the name of its list: a short form where there is one. */
export const customChannels: Readonly<Record<string, Channel>> = {
  discordConfigs: discord({ webhook: key('discord-url'), message: '{{ .CommonAnnotations.summary }}' }),
  emailConfigs: email({
    to: ['ops@example.com', 'shop@example.com'],
    from: 'alertmanager@example.com',
    smarthost: 'smtp.example.com:587',
    auth: { username: 'alertmanager', password: key('smtp-password') },
    tls: { ca: { configMap: 'authorities', key: 'ca.crt' } },
  }),
  msteamsConfigs: { msteamsConfigs: [{ webhookUrl: key('teams-url'), summary: '{{ .CommonLabels.alertname }}' }] },
  msteamsv2Configs: msteams({ webhook: key('teams-url'), title: '{{ .CommonLabels.alertname }}' }),
  opsgenieConfigs: opsgenie({
    apiKey: key('opsgenie'),
    priority: 'P2',
    responders: [
      { type: 'team', name: 'shop' },
      { type: 'user', name: 'anna@example.com' },
    ],
    tags: ['shop', 'eu'],
  }),
  pagerdutyConfigs: pagerduty({
    routingKey: key('pagerduty'),
    severity: '{{ .CommonLabels.severity }}',
    details: { cluster: 'eu', firing: '{{ .Alerts.Firing | len }}' },
    group: 'shop',
    class: 'availability',
  }),
  pushoverConfigs: {
    pushoverConfigs: [{ userKey: key('pushover-user'), token: key('pushover-token'), priority: '1', retry: '1m', expire: '1h' }],
  },
  rocketchatConfigs: { rocketchatConfigs: [{ token: key('rocketchat'), tokenID: key('rocketchat-id'), channel: '#shop' }] },
  slackConfigs: slack({
    channel: '#shop',
    webhook: key('slack-url'),
    color: 'danger',
    username: 'shop',
    mention: ['here', 'U012AB3CD', 'S99'],
  }),
  snsConfigs: sns({ topicArn: 'arn:aws:sns:eu-west-1:123456789012:alerts', auth: sigv4({ region: 'eu-west-1' }) }),
  telegramConfigs: telegram({ botToken: key('telegram'), chatId: -1001234567890, parseMode: 'HTML' }),
  victoropsConfigs: {
    victoropsConfigs: [{ apiKey: key('victorops'), routingKey: 'shop', customFields: [{ key: 'cluster', value: 'eu' }] }],
  },
  webexConfigs: { webexConfigs: [{ roomID: 'room', httpConfig: { authorization: { type: 'Bearer', credentials: key('webex') } } }] },
  webhookConfigs: webhook(key('webhook-url'), {
    auth: basicAuth({ username: key('webhook-user'), password: key('webhook-password') }),
    tls: { ca: key('ca.crt'), serverName: 'hooks' },
    maxAlerts: 20,
  }),
  wechatConfigs: { wechatConfigs: [{ apiSecret: key('wechat'), corpID: 'corp', agentID: '1000002', toParty: '1' }] },
};

/** Those that Alertmanager has and the custom resource lacks. */
export const furtherChannels: Readonly<Record<string, Channel>> = {
  jiraConfigs: jira({
    apiUrl: 'https://example.atlassian.net/rest/api/3/',
    project: 'OPS',
    issueType: 'Bug',
    auth: basicAuth({ username: 'alertmanager@example.com', password: key('jira') }),
    labels: ['alertmanager', '{{ .CommonLabels.severity }}'],
    reopenDuration: '3d',
    raw: { fields: { customfield_10001: 'eu' }, priority: 'High' },
  }),
  incidentioConfigs: {
    incidentioConfigs: [
      { url: 'https://api.incident.io/v2/alert_events/alertmanager/01', alertSourceToken: key('incidentio'), maxAlerts: 50, timeout: '1m' },
    ],
  },
  mattermostConfigs: {
    mattermostConfigs: [
      {
        webhookURL: key('mattermost-url'),
        channel: 'shop',
        iconEmoji: ':fire:',
        attachments: [{ authorName: 'shop', titleLink: 'https://example.com', fields: [{ title: 'a', value: 'b', short: true }] }],
        props: { card: 'more' },
        priority: { priority: 'urgent', requestedAck: true },
      },
    ],
  },
};

/** Every integration of Alertmanager. */
export const everyChannel: Readonly<Record<string, Channel>> = { ...customChannels, ...furtherChannels };
