import fc from 'fast-check';
import { type Schema, specSchema } from './alertmanager-arbitraries';
import { few, type Named, podMonitor, probe, prometheusRule, serviceMonitor } from './operator-arbitraries';
import { scrapeConfig } from './operator-discovery-arbitraries';
import { prometheuses } from './operator-prometheus-arbitraries';

/** Objects that are right but for one field, wherever the schema of their kind has one of these. */

const good = { name: 'creds', key: 'user' };
const gone = { name: 'creds', key: 'nothing' };
const nowhere = { name: 'nowhere', key: 'user' };
const key = { cert: { secret: { name: 'tls', key: 'tls.crt' } }, keySecret: { name: 'tls', key: 'tls.key' } };
const client = { clientId: { secret: good }, clientSecret: good, tokenUrl: 'http://t' };
const wrongTls = [
  { ca: { secret: { name: 'tls', key: 'bad.crt' } } },
  { ca: { secret: nowhere } },
  { ca: { configMap: { name: 'nowhere', key: 'x' } } },
  { ca: { secret: good, configMap: { name: 'trust', key: 'ca.crt' } } },
  { cert: key.cert },
  { keySecret: key.keySecret },
  { ...key, cert: { secret: gone } },
  { ...key, keySecret: gone },
  { ...key, cert: { secret: { name: 'tls', key: 'bad.crt' } } },
  { minVersion: 'TLS13', maxVersion: 'TLS11' },
  { ...key, keyFile: '/k' },
  { ...key, certFile: '/c' },
  { ca: { secret: { name: 'tls', key: 'ca.crt' } }, caFile: '/ca' },
  { certFile: '/c' },
  { keyFile: '/k' },
];
const wrongProxies: readonly object[] = [
  { proxyConnectHeader: { X: [gone] } },
  { proxyConnectHeader: { X: [] } },
  { proxyConnectHeader: { X: [{ key: 'x' }] } },
  { noProxy: 'x' },
  { proxyUrl: 'http://%zz' },
  { proxyUrl: 'http://p', proxyFromEnvironment: true },
  { proxyFromEnvironment: true, noProxy: 'x' },
].map((proxy) => ('proxyConnectHeader' in proxy ? { proxyUrl: 'http://p', ...proxy } : proxy));
const wrongRelabelings = [
  [{ action: 'replace' }],
  [{ action: 'hashmod', targetLabel: 'x' }],
  [{ action: 'hashmod', targetLabel: '$', modulus: 2 }],
  [{ action: 'hashmod', targetLabel: '', modulus: 2 }],
  [{ regex: '(', targetLabel: 'a' }],
  [{ action: 'labeldrop', sourceLabels: ['a'] }],
  [{ action: 'keepequal', targetLabel: 'a', sourceLabels: ['b'], replacement: 'x' }],
  [{ action: 'uppercase', targetLabel: 'a-b', sourceLabels: ['b'] }],
  [{ action: 'labelmap', replacement: 'a-$' }],
  [{ action: 'nothing' }],
];
const labels = [
  { 'a-b': 'x' },
  { '': 'x' },
  { 9: 'x' },
  { __name__: 'x' },
  { größe: 'x' },
  { a: '\u0000' },
  ...[
    '{{ $x }}',
    '{{ .Labels.a',
    '{{ end }}',
    '{{ nope 1 }}',
    '{{ template "x" }}',
    '{{ 1 | 2 }}',
    '}}',
    '{{',
    '{{ $labels.a-b }}',
    '{{ range }}',
    '{{ with $value }}{{ . }}{{ end }}',
  ].map((a) => ({ a })),
];
const durations = ['x', '1', '-1s', '2h', '0s', ''];
const wrongSelectors = [
  { matchLabels: { '-': 'x' } },
  { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
  { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] },
  { matchLabels: { a: 'ä' } },
  undefined,
];
const urls = ['http://%zz', '', 'x', 'ftp://x', 'http:///x', ' '];

