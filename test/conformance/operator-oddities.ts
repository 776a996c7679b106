import fc from 'fast-check';
import { both, few, sparse } from './operator-arbitraries';

/** Objects with one field that is nearly right: what does the operator still take? */

const soup = (...pieces: readonly string[]) => fc.array(few(...pieces), { maxLength: 7 }).map((all) => all.join(''));
const url = soup(
  'http',
  'https',
  'ftp',
  'unix',
  ':',
  '//',
  '/',
  '///',
  'host',
  '.',
  '80',
  ':80',
  ':x',
  '@',
  'user',
  '%',
  '%2f',
  '%zz',
  '?',
  'a=b',
  '#',
  '[',
  ']',
  '::1',
  ' ',
  '\u007f',
  '"',
  '<',
  '+',
  'é',
  '_',
  '*',
);
const prober = soup(
  'host',
  '.',
  ':',
  '80',
  '0',
  '65536',
  '99',
  '[',
  ']',
  '::1',
  '::',
  'fe80',
  '%eth0',
  '1.2.3.4',
  '01',
  '-',
  '_',
  '/',
  ' ',
  'a'.repeat(64),
  '+',
  'http://',
  'x',
  'ffff:1.2.3.4',
  '256',
);
const labelSelector = soup(
  'app',
  'a/b',
  'in',
  'notin',
  ' ',
  '=',
  '==',
  '!=',
  '!',
  '(',
  ')',
  ',',
  '>',
  '<',
  '1',
  'x',
  '-',
  ' in ',
  'é',
  '\t',
);
const fieldSelector = soup('metadata.name', '=', '==', '!=', ',', '\\', '\\,', '\\=', 'x', ' ', 'é');
const duration = soup('1', '0', '15', 's', 'm', 'h', 'd', 'w', 'y', 'ms', '-', ' ', '.', '99999999999');
const key = soup('a', 'app', '/', '.', '-', '_', 'A', '0', 'é', 'x'.repeat(64), 'example.com', ' ');
const version = soup('v', '2', '3', '.', '13', '0', '-rc', '.1', '+b', ' ', '4', '02', '45');
const quantity = soup('1', '0', '.', '5', 'm', 'k', 'Ki', 'e', '-', '+', 'E', '3', 'n', '2');
const regex = soup(
  '(',
  ')',
  '[',
  ']',
  'a',
  '*',
  '+',
  '?',
  '\\d',
  '\\',
  '{2}',
  '|',
  '^',
  '$',
  '(?i)',
  '(?:',
  'é',
  '.',
  '\\pL',
  '(?P<x>',
  '\\1',
  '(?=',
  '[[:alpha:]]',
);
const template = soup('a', '$', '{', '}', '1', '$1', '${1}', '_', '-', 'é', '.');
const fields = sparse({
  sourceLabels: fc.array(few('a', 'b'), { maxLength: 2 }),
  separator: few('', ';', '-'),
  targetLabel: template,
  regex: few('', '(.*)', 'x', '.*'),
  modulus: few(0, 1),
  replacement: few('', '$1', 'x', 'k_${1}', '-'),
  action: few(
    '',
    'replace',
    'keep',
    'drop',
    'hashmod',
    'labelmap',
    'labeldrop',
    'labelkeep',
    'lowercase',
    'Uppercase',
    'KeepEqual',
    'dropequal',
    'x',
  ),
});
const reference = few<object>(
  {},
  { secret: { name: 'tls', key: 'ca.crt' } },
  { configMap: { name: 'trust', key: 'ca.crt' } },
  { secret: { name: 'tls', key: 'tls.key' } },
  { secret: { name: 'tls', key: 'tls.crt' } },
  { secret: { name: 'tls', key: 'ca.crt' }, configMap: { name: 'trust', key: 'ca.crt' } },
  { secret: { name: 'creds', key: 'empty' } },
);
const tls = sparse({
  ca: reference,
  cert: reference,
  keySecret: few(
    { name: 'tls', key: 'tls.key' },
    { name: 'tls', key: 'tls.crt' },
    { name: 'tls', key: 'bad.crt' },
    { name: 'creds', key: 'empty' },
  ),
  caFile: few('', '/a'),
  certFile: few('', '/c'),
  keyFile: few('', '/k'),
  minVersion: few('TLS10', 'TLS13'),
  maxVersion: few('TLS10', 'TLS12'),
});
const creds = { name: 'creds', key: 'user' };
const proxy = sparse({
  proxyUrl: fc.oneof(few('', 'http://p'), url),
  noProxy: few('', 'x'),
  proxyFromEnvironment: fc.boolean(),
  proxyConnectHeader: few<object>({}, { X: [] }, { X: [{}] }, { X: [creds] }, { X: [{ key: '' }] }),
});
const auth = sparse({
  basicAuth: few<object>({}, { username: creds, password: creds }, { username: creds }),
  authorization: few<object>(
    {},
    { type: 'Basic', credentials: creds },
    { credentials: creds },
    { type: 'X' },
    { credentials: { key: 'x' } },
    { credentials: creds, credentialsFile: '/f' },
  ),
  oauth2: few<object>(
    {},
    { clientId: { secret: creds }, clientSecret: creds, tokenUrl: 'http://t' },
    { clientId: { secret: creds }, clientSecret: creds },
    { clientId: {}, clientSecret: creds, tokenUrl: 'x' },
  ),
  bearerTokenSecret: few<object>({}, creds, { name: 'creds', key: 'none' }, { name: 'nowhere' }),
});

