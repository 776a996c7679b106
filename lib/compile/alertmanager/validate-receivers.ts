import { templateUrlProblem, urlProblem } from '../../alertmanager/urls';
import { isAtLeast, type Version } from '../../text/version';
import { type Conversion, entriesOf, type Mapping, mapping } from './conversion';

// What prometheus-operator refuses in a receiver beside wrong types, missing Secrets and its http settings
// (v0.93.1, pkg/alertmanager/validation/v1alpha1).

type Judge = (from: Mapping) => Generator<string>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listed = (value: unknown): readonly Mapping[] => (Array.isArray(value) ? value.map((entry) => (entry ?? {}) as Mapping) : []);

/** A URL goes through JSON in the operator, which these characters break. */
const jsonProblem = (url: string) => (/["\\]/.test(url) ? 'it has a quote or a backslash' : undefined);

function* urls(from: Mapping, problem: (url: string) => string | undefined, ...names: readonly string[]): Generator<string> {
  for (const name of names) {
    const url = textOf(from[name]);
    const wrong = url === '' ? undefined : ((url.includes('{{') ? undefined : jsonProblem(url)) ?? problem(url));
    if (wrong !== undefined) yield `${name} is refused: ${wrong}`;
  }
}

function* apiURL(from: Mapping): Generator<string> {
  yield* urls(from, urlProblem, 'apiURL');
}

const judges: Readonly<Record<string, Judge>> = {
  *opsgenieConfigs(from) {
    yield* apiURL(from);
    for (const [i, { id, name, username, type }] of listed(from.responders).entries()) {
      if (!id && !name && !username) yield `responders[${i}] has neither id, name nor username`;
      if (textOf(type).includes('{{') ? templateUrlProblem(textOf(type)) : !/^(?:teams?|user|escalation|schedule)$/i.test(textOf(type))) {
        yield `responders[${i}].type must be team, teams, user, escalation or schedule`;
      }
    }
  },
  *pagerdutyConfigs(from) {
    yield* urls(from, urlProblem, 'url');
    yield* urls(from, templateUrlProblem, 'clientURL');
    if (!from.routingKey && !from.serviceKey) yield 'it has neither routingKey nor serviceKey';
    for (const link of [...listed(from.pagerDutyLinkConfigs), ...listed(from.pagerDutyImageConfigs)])
      yield* urls(link, templateUrlProblem, 'href');
  },
  *discordConfigs(from) {
    if (!from.apiURL) yield 'it has no apiURL';
  },
  *slackConfigs(from) {
    for (const [i, action] of listed(from.actions).entries()) {
      if (!action.type || !action.text) yield `actions[${i}] has no type or no text`;
      if (!action.url && !action.name) yield `actions[${i}] has neither url nor name`;
      if (action.confirm && !(action.confirm as Mapping).text) yield `actions[${i}].confirm has no text`;
    }
    for (const [i, { title, value }] of listed(from.fields).entries())
      if (!title || !value) {
        yield `fields[${i}] has no title or no value`;
      }
  },
  *webhookConfigs(from) {
    if (from.url === undefined && !from.urlSecret) yield 'it has neither url nor urlSecret';
    yield* urls(from, templateUrlProblem, 'url');
  },
  wechatConfigs: apiURL,
  *emailConfigs(from) {
    if (!from.to) yield 'it has no address in to';
    const smarthost = textOf(from.smarthost);
    if (smarthost !== '' && !/^(?:\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(smarthost)) yield `smarthost ${smarthost} is not host:port`;
    const names = listed(from.headers).map(({ key }) => textOf(key).toLowerCase());
    for (const name of new Set(names))
      if (names.indexOf(name) !== names.lastIndexOf(name)) {
        yield `the header ${name} is given twice`;
      }
  },
  *victoropsConfigs(from) {
    for (const { key } of listed(from.customFields)) {
      if (/^(?:routing_key|message_type|state_message|entity_display_name|monitoring_tool|entity_id|entity_state)$/.test(textOf(key))) {
        yield `customFields cannot have ${textOf(key)}, which Alertmanager sets by itself`;
      }
    }
    if (!from.routingKey) yield 'it has no routingKey';
    yield* urls(from, urlProblem, 'apiUrl');
  },
  *pushoverConfigs(from) {
    for (const name of ['userKey', 'token']) if (!from[name]) yield `it has no ${name}`;
    if (from.html === true && from.monospace === true) yield 'it has both html and monospace';
    yield* urls(from, templateUrlProblem, 'url');
  },
  *snsConfigs(from) {
    // The operator's own test, an exclusive or, lets all three pass as well.
    if ([from.targetARN, from.topicARN, from.phoneNumber].filter(Boolean).length % 2 === 0) {
      yield 'it needs one of topicARN, targetARN and phoneNumber';
    }
    yield* urls(from, templateUrlProblem, 'apiURL');
    if (from.apiURL === '') yield 'its apiURL is empty';
  },
  *telegramConfigs(from) {
    if (Boolean(from.botToken) === (from.botTokenFile !== undefined)) yield 'it needs one of botToken and botTokenFile';
    if (!from.chatID) yield 'it has no chatID';
    yield* apiURL(from);
  },
  *webexConfigs(from) {
    yield* apiURL(from);
  },
  *msteamsConfigs(from) {
    if (!from.webhookUrl) yield 'it has no webhookUrl';
  },
  *msteamsv2Configs() {},
  *rocketchatConfigs(from) {
    yield* apiURL(from);
    yield* urls(from, templateUrlProblem, 'iconURL', 'imageURL', 'thumbURL');
    for (const action of listed(from.actions)) yield* urls(action, templateUrlProblem, 'url');
    for (const name of ['token', 'tokenID']) if (!from[name]) yield `it has no ${name}`;
  },
};

/** What only stops the whole generation, with the settings that receivers fall back to. */
const fatalJudges: Readonly<Record<string, (from: Mapping, global: Mapping, version: Version) => Generator<string>>> = {
  *emailConfigs(from, global) {
    if (!from.smarthost && !hostOf(global.smtp_smarthost)) {
      yield 'SMTP smarthost is a mandatory field: neither the receiver nor the global settings have one';
    }
    if (!from.from && !global.smtp_from) {
      yield 'SMTP from is a mandatory field: neither the receiver nor the global settings have one';
    }
    const threading = from.threading as Mapping | undefined;
    if (threading && !/^(?:Daily|None)$/.test(textOf(threading.threadByDate))) yield 'threading.threadByDate must be Daily or None';
  },
  *snsConfigs(from, _global, version) {
    const { externalId, roleArn } = (from.sigv4 ?? {}) as Mapping;
    if (externalId && !roleArn && isAtLeast(version, '0.33.0')) yield 'sigv4.externalId is of use only with roleArn';
  },
  *msteamsv2Configs(from) {
    if (!from.webhookURL) yield 'it has no webhookURL';
  },
  *webexConfigs(from) {
    if (!from.roomID) yield 'it has no roomID';
  },
};

const hostOf = (smarthost: unknown) => textOf(smarthost).replace(/:[^:]*$/, '');

/** Judges one receiver; `global` is the global part of Alertmanager's configuration. */
export function judgeReceiver(value: unknown, path: string, global: Mapping, c: Conversion): void {
  const from = mapping(value, path, c);
  for (const [kind, judge] of Object.entries(judges)) {
    for (const [i, entry] of entriesOf(from[kind], `${path}.${kind}`, c).entries()) {
      const at = `${path}.${kind}[${i}]`;
      const spec = mapping(entry, at, c);
      for (const message of judge(spec)) c.refusals.push({ path: at, code: 'wrong-value', message: `${at}: ${message}` });
      for (const message of fatalJudges[kind]?.(spec, global, c.version) ?? [])
        c.failures.push({ path: at, code: 'wrong-value', message: `${at}: ${message}` });
    }
  }
}
