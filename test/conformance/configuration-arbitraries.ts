import fc from 'fast-check';
import { globalFields } from '../../lib/alertmanager/configuration';
import type { ConfigField, Shape } from '../../lib/alertmanager/fields';
import { type IntegrationKind, integrationKinds, integrations } from '../../lib/alertmanager/integrations';

const few = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const mostly = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: good }, bad);

const goodUrls = few('http://a', 'https://a.b:8080/c%20d?e=%zz', 'https://u:p@a.b/', 'http://[::1]:80');
const badUrls = few(
  '',
  'a.b',
  '//a',
  'http://',
  'http:a',
  'http://a b',
  'http://a:b',
  'http://a/%zz',
  'ftp://a',
  'http://a\n',
  'HTTP://A',
  'http://a/#%zz',
  'http://a{b',
  'http://us er@a',
  '<secret>',
);

/** A value for a field, as YAML has it: mostly one that Alertmanager takes. */
function valueOf(field: ConfigField, depth: number): fc.Arbitrary<unknown> {
  if (typeof field !== 'string') {
    if ('list' in field) return fc.array(valueOf(field.list, depth + 1), { maxLength: 2 });
    if ('map' in field) {
      const keys = few('a', 'b', 'Subject', 'subject', 'Host', 'X-Y', 'References', 'entity_id');
      return fc.dictionary(keys, valueOf(field.map, depth + 1), { maxKeys: 2 });
    }
    return someOf(field.shape, [], depth + 1);
  }
  switch (field) {
    case 'string':
    case 'template':
      return fc.oneof(
        { weight: 30, arbitrary: few<unknown>('', 'x', 'a b', 'TLS12', 'auto', '{{ .A }}', 'user', 'basic', 'host:25') },
        few<unknown>(7, true, ['x'], { x: 'y' }),
      );
    case 'host-port':
      return mostly(few('mail:25', '[::1]:25', ':25', ''), few('x', 'x:', '::1:25', '[::1', 'a:b:1', '[a]b:1'));
    case 'boolean':
      return mostly(fc.boolean(), few<unknown>('x', 1));
    case 'integer':
      return mostly(few(0, 1, -5), few<unknown>('x', 1.5));
    case 'count':
      return mostly(few(0, 1), few<unknown>(-1, 'x'));
    case 'number':
      return few(0, 0.5);
    case 'duration':
      return mostly(few('5m', '1h30m', '2d', '0s'), few<unknown>('x', '5', '1m1h', '', '1.5h', 5));
    case 'go-duration':
    case 'timeout':
      return mostly(few('5m', '1h30m', '1.5h', '0s'), few<unknown>('x', '1d', '', 5));
    case 'url':
      return mostly(goodUrls, badUrls);
    case 'any-url':
      return fc.oneof(
        goodUrls,
        badUrls,
        few(
          'a:b',
          ':a',
          '1:2',
          '/a:b',
          'a/b:c',
          '///a',
          'x://a:b:80',
          'http://a:b:80',
          'http://[::1',
          'http://[::g]',
          'http://[1.2.3.4]',
          'http://[fe80::1%25en0]:1',
          'http://%41',
          'http://%c3%a9',
          'http://é',
          'http://a"b<c>',
          'http://a]b',
          'http://a@b@c',
          'http://a?b c#%',
          'mailto:%',
          '%',
          'a?%',
        ),
      );
    case 'secret-url':
      return mostly(goodUrls, badUrls);
    case 'secret-template-url':
      return mostly(fc.oneof(goodUrls, few('https://a/{{ .B }}')), fc.oneof(badUrls, few('https://a/{{ .B')));
    case 'secret':
    case 'file':
      return few('', 'x');
    case 'matchers':
      return mostly(few('a="b"', '{a="b",c=~"d"}'), few('a', 'a=~"("'));
    case 'regexp':
      return mostly(few('a', 'b|c'), few('('));
    case 'any':
      return few('x');
  }
}

/** A mapping with all of the wanted keys and some others, now and then with a key that does not exist. */
function someOf(fields: Shape, wanted: readonly string[], depth = 0): fc.Arbitrary<Record<string, unknown>> {
  const others = Object.keys(fields).filter((key) => !wanted.includes(key));
  const extras = fc
    .subarray(others, { maxLength: Math.min(others.length, depth > 1 ? 2 : 3) })
    .chain((keys) => fc.tuple(...keys.map((key) => valueOf(fields[key]!, depth).map((value) => [key, value]))));
  const needed = fc
    .oneof({ weight: 9, arbitrary: fc.constant([...wanted]) }, fc.subarray([...wanted], { minLength: Math.max(wanted.length - 1, 0) }))
    .chain((keys) => fc.tuple(...keys.map((key) => goodValue(fields[key]!).map((value) => [key, value]))));
  const strange = fc.oneof({ weight: 60, arbitrary: fc.constant([]) }, fc.constant([['unknown_field', 1]]));
  return fc.tuple(needed, extras, strange).map((parts) => Object.fromEntries(parts.flat() as [string, unknown][]));
}

