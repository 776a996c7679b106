import fc from 'fast-check';
import { namespaces } from './operator-fixtures';

/** Random objects of prometheus-operator, nearly all of them such as the API server takes. */

export const few = <T>(...values: readonly T[]) => fc.constantFrom(...values);
/** Now and then the second. */
const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 80) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });
/** A record in which every field is there one time in four. */
export function sparse(model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record(Object.fromEntries(Object.entries(model).map(([name, arbitrary]) => [name, fc.option(arbitrary, { freq: 3, nil: undefined })])))
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
}
const both = (...parts: readonly fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Record<string, unknown>);
const maybe = (arbitrary: fc.Arbitrary<object>) => fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, arbitrary);

const labelKey = few(
  'app',
  'app.kubernetes.io/name',
  'a.b',
  'a_b',
  'a-b',
  'team',
  'x/y',
  'Größe'.replace(/[^A-Za-z]/g, ''),
  'k8s-app',
  'env',
);
const labelValue = few('', 'web', 'a.b', 'v1', '1', 'true', 'on', 'x_y', 'web-2');
const expression = fc.oneof(
  fc.record({ key: labelKey, operator: few('In', 'NotIn'), values: fc.array(labelValue, { minLength: 1, maxLength: 3 }) }),
  fc.record({ key: labelKey, operator: few('Exists', 'DoesNotExist') }),
);
const wrongExpression = few<object>(
  { key: 'app', operator: 'In' },
  { key: 'app', operator: 'Exists', values: ['x'] },
  { key: '-a', operator: 'Exists' },
  { key: 'a', operator: 'Like', values: ['x'] },
);
export const selector = sparse({
  matchLabels: fc.dictionary(labelKey, labelValue, { maxKeys: 3 }),
  matchExpressions: fc.array(mostly<object>(expression, wrongExpression), { maxLength: 3 }),
});
/** Selectors of the Prometheus object: everything, nothing, or by the labels that the objects below have. */
export const choice = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  few<object>({ matchLabels: { group: 'a' } }, { matchExpressions: [{ key: 'group', operator: 'NotIn', values: ['b'] }] }),
);
export const namespaceChoice = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  few<object>(
    { matchLabels: { tier: 'odd' } },
    { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['default', 'team-a'] }] },
  ),
);

const secretKey = (...keys: readonly string[]) =>
  mostly<object>(
    few(...keys.map((key) => ({ name: 'creds', key }))),
    few<object>({ name: 'creds', key: 'nothing' }, { name: 'nowhere', key: 'user' }),
    40,
  );
const credential = secretKey('user', 'pass', 'token', 'id', 'empty');
const ca = mostly<object>(
  few<object>({ secret: { name: 'tls', key: 'ca.crt' } }, { configMap: { name: 'trust', key: 'ca.crt' } }),
  few<object>(
    { secret: { name: 'tls', key: 'bad.crt' } },
    { configMap: { name: 'trust', key: 'bad.crt' } },
    { configMap: { name: 'trust', key: 'none' } },
    {},
  ),
  30,
);
const cert = few<object>({ cert: { secret: { name: 'tls', key: 'tls.crt' } }, keySecret: { name: 'tls', key: 'tls.key' } });
const wrongPair = few<object>(
  { cert: { secret: { name: 'tls', key: 'tls.crt' } } },
  { keySecret: { name: 'tls', key: 'tls.key' } },
  { cert: { secret: { name: 'tls', key: 'bad.crt' } }, keySecret: { name: 'tls', key: 'tls.key' } },
);
const tlsVersions = few<object>({ minVersion: 'TLS12' }, { maxVersion: 'TLS13' }, { minVersion: 'TLS10', maxVersion: 'TLS12' });
export const safeTls = both(
  sparse({ ca, serverName: few('', 'name.example'), insecureSkipVerify: fc.boolean() }),
  maybe(mostly(cert, wrongPair)),
  maybe(tlsVersions),
);
const fileTls = both(
  sparse({ caFile: few('/ca.pem'), serverName: few('x') }),
  maybe(few<object>({ certFile: '/c.pem', keyFile: '/k.pem' })),
);
export const tls = fc.oneof(
  safeTls,
  mostly<object>(fileTls, few<object>({ certFile: '/c.pem' }, { caFile: '/ca', ca: { secret: { name: 'tls', key: 'ca.crt' } } }), 30),
);