/** Wrong values, by the field that they stand in; a list of objects is merged into what holds the field. */
const wrong: Readonly<Record<string, readonly unknown[]>> = {
  basicAuth: [{ username: gone, password: good }, { username: good, password: nowhere }, { username: good }, {}],
  authorization: [
    { credentials: gone },
    { credentials: nowhere },
    { type: 'Basic', credentials: good },
    { type: 'basic' },
    {},
    { credentials: good, credentialsFile: '/f' },
  ],
  oauth2: [
    { ...client, clientId: { secret: gone } },
    { ...client, clientId: { configMap: { name: 'trust', key: 'gone' } } },
    { ...client, clientId: {} },
    { ...client, clientId: { secret: good, configMap: { name: 'trust', key: 'id' } } },
    { ...client, clientSecret: gone },
    { ...client, tokenUrl: '' },
    ...wrongTls.map((tlsConfig) => ({ ...client, tlsConfig })),
    ...wrongProxies.map((proxy) => ({ ...client, ...proxy })),
  ],
  tlsConfig: wrongTls,
  bearerTokenSecret: [gone, nowhere],
  bearerTokenFile: ['/f'],
  accessKey: [gone, nowhere, undefined],
  secretKey: [gone, nowhere, undefined],
  clientSecret: [gone, undefined],
  tokenRef: [gone],
  password: [gone],
  applicationCredentialSecret: [gone],
  applicationSecret: [gone],
  consumerKey: [gone],
  tenantID: ['', undefined],
  clientID: ['', undefined],
  subscriptionID: [''],
  resourceGroup: ['g'],
  region: [''],
  relabelings: wrongRelabelings,
  metricRelabelings: wrongRelabelings,
  relabelingConfigs: wrongRelabelings,
  writeRelabelConfigs: wrongRelabelings,
  alertRelabelings: wrongRelabelings,
  interval: durations,
  scrapeTimeout: durations,
  scrapeInterval: durations,
  evaluationInterval: durations,
  for: durations,
  keep_firing_for: durations,
  query_offset: durations,
  labels,
  annotations: labels,
  externalLabels: labels,
  url: urls,
  server: urls,
  host: urls,
  endpoint: urls,
  expr: ['sum(', '', 'up{', 'a + on() b', 'rate(x)', 'x[5m]', '"text"', 'limitk(1, x)', 'x smoothed', 'sum by (x) (y', 'x{a=~"("}'],
  record: ['a b', 'a{}', '', 'a:b', '1a'],
  alert: ['', 'x'],
  selector: wrongSelectors,
  ...Object.fromEntries(
    ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule']
      .flatMap((kind) => [`${kind}Selector`, `${kind}NamespaceSelector`])
      .map((field) => [field, wrongSelectors]),
  ),
  selectors: [[{ role: 'Pod', label: 'a in' }], [{ role: 'Node', field: 'x' }], [{ role: 'Ingress', label: 'a' }]],
  scrapeClass: ['unknown'],
  selectorMechanism: ['RoleSelector'],
  type: ['A', 'MX', 'SRV', 'NS'],
  port: [undefined],
  samplingFraction: ['1.1', '-1'],
  staleSeriesCompactionThreshold: ['2', '-1'],
  sigv4: [{ accessKey: good }, { secretKey: good }, { accessKey: gone, secretKey: good }, { accessKey: good, secretKey: gone }],
  azureAd: [
    {},
    { oauth: { clientId: 'x', clientSecret: good, tenantId: 't' } },
    { oauth: { clientId: '00000000-a12b-3cd4-e56f-000000000000', clientSecret: gone, tenantId: 't' } },
    { managedIdentity: {} },
    { sdk: {}, managedIdentity: { clientId: 'x' } },
    { workloadIdentity: { clientId: 'x', tenantId: 'y' } },
    { sdk: {} },
  ],
  otlp: [
    { promoteAllResourceAttributes: true, promoteResourceAttributes: ['a'] },
    { ignoreResourceAttributes: ['a'] },
    { promoteAllResourceAttributes: false, ignoreResourceAttributes: ['a'] },
    { promoteResourceAttributes: ['a', 'a'] },
    { promoteResourceAttributes: [''] },
    { translationStrategy: 'NoUTF8EscapingWithSuffixes' },
  ],
  scrapeClasses: [
    [
      { name: 'a', default: true },
      { name: 'b', default: true },
    ],
  ],
  additionalScrapeConfigs: ['text', 'strange', 'stranger'].map((name) => ({ name: 'additional', key: name })),
  additionalAlertRelabelConfigs: [{ name: 'additional', key: 'text' }, gone],
  additionalAlertManagerConfigs: [
    { name: 'additional', key: 'text' },
    { name: 'gone', key: 'x' },
  ],
  excludedFromEnforcement: [
    [{ namespace: '', resource: 'servicemonitors' }],
    [{ namespace: 'monitoring', resource: '', group: '' }],
    [{ namespace: 'monitoring', resource: 'podmonitors', group: 'x' }],
  ],
};
const wholes: Readonly<Record<string, readonly object[]>> = {
  proxyUrl: wrongProxies,
  alert: [
    { alert: 'a', record: 'b' },
    { alert: undefined, record: undefined },
  ],
  partial_response_strategy: [{ name: '' }],
};