const metadata = { name: 'x', namespace: 'monitoring' };
const scrapeConfig = (spec: object) => ({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'ScrapeConfig', metadata, spec });
const serviceMonitor = (endpoint: object, spec: object = {}) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata,
  spec: { selector: {}, endpoints: [endpoint], ...spec },
});
const podMonitor = (endpoint: object) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata,
  spec: { selector: {}, podMetricsEndpoints: [endpoint] },
});
const probe = (spec: object) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Probe',
  metadata,
  spec: { prober: { url: 'x' }, targets: { staticConfig: {} }, ...spec },
});
const role = few('Pod', 'Service', 'EndpointSlice', 'Endpoints', 'Node', 'Ingress');

const oddObject: fc.Arbitrary<object> = fc.oneof(
  url
    .chain((text) =>
      few(
        { httpSDConfigs: [{ url: text }] },
        { dockerSDConfigs: [{ host: text }] },
        { dockerSwarmSDConfigs: [{ host: text, role: 'Services' }] },
        { kumaSDConfigs: [{ server: text }] },
        { nomadSDConfigs: [{ server: text }] },
        { puppetDBSDConfigs: [{ url: text, query: 'q' }] },
      ),
    )
    .map(scrapeConfig),
  prober.map((text) => probe({ prober: { url: text } })),
  fc
    .tuple(
      role,
      role,
      fc.oneof(
        labelSelector.map((label) => ({ label })),
        fieldSelector.map((field) => ({ field })),
      ),
    )
    .map(([of, by, text]) => scrapeConfig({ kubernetesSDConfigs: [{ role: of, selectors: [{ role: by, ...text }] }] })),
  fc
    .tuple(role, labelSelector)
    .map(([of, label]) => scrapeConfig({ kubernetesSDConfigs: [{ role: of, selectors: [{ role: of, label }] }] })),
  fc
    .tuple(role, fieldSelector)
    .map(([of, field]) => scrapeConfig({ kubernetesSDConfigs: [{ role: of, selectors: [{ role: of, field }] }] })),
  fc.tuple(duration, duration).map(([interval, scrapeTimeout]) => serviceMonitor({ interval, scrapeTimeout })),
  fc
    .tuple(key, key, few('RelabelConfig', 'RoleSelector'))
    .map(([name, value, selectorMechanism]) => serviceMonitor({}, { selector: { matchLabels: { [name]: value } }, selectorMechanism })),
  fc
    .tuple(key, fc.array(key, { maxLength: 2 }), few('In', 'NotIn', 'Exists', 'DoesNotExist', 'x'))
    .map(([name, values, operator]) => serviceMonitor({}, { selector: { matchExpressions: [{ key: name, operator, values }] } })),
  fields.map((relabeling) => serviceMonitor({ relabelings: [relabeling] })),
  regex.map((text) => serviceMonitor({ metricRelabelings: [{ regex: text, action: 'labeldrop' }] })),
  tls.map((tlsConfig) => serviceMonitor({ tlsConfig })),
  tls.map((tlsConfig) => podMonitor({ tlsConfig })),
  both(auth, proxy).map((endpoint) => serviceMonitor(endpoint)),
  both(auth, proxy).map((endpoint) => podMonitor(endpoint)),
  both(auth).map((spec) => probe(spec)),
  proxy.map((config) => probe({ prober: { url: 'x', ...config } })),
  auth.map(({ bearerTokenSecret: _, ...spec }) => scrapeConfig(spec)),
  template.map((label) => scrapeConfig({ staticConfigs: [{ targets: ['x'], labels: { [label]: '1' } }] })),
  quantity.filter(isQuantity).map((nativeHistogramMinBucketFactor) => serviceMonitor({}, { nativeHistogramMinBucketFactor })),
);

/** The API server takes no others; the operator could not even read the object. (With more digits in the exponent, Go's own powers of ten are inexact.) */
function isQuantity(text: string): boolean {
  return /^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?[0-9]))?$/.test(text);
}

const everything = {
  serviceMonitorSelector: {},
  podMonitorSelector: {},
  probeSelector: {},
  scrapeConfigSelector: {},
  scrapeInterval: '30s',
};

/** One odd object, or an odd Prometheus object, or both. */
export const oddities = fc
  .tuple(
    oddObject,
    fc.oneof(
      { weight: 8, arbitrary: few<object>({}, { version: 'v2.53.0' }, { version: 'v3.5.0' }) },
      version.filter((text) => text !== '').map((text) => ({ version: text })),
      fc.tuple(duration, duration).map(([scrapeInterval, scrapeTimeout]) => ({ scrapeInterval, scrapeTimeout })),
      quantity.filter(isQuantity).map((samplingFraction) => ({ tracingConfig: { endpoint: 'x', samplingFraction } })),
      quantity.filter(isQuantity).map((staleSeriesCompactionThreshold) => ({ tsdb: { staleSeriesCompactionThreshold } })),
      soup('a', '/', '.', '..', 'x.log', './').map((queryLogFile) => ({ queryLogFile })),
      both(
        auth,
        proxy,
        tls.map((tlsConfig) => ({ tlsConfig })),
      ).map(({ bearerTokenSecret: _, ...remote }) => ({ remoteWrite: [{ url: 'http://x', ...remote }] })),
    ),
  )
  .map(([object, spec]) => ({
    prometheus: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: 'k8s', namespace: 'monitoring' },
      spec: { ...everything, ...spec },
    },
    scrapes: [object],
  }));