const url = few('http://proxy.example:3128', 'https://user:pw@proxy.example/path?x=1');
export const proxy = fc.oneof(
  fc.record({ proxyUrl: url }),
  fc.record({ proxyUrl: url, noProxy: few('a.example,10.0.0.0/8', '') }),
  fc.record({ proxyFromEnvironment: fc.boolean() }),
  fc.record({
    proxyUrl: url,
    proxyConnectHeader: fc.dictionary(few('X-A', 'X-B'), fc.array(credential, { minLength: 1, maxLength: 2 }), { minKeys: 1, maxKeys: 2 }),
  }),
);
export const basicAuth = fc.record({ username: credential, password: credential });
export const authorization = both(
  sparse({ type: mostly(few('', 'Bearer', ' Token '), few('Basic', 'basic ')) }),
  fc.record({ credentials: credential }),
);
export const oauth2 = both(
  fc.record({
    clientId: few<object>({ secret: { name: 'creds', key: 'id' } }, { configMap: { name: 'trust', key: 'id' } }),
    clientSecret: credential,
    tokenUrl: few('https://auth.example/token'),
  }),
  sparse({
    scopes: fc.array(few('a', 'b'), { maxLength: 2 }),
    endpointParams: fc.dictionary(few('p', 'q'), few('', '1'), { maxKeys: 2 }),
    tlsConfig: safeTls,
  }),
  maybe(proxy),
);
/** At most one way to authenticate, but for the odd object. */
export const auth: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  fc.record({ basicAuth }),
  fc.record({ authorization }),
  fc.record({ oauth2 }),
  { weight: 1, arbitrary: mostly<object>(fc.constant({}), fc.record({ basicAuth, authorization }), 3).map((some) => ({ ...some })) },
);
export const authWithoutOAuth = auth.map(({ oauth2: _, ...rest }) => rest);
export const bearerSecret = fc.record({ bearerTokenSecret: credential });
export const sigv4 = both(
  sparse({
    region: few('', 'eu-1'),
    profile: few('p'),
    roleArn: few('arn'),
    externalId: few('ext'),
    useFIPSSTSEndpoint: fc.boolean(),
  }),
  maybe(mostly<object>(fc.record({ accessKey: credential, secretKey: credential }), fc.record({ accessKey: credential }))),
);

const label = mostly(few('pod', 'instance', '__address__', '__tmp_x'), few('größe', 'a-b'), 20);
const goodRelabeling = fc.oneof(
  both(
    fc.record({ targetLabel: label }),
    sparse({
      sourceLabels: fc.array(label, { maxLength: 2 }),
      separator: few('', ';', '@'),
      regex: few('', '(.*)', '(.+);(.+)', 'a|b', '[a-z]+', '(?i)x', '\\d{2,}'),
      replacement: few('', '$1', '${1}-x', '$(SHARD)'),
      action: few('replace', 'Replace'),
    }),
  ),
  both(
    fc.record({ action: few('keep', 'drop', 'Keep', 'DROP'), sourceLabels: fc.array(label, { minLength: 1, maxLength: 2 }) }),
    sparse({ regex: few('a.*', 'true') }),
  ),
  fc.record({ action: few('labeldrop', 'labelkeep', 'LabelDrop'), regex: few('tmp_.*', '(.*)') }),
  both(fc.record({ action: few('labelmap'), regex: few('__meta_(.+)') }), sparse({ replacement: few('k8s_${1}', '$1', 'x') })),
  fc.record({
    action: few('hashmod', 'HashMod'),
    sourceLabels: few(['__address__']),
    targetLabel: few('__tmp_hash', 'shard'),
    modulus: few(1, 2, 7),
  }),
  fc.record({
    action: mostly(few('lowercase', 'Uppercase'), few('keepequal', 'dropequal'), 2),
    sourceLabels: few(['a']),
    targetLabel: label,
  }),
);
const wrongRelabeling = few<object>(
  { action: 'replace' },
  { action: 'hashmod', targetLabel: 'x' },
  { regex: '(', targetLabel: 'a' },
  { action: 'labeldrop', targetLabel: 'x' },
  { action: 'keepequal', targetLabel: 'a', regex: 'x' },
  { action: 'lowercase', targetLabel: 'a', replacement: 'x' },
  { action: 'labelmap', replacement: '' },
  { targetLabel: 'l${1}' },
  { regex: 'a)(b', targetLabel: 'a' },
);
export const relabelings = fc.array(mostly<object>(goodRelabeling, wrongRelabeling, 60), { maxLength: 3 });

