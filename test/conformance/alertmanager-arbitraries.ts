import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { tools } from './oracle';

// Random custom resources, made from the schemas that prometheus-operator gives to the API server, so that they have every field.

export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minItems?: number;
}

interface Crd {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

let crds: readonly (Crd | null)[] | undefined;

/** The schema of a kind's spec. */
export function specSchema(kind: string, version: string): Schema {
  crds ??= loadAll(
    execFileSync(join(tools, 'bin', 'prometheus-operator'), ['crds'], { encoding: 'utf8', maxBuffer: 64 << 20 }),
  ) as (Crd | null)[];
  const crd = crds.find((each) => each?.spec.names.kind === kind)!;
  return crd.spec.versions.find(({ name }) => name === version)!.schema.openAPIV3Schema.properties!.spec!;
}

const few = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** The keys of the one Secret and the one ConfigMap that all selectors name. */
export const secretKeys: Readonly<Record<string, string>> = {
  token: 's3cret',
  password: 'p w',
  url: 'https://hooks.example.com/T/1',
  line: 'https://hooks.example.com/T/2\n',
  chat: 'https://slack.com/api/chat.postMessage',
  bad: 'no url',
  template: 'https://x/{{ .A }}',
  empty: '',
};

function keysFor(name: string): readonly string[] {
  if (/^(?:ca|cert|configMap|secret)$/i.test(name)) return ['certificate'];
  if (name === 'keySecret') return ['key'];
  const usually = (key: string) => Array<string>(15).fill(key);
  if (!/url/i.test(name)) return [...usually('token'), ...usually('password'), 'url', 'empty', 'gone'];
  const odd = [/ApiUrl$/.test(name) ? 'url' : 'bad', name === 'urlSecret' ? 'template' : 'url', name === 'apiURL' ? 'line' : 'url'];
  return [...usually('url'), 'chat', 'chat', ...odd];
}

// Left out is what differs for a good reason: a URL with a line break at its end stops the operator in most places, while
// Alertmanager, and so we, do not mind it in a file; and the operator takes any text for the URLs in its global settings.
const selector = (schema: Schema, name: string): fc.Arbitrary<unknown> => {
  const keys = keysFor(name);
  return fc
    .constantFrom(...keys)
    .map((key) => ({ name: 'keys', key, ...(schema.properties?.optional && key === 'password' && { optional: false }) }));
};

const isSelector = ({ properties }: Schema) => properties?.key?.type === 'string' && properties.name?.type === 'string';

/** A text that the schema allows; what it means follows from the field's name. */
function textFor(schema: Schema, name: string): fc.Arbitrary<string> {
  if (schema.enum) return few(...schema.enum);
  const [good, bad] = ((): readonly [readonly string[], readonly string[]] => {
    if (schema.pattern?.includes('ms)?')) return [['5m', '1h30m', '1d', '24h', '90s', '0s', '0', '1w2d', '500ms'], []];
    if (schema.pattern?.includes('http')) {
      return [
        ['http://a', 'https://a.b:8080/c?d=e', 'https://u@a.b/', 'http://[::1]/'],
        ['http://a b', 'http://a/%zz'],
      ];
    }
    if (/^(?:retry|expire)$/.test(name)) return [['5m', '1d', '90s', '1h', ''], ['x']];
    if (/^smartHost|^smarthost$/.test(name))
      return [
        ['mail:25', 'mail:587', '[::1]:25'],
        ['mail', ''],
      ];
    if (/^proxyU/i.test(name)) return [['http://proxy:3128', 'proxy', ''], ['http://a b']];
    if (/^tokenUrl$/.test(name)) return [['https://auth/token', 'x'], []];
    if (/url$|^href$|link$/i.test(name)) {
      return [
        ['https://a.b/c', 'http://a', 'https://x/{{ .A }}', ''],
        ['x', 'https://x/{{ .A', 'http://"'],
      ];
    }
    if (name === 'type')
      return [
        ['Bearer', 'Token', 'team', 'user', 'schedule'],
        ['basic', 'teams', '{{ .B }}', ''],
      ];
    if (name === 'key')
      return [
        ['a', 'b', 'Subject'],
        ['subject', 'entity_id'],
      ];
    if (/^(?:host)$/.test(name)) return [['mail', '::1', '10.0.0.1'], []];
    if (/^(?:port)$/.test(name)) return [['25', '587'], []];
    if (/ARN$|phoneNumber/.test(name)) return [['arn:x', 'arn:y'], ['']];
    if (/^(?:title|value|text|id|to|from|routingKey|roomID)$/.test(name)) {
      return [['x', 'a "b" \\ c', '{{ template "t" . }}', 'multi\nline', 'ünï', 'true', '12'], ['']];
    }
    return [['x', 'a "b" \\ c', '{{ template "t" . }}', 'multi\nline', 'ünï', 'true', '12', ''], []];
  })();
  const allowed = (texts: readonly string[]) =>
    texts.filter(
      (text) =>
        text.length >= (schema.minLength ?? 0) &&
        (schema.pattern === undefined || new RegExp(schema.pattern.replace('(?i)', '')).test(text)),
    );
  const wrong = allowed(bad);
  return wrong.length === 0 ? few(...allowed(good)) : fc.oneof({ weight: 40, arbitrary: few(...allowed(good)) }, few(...wrong));
}

/** A value that the schema allows. */
export function valueFor(schema: Schema, name: string, depth = 0): fc.Arbitrary<unknown> {
  if (isSelector(schema)) return selector(schema, name);
  switch (schema.type) {
    case 'string':
      return textFor(schema, name);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return few(1, 2, 7);
    case 'array':
      return fc.array(valueFor(schema.items!, name, depth + 1), { minLength: schema.minItems ?? 0, maxLength: 2 });
    default:
      break;
  }
  if (schema.additionalProperties) {
    return fc.dictionary(few('a', 'b', 'X-Y'), valueFor(schema.additionalProperties, name, depth + 1), { maxKeys: 2 });
  }
  return objectFor(schema, depth);
}

// Without these an object is refused for one reason alone, again and again.
const usual = new Set([
  'to',
  'from',
  'smarthost',
  'routingKey',
  'userKey',
  'token',
  'tokenID',
  'roomID',
  'botToken',
  'chatID',
  'apiURL',
  'urlSecret',
  'webhookURL',
  'webhookUrl',
  'topicARN',
  'title',
  'value',
  'text',
  'type',
  'id',
  'url',
  'credentials',
  'username',
  'password',
  'clientId',
  'clientSecret',
  'tokenUrl',
  'threadByDate',
  'secret',
  'host',
  'port',
  'key',
  'roleArn',
]);
const rare = new Set([
  'targetARN',
  'phoneNumber',
  'botTokenFile',
  'proxyConnectHeader',
  'noProxy',
  'proxyFromEnvironment',
  'bearerTokenSecret',
  'basicAuth',
  'oauth2',
  'authorization',
  'configMap',
  'proxyUrl',
  'proxyURL',
  'externalId',
  'sound',
  'userKeyFile',
  'tokenFile',
]);

// One without the other is refused.
const pairs: Readonly<Record<string, string>> = { keySecret: 'cert', secretKey: 'accessKey' };

function objectFor(schema: Schema, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const properties = Object.entries(schema.properties ?? {});
  const share = (key: string) => (schema.required?.includes(key) ? 100 : usual.has(key) ? 92 : rare.has(key) ? 8 : depth > 2 ? 30 : 25);
  const entries = properties.map(([key, field]) =>
    fc
      .nat(99)
      .chain(
        (roll): fc.Arbitrary<readonly [string, unknown] | undefined> =>
          roll < share(key) ? valueFor(field, key, depth + 1).map((value) => [key, value] as const) : fc.constant(undefined),
      ),
  );
  const halves = properties
    .filter(([key]) => key in pairs)
    .map(([key, field]) => valueFor(field, key, depth + 1).map((value) => [key, value] as const));
  return fc.tuple(fc.tuple(...entries), fc.tuple(...halves), fc.nat(9)).map(([found, others, roll]) => {
    const all = Object.fromEntries(found.filter((entry) => entry !== undefined));
    if (roll === 0) return all;
    for (const [key, value] of others) {
      if (pairs[key]! in all) all[key] = value;
      else delete all[key];
    }
    return all;
  });
}

const label = few('severity', 'team', 'namespace', 'a');
const matcher = fc.record({
  name: label,
  value: few('x', 'critical', 'a|b', '.*', 'q"\\\n', ''),
  matchType: fc.option(few('=', '!=', '=~', '!~'), { nil: undefined }),
  regex: fc.option(fc.boolean(), { nil: undefined }),
});
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const wait = few('30s', '5m', '0s', '1h', '1d');

function routeFor(receivers: readonly string[], intervals: readonly string[]): fc.Arbitrary<unknown> {
  const some = (names: readonly string[]) =>
    optional(fc.oneof({ weight: 80, arbitrary: fc.subarray([...names]) }, fc.constant(['nowhere'])));
  const fields = {
    groupBy: optional(fc.oneof({ weight: 60, arbitrary: fc.uniqueArray(label, { maxLength: 2 }) }, few(['...'], ['...', 'a'], ['a', 'a']))),
    groupWait: optional(wait),
    groupInterval: optional(wait),
    repeatInterval: optional(wait),
    matchers: optional(fc.array(matcher, { maxLength: 2 })),
    continue: optional(fc.boolean()),
    muteTimeIntervals: some(intervals),
    activeTimeIntervals: some(intervals),
  };
  const receiver = fc.oneof({ weight: 60, arbitrary: few(...receivers) }, few('nobody', ''));
  const { route } = fc.letrec<{ route: unknown }>((tie) => ({
    route: fc.record({
      ...fields,
      receiver: optional(receiver),
      routes: fc.oneof({ maxDepth: 2 }, fc.constant(undefined), fc.array(tie('route'), { maxLength: 2 })),
    }),
  }));
  return fc.record({ ...fields, receiver, routes: fc.array(route, { maxLength: 2 }) });
}

const mostly = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>) => fc.oneof({ weight: 25, arbitrary: good }, bad);
const interval = fc.record(
  {
    times: fc.array(
      few({ startTime: '08:00', endTime: '17:00' }, { startTime: '00:00', endTime: '24:00' }, { startTime: '09:00', endTime: '10:30' }),
      { maxLength: 2 },
    ),
    weekdays: fc.array(mostly(few('monday', 'Saturday', 'monday:friday', 'Sunday:saturday'), few('friday:monday')), { maxLength: 2 }),
    daysOfMonth: fc.array(
      mostly<object>(
        few({ start: 1, end: 10 }, { start: -3, end: -1 }, { start: 5, end: 5 }, { start: 20, end: -1 }),
        few({ start: 1 }, { start: -1, end: 1 }, { start: 9, end: 8 }),
      ),
      { maxLength: 2 },
    ),
    months: fc.array(mostly(few('january', '1', 'March:may', '1:3', '12'), few('may:2', '2:may')), { maxLength: 2 }),
    years: fc.array(mostly(few('2026', '2026:2030'), few('2030:2026')), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

/** AlertmanagerConfigs of v1alpha1 whose receivers have every field of the schema now and then. */
export function alertmanagerConfigs(schema: Schema): fc.Arbitrary<unknown> {
  const receiverSchema = schema.properties!.receivers!.items!;
  const kinds = Object.entries(receiverSchema.properties!).filter(([key]) => key !== 'name');
  const receiver = (name: string) =>
    fc
      .subarray(kinds, { maxLength: 2 })
      .chain((some) => fc.tuple(...some.map(([key, field]) => valueFor(field, key).map((value) => [key, value] as const))))
      .map((integrations) => ({ name, ...Object.fromEntries(integrations) }));
  return fc
    .record({
      namespace: few('shop', 'blog', 'monitoring'),
      name: few('one', 'two', 'three'),
      receivers: fc.oneof(
        { weight: 40, arbitrary: fc.tuple(receiver('r1'), receiver('r2')).map((both) => [...both]) },
        fc.tuple(receiver('r1'), receiver('r1')).map((both) => [...both]),
      ),
      inhibitRules: fc.array(
        fc.record({
          sourceMatch: fc.array(matcher, { maxLength: 2 }),
          targetMatch: fc.array(matcher, { maxLength: 2 }),
          equal: fc.array(label, { maxLength: 2 }),
        }),
        { maxLength: 2 },
      ),
      muteTimeIntervals: fc.array(
        fc.tuple(few('t1', 't2'), fc.array(interval, { maxLength: 2 })).map(([name, timeIntervals]) => ({ name, timeIntervals })),
        { maxLength: 2 },
      ),
      hasRoute: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
    })
    .chain(({ namespace, name, hasRoute, ...spec }) =>
      routeFor(
        spec.receivers.map((each) => each.name),
        spec.muteTimeIntervals.map((each) => each.name),
      ).map((route) => ({
        apiVersion: 'monitoring.coreos.com/v1alpha1',
        kind: 'AlertmanagerConfig',
        metadata: { namespace, name },
        spec: { ...spec, ...(hasRoute && { route }) },
      })),
    );
}
