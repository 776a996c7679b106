import fc from 'fast-check';
import { globalFields } from '../../lib/alertmanager/configuration';
import type { ConfigField, Shape } from '../../lib/alertmanager/fields';
import { type IntegrationKind, integrationKinds, integrations } from '../../lib/alertmanager/integrations';
import { wanted } from './configuration-arbitraries';

/** Bases that are right for the newest Alertmanager, with every field now and then; older ones lack much of it. */

const few = <T>(...values: readonly T[]) => fc.constantFrom<unknown>(...values);

/** A value that Alertmanager takes; in some texts it wants certain words. */
function good(name: string, field: ConfigField): fc.Arbitrary<unknown> {
  if (typeof field !== 'string') {
    if ('list' in field) return fc.array(good(name, field.list), { minLength: 1, maxLength: 2 });
    if ('map' in field) return fc.dictionary(few('a', 'X-Y') as fc.Arbitrary<string>, good(name, field.map), { minKeys: 1, maxKeys: 2 });
    return some(field.shape, always[name] ?? []);
  }
  switch (field) {
    case 'string':
    case 'template':
      return words[name] ?? few('x', '{{ .A }}');
    case 'secret':
    case 'file':
    case 'any':
      return few('x');
    case 'host-port':
      return few('mail:25');
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'count':
      return few(1, 2);
    case 'number':
      return few(1, 0.5);
    case 'duration':
    case 'go-duration':
    case 'timeout':
      return few('5m', '90s');
    case 'url':
    case 'any-url':
    case 'secret-url':
    case 'secret-template-url':
      return few('http://a', 'https://a.b:8080/c?d=e', 'https://slack.com/api/chat.postMessage');
    case 'matchers':
      return few('a="b"', '{c=~"d"}');
    case 'regexp':
      return few('a', 'b|c');
  }
}

const words: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  api_type: few('auto', 'cloud', 'datacenter'),
  message_type: few('text', 'markdown'),
  parse_mode: few('HTML', 'Markdown', ''),
  type: few('team', 'user', 'button'),
  min_version: few('TLS12'),
  max_version: few('TLS13'),
  thread_by_date: few('daily', 'none'),
  client_type: few('http'),
  id: few('x'),
  priority: few('P1'),
};
const always: Readonly<Record<string, readonly string[]>> = {
  fields: ['title', 'value'],
  actions: ['type', 'text', 'url'],
  responders: ['type', 'id'],
  oauth2: ['client_id', 'client_secret', 'token_url'],
  authorization: ['credentials'],
  basic_auth: ['username', 'password'],
  attachments: ['title'],
};
const receiverNeeds: Partial<Record<IntegrationKind, readonly string[]>> = { ...wanted, webex_configs: ['room_id'] };
/** Alertmanager refuses them without others, or with others. */
const delicate = new Set([
  'no_proxy',
  'proxy_from_environment',
  'proxy_connect_header',
  'cert',
  'key',
  'bearer_token',
  'oauth2',
  'basic_auth',
  'authorization',
  'entity_id',
]);

/** All that a shape has, each now and then; secrets as texts or as files. */
function some(shape: Shape, needed: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(shape).filter((field) => !/_(?:ref|file)$/.test(field) || !(field.replace(/_(?:ref|file)$/, '') in shape));
  const fields = names.map((name) =>
    fc.tuple(fc.nat(99), fc.boolean()).chain(([roll, isFile]): fc.Arbitrary<readonly [string, unknown] | undefined> => {
      const field = isFile && `${name}_file` in shape ? `${name}_file` : name;
      const share = needed.includes(name) ? 97 : delicate.has(name) ? 2 : 12;
      return roll >= 100 - share ? good(name, shape[field]!).map((value) => [field, value] as const) : fc.constant(undefined);
    }),
  );
  return fc.tuple(...fields).map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined)));
}

const receiver = fc.constantFrom(...integrationKinds).chain((kind) =>
  some(integrations[kind] as Shape, receiverNeeds[kind] ?? []).map((integration) => {
    const { http_config, ...rest } = integration;
    // Webex has no other way to authenticate.
    return {
      name: 'r',
      [kind]: [
        kind === 'webex_configs'
          ? { ...rest, http_config: { ...(http_config as object), authorization: { credentials: 'x' } } }
          : integration,
      ],
    };
  }),
);

export const tidyBases: fc.Arbitrary<Record<string, unknown>> = fc.record({
  global: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, some(globalFields, [])),
  route: few(
    { receiver: 'r' },
    { receiver: 'r', routes: [{ matchers: ['a="b"'] }] },
    { receiver: 'r', routes: [{ mute_time_intervals: ['t'], active_time_intervals: ['t'] }] },
  ),
  receivers: receiver.map((one) => [one]),
  inhibit_rules: few(
    undefined,
    [{ source_matchers: ['a="b"'], target_match: { c: 'd' } }],
    [{ source_match: { a: 'b' }, target_match_re: { c: 'd' } }],
  ),
  time_intervals: few([{ name: 't', time_intervals: [{ location: 'UTC', years: ['2026'] }] }], [{ name: 't' }]),
});