const limit = few(0, 1, 10, 500, 2000);
export const limits = {
  sampleLimit: limit,
  targetLimit: limit,
  labelLimit: limit,
  labelNameLengthLimit: limit,
  labelValueLengthLimit: limit,
  keepDroppedTargets: limit,
};
export const size = few('0', '1MB', '512KiB', '2GB', '1.5MB', '100B');
const protocol = few('PrometheusProto', 'OpenMetricsText1.0.0', 'PrometheusText0.0.4', 'PrometheusText1.0.0');
export const histograms = {
  scrapeNativeHistograms: fc.boolean(),
  scrapeClassicHistograms: fc.boolean(),
  convertClassicHistogramsToNHCB: fc.boolean(),
};
export const formats = {
  ...histograms,
  nativeHistogramBucketLimit: limit,
  nativeHistogramMinBucketFactor: few<unknown>('1.1', '500m', 2, '0.3', '1', '1e-1', '1.5Ki'),
  scrapeProtocols: fc.array(protocol, { maxLength: 3 }),
  fallbackScrapeProtocol: protocol,
};
const timing = mostly<object>(
  few<object>(
    {},
    {},
    { interval: '15s' },
    { interval: '1m', scrapeTimeout: '10s' },
    { scrapeTimeout: '5s' },
    { interval: '1m30s' },
    { interval: '', scrapeTimeout: '' },
  ),
  few<object>({ interval: '5s', scrapeTimeout: '10s' }, { scrapeTimeout: '2h' }, { interval: 'x', scrapeTimeout: '1s' }),
  20,
);
const scrapeClass = mostly(few('', 'default-class', 'other-class'), few('unknown'), 30);
const attachMetadata = sparse({ node: fc.boolean() });
const namespaceSelector = few<object>(
  {},
  { any: true },
  { any: false },
  { matchNames: ['team-a', 'team-b'] },
  { any: true, matchNames: ['x'] },
  { matchNames: [] },
);
const params = fc.dictionary(few('module', 'match[]', 'x'), fc.array(few('a', '', '{job="x"}'), { maxLength: 2 }), { maxKeys: 2 });
const endpoint = {
  path: few('', '/metrics', '/probe?x=y'),
  scheme: few('http', 'HTTPS', 'https'),
  params,
  honorLabels: fc.boolean(),
  honorTimestamps: fc.boolean(),
  trackTimestampsStaleness: fc.boolean(),
  relabelings,
  metricRelabelings: relabelings,
  filterRunning: fc.boolean(),
  followRedirects: fc.boolean(),
  enableHttp2: fc.boolean(),
};
const monitor = {
  ...limits,
  ...formats,
  jobLabel: labelKey,
  podTargetLabels: fc.array(labelKey, { maxLength: 2 }),
  selectorMechanism: few('RelabelConfig', 'RoleSelector'),
  namespaceSelector,
  attachMetadata,
  scrapeClass,
  bodySizeLimit: size,
};

export interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

const object = (apiVersion: string, kind: string, spec: fc.Arbitrary<object>): fc.Arbitrary<Named> =>
  fc.record({
    apiVersion: fc.constant(apiVersion),
    kind: fc.constant(kind),
    metadata: fc.record({
      name: few('x', 'y', 'a.b', 'web-1'),
      namespace: few(...namespaces),
      uid: few('0-1', '2'),
      labels: few<Record<string, string>>({}, { group: 'a' }, { group: 'b' }),
    }),
    spec,
  });