type Fields = Record<string, unknown>;
interface Place {
  readonly path: readonly (string | number)[];
  readonly change: (from: Fields) => Fields;
}

/** Every field of the object, or of what it holds, that can be made wrong. */
function* places(value: unknown, schema: Schema | undefined, path: readonly (string | number)[]): Generator<Place> {
  if (!schema) return;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* places(item, schema.items, [...path, index]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    for (const bad of wrong[field] ?? [])
      if (isOf(bad, inner)) yield { path, change: (from) => ({ ...from, [field]: pruned(bad, inner) }) };
    for (const bad of wholes[field] ?? []) yield { path, change: (from) => ({ ...from, ...bad }) };
    yield* places((value as Fields)[field], inner, [...path, field]);
  }
}

/** Whether the API server takes a value for a field, as far as these values go. */
function isOf(value: unknown, { type, enum: allowed, pattern }: Schema): boolean {
  if (value === undefined) return true;
  if (typeof value === 'string')
    return (
      type !== 'object' &&
      type !== 'array' &&
      (!allowed || allowed.includes(value)) &&
      (!pattern || new RegExp(pattern.replace('(?i)', '')).test(value))
    );
  return Array.isArray(value) ? type === 'array' : type === 'object';
}

/** Without the fields that the schema does not have: the API server drops them. */
function pruned(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) return value.map((item) => (schema.items ? pruned(item, schema.items) : item));
  if (typeof value !== 'object' || value === null || !schema.properties) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => schema.properties![field])
      .map(([field, inner]) => [field, pruned(inner, schema.properties![field]!)]),
  );
}

function at(value: unknown, [step, ...rest]: readonly (string | number)[], change: Place['change']): unknown {
  if (step === undefined) return change(value as Fields);
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? at(item, rest, change) : item));
  return { ...(value as Fields), [step]: at((value as Fields)[step], rest, change) };
}

/** Every field that may be taken away. */
function* gaps(value: unknown, schema: Schema | undefined, path: readonly (string | number)[]): Generator<Place> {
  if (!schema) return;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* gaps(item, schema.items, [...path, index]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [field, inner] of Object.entries(value)) {
    if (!schema.required?.includes(field)) yield { path, change: ({ [field]: _gone, ...rest }) => rest };
    yield* gaps(inner, schema.properties?.[field], [...path, field]);
  }
}

/** The object with one field made wrong or taken away, where it has one. */
const wounded = <T extends { readonly kind: string }>(arbitrary: fc.Arbitrary<T>, version: string): fc.Arbitrary<T> =>
  fc.tuple(arbitrary, fc.nat(), fc.nat(3)).map(([object, choice, kind]) => {
    const { spec } = object as unknown as { spec: unknown };
    const all = [...(kind === 0 ? gaps : places)(spec, specSchema(object.kind, version), ['spec'])];
    const place = all[choice % all.length];
    return (place ? at(object, place.path, place.change) : object) as T;
  });