function goodValue(field: ConfigField): fc.Arbitrary<unknown> {
  if (field === 'url' || field === 'secret-url' || field === 'secret-template-url') return goodUrls;
  if (field === 'integer') return fc.constant(1);
  if (field === 'host-port') return few('mail:25');
  return typeof field === 'string' ? few('x') : valueOf(field, 1);
}

export const wanted: Partial<Record<IntegrationKind, readonly string[]>> = {
  discord_configs: ['webhook_url'],
  email_configs: ['to', 'from', 'smarthost'],
  incidentio_configs: ['url', 'alert_source_token'],
  pagerduty_configs: ['routing_key'],
  slack_configs: ['api_url'],
  webhook_configs: ['url'],
  opsgenie_configs: ['api_key'],
  wechat_configs: ['api_secret', 'corp_id'],
  pushover_configs: ['user_key', 'token'],
  victorops_configs: ['api_key', 'routing_key'],
  sns_configs: ['topic_arn'],
  telegram_configs: ['bot_token', 'chat_id'],
  webex_configs: ['room_id', 'http_config'],
  msteams_configs: ['webhook_url'],
  msteamsv2_configs: ['webhook_url'],
  jira_configs: ['project', 'issue_type', 'api_url'],
  rocketchat_configs: ['token', 'token_id'],
  mattermost_configs: ['webhook_url'],
};

const receiver = (name: string) =>
  few(...integrationKinds).chain((kind) =>
    someOf(integrations[kind] as Shape, wanted[kind] ?? []).map((integration) => {
      const authorized =
        kind === 'webex_configs'
          ? { ...integration, http_config: { ...(integration.http_config as object), authorization: { credentials: 'x' } } }
          : integration;
      return { name, [kind]: [authorized] };
    }),
  );

const goodRoute = fc.constant<unknown>({ receiver: 'r' });
const badRoutes = few<unknown>(
  undefined,
  null,
  {},
  { receiver: 'x' },
  { receiver: 'r', continue: true },
  { receiver: 'r', matchers: ['a="b"'] },
  { receiver: 'r', group_by: ['...', 'a'] },
  { receiver: 'r', group_by: ['a', 'a'] },
  { receiver: 'r', group_by: ['...', '...'] },
  { receiver: 'r', repeat_interval: '0s' },
  { receiver: 'r', group_wait: '0s' },
  { receiver: 'r', mute_time_intervals: ['t'] },
  { receiver: 'r', routes: [{ mute_time_intervals: ['x'] }] },
  { receiver: 'r', routes: [{ active_time_intervals: ['t'] }] },
  { receiver: 'r', routes: [{ match: { 'a-b': 'c' } }] },
  { receiver: 'r', routes: [{ labels: { 'a-b': 'c' } }] },
  { receiver: 'r', routes: 'x' },
);
const goodIntervals = few<unknown>(undefined, [], [{ name: 't' }], [{ name: 't', time_intervals: [{ months: ['may'] }] }]);
const badIntervals = few<unknown>([{ name: 't' }, { name: 't' }], [{ name: '' }], [{ name: 't', time_intervals: [{ months: ['x'] }] }]);

/** Whole documents of alertmanager.yml, about half of which Alertmanager takes. */
export const document: fc.Arbitrary<Record<string, unknown>> = fc.record({
  global: fc.oneof(fc.constant(undefined), fc.constant({}), someOf(globalFields, [])),
  route: fc.oneof({ weight: 20, arbitrary: goodRoute }, badRoutes),
  receivers: fc.oneof(
    { weight: 10, arbitrary: receiver('r').map((one) => [one]) },
    fc.tuple(receiver('r'), receiver('r')).map((both) => [...both]),
    few<unknown>([{ name: 'r' }, { name: '' }], [{ name: 'r', labels: { name: 'x' } }]),
  ),
  time_intervals: mostly(goodIntervals, badIntervals),
  templates: few<unknown>(undefined, [], ['*.tmpl'], 'x'),
});