export const serviceMonitor = object(
  'monitoring.coreos.com/v1',
  'ServiceMonitor',
  both(
    fc.record({
      selector,
      endpoints: fc.array(
        both(
          sparse({ ...endpoint, tlsConfig: tls, bearerTokenFile: few('/token') }),
          auth,
          timing,
          maybe(proxy),
          few<object>(
            {},
            { port: 'http' },
            { targetPort: 8080 },
            { targetPort: 'web' },
            { port: 'http', targetPort: 1 },
            { targetPort: 0 },
            { port: '' },
          ),
        ),
        { maxLength: 2 },
      ),
    }),
    sparse({ ...monitor, targetLabels: fc.array(labelKey, { maxLength: 2 }), serviceDiscoveryRole: few('Endpoints', 'EndpointSlice') }),
  ),
);
export const podMonitor = object(
  'monitoring.coreos.com/v1',
  'PodMonitor',
  both(
    fc.record({
      selector,
      podMetricsEndpoints: fc.array(
        both(
          sparse({ ...endpoint, tlsConfig: safeTls }),
          fc.oneof({ weight: 4, arbitrary: auth }, bearerSecret),
          timing,
          maybe(proxy),
          few<object>(
            {},
            { port: 'http' },
            { portNumber: 9090 },
            { targetPort: 'web' },
            { targetPort: 8080 },
            { port: 'http', portNumber: 1 },
          ),
        ),
        { maxLength: 2 },
      ),
    }),
    sparse(monitor),
  ),
);
export const probe = object(
  'monitoring.coreos.com/v1',
  'Probe',
  both(
    fc.record({
      prober: both(
        fc.record({
          url: mostly(
            few('blackbox:9115', 'probe.example', '10.0.0.1:80', '[::1]:80', '::1'),
            few('http://x', 'a:b', 'x:70000', 'a b', ''),
          ),
        }),
        sparse({ scheme: few('HTTP', 'https'), path: few('/probe', '/x') }),
        maybe(proxy),
      ),
      targets: mostly<object>(
        fc.oneof(
          fc.record({
            staticConfig: sparse({
              static: fc.array(few('a.example', 'https://b.example/x'), { maxLength: 2 }),
              labels: fc.dictionary(mostly(few('env', 'namespace'), few('a-b')), few('x', '')),
              relabelingConfigs: relabelings,
            }),
          }),
          fc.record({ ingress: sparse({ selector, namespaceSelector, relabelingConfigs: relabelings }) }),
        ),
        few<object>({}),
      ),
    }),
    sparse({
      ...limits,
      ...formats,
      jobName: few('', 'checks'),
      module: few('', 'http_2xx'),
      metricRelabelings: relabelings,
      scrapeClass,
      followRedirects: fc.boolean(),
      enableHttp2: fc.boolean(),
      tlsConfig: safeTls,
      params: fc.uniqueArray(
        fc.record({ name: few('module', 'x', 'y'), values: fc.array(few('a', 'b'), { minLength: 1, maxLength: 2 }) }),
        { selector: ({ name }) => name, maxLength: 2 },
      ),
    }),
    fc.oneof({ weight: 4, arbitrary: auth }, bearerSecret),
    timing,
  ),
);
const query = few<string | number>(
  'up',
  'sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) > 0.5',
  'up{namespace="other"} unless on (pod) x',
  'vector(1)',
  1,
  'x offset 5m',
  'max_over_time(up[1h:5m])',
  'histogram_quantile(0.9, sum(rate(b[5m])) by (le))',
);
const wrongQuery = few<string | number>('sum(', '', 'rate(up)', 'limitk(2, up)');
const rule = both(
  fc.oneof(
    both(
      fc.record({ alert: few('Down', 'A b') }),
      sparse({
        for: few('5m', '0s', '1d'),
        keep_firing_for: few('1m'),
        annotations: fc.dictionary(few('summary', 'x'), few('a', '{{ $value }}')),
      }),
    ),
    mostly<object>(
      fc.record({ record: few('job:up:sum', 'x') }),
      few<object>({}, { record: 'a{b}' }, { record: 'x', alert: 'y' }, { record: 'x', for: '5m' }),
    ),
  ),
  fc.record({ expr: mostly(query, wrongQuery) }),
  sparse({ labels: fc.dictionary(mostly(few('severity', 'namespace', 'team'), few('__name__', '9a')), few('a', '')) }),
);
export const prometheusRule = object(
  'monitoring.coreos.com/v1',
  'PrometheusRule',
  fc.record({
    groups: fc.uniqueArray(
      both(
        fc.record({ name: few('a', 'b') }),
        sparse({
          interval: few('1m'),
          query_offset: few('10s'),
          limit: few(0, 5),
          labels: fc.dictionary(few('x'), few('y')),
          partial_response_strategy: few('warn'),
          rules: fc.array(rule, { maxLength: 2 }),
        }),
      ),
      { selector: ({ name }) => name, maxLength: 2 },
    ),
  }),
);

const unique = (arbitrary: fc.Arbitrary<Named>, maxLength: number) =>
  fc.uniqueArray(arbitrary, { selector: ({ metadata }) => `${metadata.namespace}/${metadata.name}`, maxLength });

/** Scrape objects and rules; ScrapeConfigs are in a file of their own. */
export const monitors = fc
  .tuple(unique(serviceMonitor, 3), unique(podMonitor, 2), unique(probe, 2), unique(prometheusRule, 2))
  .map((lists) => lists.flat());
export { attachMetadata, both, credential, maybe, mostly, object, params, scrapeClass, unique };