const isServer = (kind: string) => kind === 'Prometheus';
const selectors = {
  serviceMonitorSelector: {},
  podMonitorSelector: {},
  probeSelector: {},
  scrapeConfigSelector: {},
  ruleSelector: {},
  scrapeInterval: '30s',
  evaluationInterval: '30s',
};
/** A Prometheus object that takes everything, of whatever version. */
const taking = prometheuses.map((prometheus) => {
  const { version, scrapeClasses, excludedFromEnforcement, enforcedNamespaceLabel, arbitraryFSAccessThroughSMs } =
    prometheus.spec as Fields;
  const options = Object.fromEntries(
    Object.entries({ version, scrapeClasses, excludedFromEnforcement, enforcedNamespaceLabel, arbitraryFSAccessThroughSMs }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return { ...prometheus, spec: { ...selectors, ...options } };
});
const there = (object: Named, { metadata: { namespace } }: { metadata: { namespace: string } }) => ({
  ...object,
  metadata: { ...object.metadata, namespace },
});
const scrapes: fc.Arbitrary<Named> = fc.oneof(
  wounded(serviceMonitor, 'v1'),
  wounded(podMonitor, 'v1'),
  wounded(probe, 'v1'),
  wounded(prometheusRule, 'v1'),
  { weight: 6, arbitrary: wounded(scrapeConfig, 'v1alpha1') },
);

/** Refusals that stand so far apart that chance seldom finds them. */
const seldom = few<readonly [version: string, kind: string, spec: object]>(
  ['v2.20.9', 'ScrapeConfig', { kubernetesSDConfigs: [{ role: 'EndpointSlice' }] }],
  ['v2.27.9', 'ScrapeConfig', { consulSDConfigs: [{ server: 'x', namespace: 'n' }] }],
  ['v2.35.9', 'ScrapeConfig', { ionosSDConfigs: [{ datacenterID: 'd', authorization: { credentials: good } }] }],
  ['v3.5.0', 'ScrapeConfig', { dnsSDConfigs: [{ names: ['x'], type: 'A' }] }],
  ['v3.5.0', 'ScrapeConfig', { azureSDConfigs: [{ subscriptionID: 's', authenticationMethod: 'OAuth', tenantID: 't' }] }],
  ['v3.5.0', 'ScrapeConfig', { azureSDConfigs: [{ subscriptionID: 's', authenticationMethod: 'OAuth', tenantID: 't', clientID: 'c' }] }],
  ['v3.5.0', 'ScrapeConfig', { puppetDBSDConfigs: [{ url: 'http:///x', query: 'q' }] }],
  [
    'v3.5.0',
    'ScrapeConfig',
    { ovhcloudSDConfigs: [{ applicationKey: 'k', applicationSecret: good, consumerKey: good, service: 'other' }] },
  ],
  [
    'v3.5.0',
    'PrometheusRule',
    {
      groups: [{ name: 'a', rules: Array.from({ length: 600 }, () => ({ alert: 'A', expr: 'up', annotations: { a: 'x'.repeat(1000) } })) }],
    },
  ],
).map(([version, kind, spec]) => ({
  prometheus: {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'k8s', namespace: 'monitoring' },
    spec: { ...selectors, version },
  },
  scrapes: [
    {
      apiVersion: kind === 'ScrapeConfig' ? 'monitoring.coreos.com/v1alpha1' : 'monitoring.coreos.com/v1',
      kind,
      metadata: { name: 'x', namespace: 'monitoring' },
      spec,
    },
  ],
}));

export const wounds = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(taking, scrapes).map(([prometheus, object]) => ({ prometheus, scrapes: [there(object, prometheus)] })) },
  {
    weight: 3,
    arbitrary: fc
      .oneof(
        {
          weight: 3,
          arbitrary: wounded(
            prometheuses.filter(({ kind }) => isServer(kind)),
            'v1',
          ),
        },
        wounded(
          prometheuses.filter(({ kind }) => !isServer(kind)),
          'v1alpha1',
        ),
      )
      .map((prometheus) => ({ prometheus, scrapes: [] })),
  },
  { weight: 1, arbitrary: seldom },
);
