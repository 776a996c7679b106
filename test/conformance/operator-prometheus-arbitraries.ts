import fc from 'fast-check';
import {
  attachMetadata,
  auth,
  authorization,
  authWithoutOAuth,
  both,
  choice,
  credential,
  few,
  histograms,
  limits,
  maybe,
  mostly,
  namespaceChoice,
  proxy,
  relabelings,
  sigv4,
  size,
  sparse,
  tls,
} from './operator-arbitraries';
import { aroundGate, prometheusSources, versionsIn } from './operator-gates';

/** Random Prometheus and PrometheusAgent objects, nearly all of them such as the API server takes. */

/** Every version at which something changes, on both sides, and some that the operator reads in another way or not at all. */
const versions = versionsIn(prometheusSources)
  .filter((gate) => !gate.startsWith('0.'))
  .flatMap(aroundGate);
const version = fc.oneof(
  { weight: 20, arbitrary: fc.constant(undefined) },
  { weight: 60, arbitrary: few(...versions) },
  { weight: 4, arbitrary: few('2.0.0', 'v2.34', 'v3', 'v3.99.0') },
  few('v4.0.0', 'main', 'v1.8.0'),
);

const fullAuthorization = mostly<object>(
  fc.oneof(authorization, few<object>({ credentialsFile: '/token' }, { type: 'X', credentialsFile: '/t' })),
  few<object>({ credentials: { name: 'creds', key: 'token' }, credentialsFile: '/x' }),
  40,
);
const remoteAuth = fc.oneof(
  { weight: 4, arbitrary: auth },
  fc.record({ authorization: fullAuthorization }),
  few<object>({ bearerTokenFile: '/token' }, { bearerToken: 'literal' }),
);
const headers = fc.dictionary(few('X-A', 'X-B'), few('1', ''), { maxKeys: 2 });
const remote = both(
  fc.record({ url: few('https://remote.example/api') }),
  sparse({ name: few('', 'r'), remoteTimeout: few('30s'), headers, tlsConfig: tls, followRedirects: fc.boolean() }),
  maybe(proxy),
);
const uuid = mostly(few('00000000-a12b-3cd4-e56f-000000000000'), few('x', '{00000000-a12b-3cd4-e56f-000000000000}'));
const azureAd = both(
  sparse({ cloud: few('AzurePublic'), scope: few('', 's') }),
  mostly<object>(
    fc.oneof(
      few<object>({ managedIdentity: {} }, { managedIdentity: { clientId: 'c' } }, { sdk: {} }, { sdk: { tenantId: 't' } }),
      fc.record({ oauth: fc.record({ clientId: uuid, clientSecret: credential, tenantId: few('t') }) }),
      fc.record({ workloadIdentity: fc.record({ clientId: uuid, tenantId: uuid }) }),
    ),
    few<object>({}, { sdk: {}, managedIdentity: {} }),
  ),
);
const count = few(0, 1, 100);
const remoteWrite = both(
  remote,
  sparse({
    messageVersion: few('V1.0', 'V2.0'),
    sendExemplars: fc.boolean(),
    sendNativeHistograms: fc.boolean(),
    writeRelabelConfigs: relabelings,
    enableHTTP2: fc.boolean(),
    roundRobinDNS: fc.boolean(),
    queueConfig: sparse({
      capacity: count,
      minShards: count,
      maxShards: count,
      maxSamplesPerSend: count,
      batchSendDeadline: few('5s'),
      maxRetries: count,
      minBackoff: few('1s'),
      maxBackoff: few('2s'),
      retryOnRateLimit: fc.boolean(),
      sampleAgeLimit: few('1h'),
    }),
    metadataConfig: sparse({ send: fc.boolean(), sendInterval: few('1m'), maxSamplesPerSend: count }),
  }),
  fc.oneof({ weight: 3, arbitrary: remoteAuth }, fc.record({ sigv4 }), fc.record({ azureAd })),
);
const remoteRead = both(
  remote,
  sparse({ requiredMatchers: headers, readRecent: fc.boolean(), filterExternalLabels: fc.boolean() }),
  remoteAuth,
);

const scrapeClasses = few<readonly string[]>(
  [],
  ['default-class', 'other-class'],
  ['default-class', 'other-class'],
  ['default-class', 'other-class'],
  ['other-class', 'default-class'],
  ['other-class'],
).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      both(
        fc.record({ name: fc.constant(name), default: fc.constant(name === 'default-class') }),
        sparse({
          fallbackScrapeProtocol: few('PrometheusProto', 'OpenMetricsText1.0.0'),
          tlsConfig: tls,
          authorization: fullAuthorization,
          relabelings,
          metricRelabelings: relabelings,
          attachMetadata,
        }),
      ),
    ),
  ),
);

const common = {
  scrapeProtocols: fc.array(few('PrometheusProto', 'PrometheusText1.0.0'), { maxLength: 2 }),
  replicaExternalLabelName: few('', 'replica', 'a.b'),
  prometheusExternalLabelName: few('', 'cluster'),
  externalLabels: fc.dictionary(few('cluster', 'region', 'prometheus', 'größe'), few('eu', '$(POD_NAME)-x', '$(SHARD)', '')),
  ...limits,
  ...histograms,
  bodySizeLimit: size,
  enforcedBodySizeLimit: size,
  nameValidationScheme: few('UTF8', 'Legacy'),
  nameEscapingScheme: few('AllowUTF8', 'Dots', 'Values'),
  scrapeFailureLogFile: few('', 'f.log', '/var/f.log', './x/../f', 'a/b'),
  enforcedSampleLimit: few(0, 5, 1000),
  enforcedTargetLimit: few(0, 5, 1000),
  enforcedLabelLimit: few(5),
  enforcedLabelNameLengthLimit: few(100),
  enforcedLabelValueLengthLimit: few(100),
  enforcedKeepDroppedTargets: few(7),
  remoteWrite: fc.array(remoteWrite, { maxLength: 2 }),
  runtime: sparse({ goGC: few(50, 0) }),
  apiserverConfig: both(
    fc.record({ host: few('https://k8s.example') }),
    sparse({ tlsConfig: tls }),
    maybe(proxy),
    fc.oneof(
      few<object>({}, { bearerToken: 'x' }, { bearerTokenFile: '/t' }),
      fc.record({ authorization: fullAuthorization }),
      authWithoutOAuth,
    ),
  ),
  arbitraryFSAccessThroughSMs: sparse({ deny: fc.boolean() }),
  overrideHonorLabels: fc.boolean(),
  overrideHonorTimestamps: fc.boolean(),
  ignoreNamespaceSelectors: fc.boolean(),
  enforcedNamespaceLabel: few('namespace', 'tenant'),
  excludedFromEnforcement: fc.array(
    both(
      fc.record({
        resource: few('servicemonitors', 'podmonitors', 'probes', 'scrapeconfigs', 'prometheusrules'),
        namespace: few('default', 'team-a'),
      }),
      sparse({ name: few('x', 'y'), group: few('monitoring.coreos.com') }),
    ),
    { maxLength: 3 },
  ),
  podTargetLabels: fc.array(few('app', 'a.b'), { maxLength: 2 }),
  serviceDiscoveryRole: few('Endpoints', 'EndpointSlice'),
  shards: few(0, 1, 1, 2, 3, 4),
  shardingStrategy: both(
    fc.record({ mode: few('Classic', 'Topology') }),
    sparse({
      topology: both(fc.record({ values: few(['z1'], ['z1', 'z2'], ['a', 'b', 'c']) }), sparse({ externalLabelName: few('', 'az') })),
    }),
  ),
  tracingConfig: both(
    fc.record({ endpoint: few('otel:4317') }),
    sparse({
      clientType: few('GRPC', 'http'),
      samplingFraction: mostly<unknown>(few<unknown>('0.5', '100m', 1, '0.7'), few<unknown>('1500m')),
      insecure: fc.boolean(),
      headers,
      compression: few('Gzip'),
      timeout: few('5s'),
      tlsConfig: tls,
    }),
  ),
  enableFeatures: fc.array(few('st-storage', 'promql-experimental-functions'), { maxLength: 2 }),
  additionalScrapeConfigs: mostly<object>(
    few<object>({ name: 'additional', key: 'jobs' }, { name: 'gone', key: 'x', optional: true }),
    few<object>({ name: 'gone', key: 'x' }, { name: 'additional', key: 'text' }),
    12,
  ),
};
/** Most versions know less than all of it. */
const otlp = both(
  maybe(
    few<object>(
      { promoteAllResourceAttributes: true, ignoreResourceAttributes: ['a'] },
      { promoteResourceAttributes: ['b', 'c'] },
      { promoteAllResourceAttributes: false },
    ),
  ),
  sparse({
    translationStrategy: few(
      'NoUTF8EscapingWithSuffixes',
      'UnderscoreEscapingWithSuffixes',
      'NoTranslation',
      'UnderscoreEscapingWithoutSuffixes',
    ),
    keepIdentifyingResourceAttributes: fc.boolean(),
    convertHistogramsToNHCB: fc.boolean(),
    promoteScopeMetadata: fc.boolean(),
    labelNameUnderscoreSanitization: fc.boolean(),
    labelNamePreserveMultipleUnderscores: fc.boolean(),
  }),
);
const timing = fc.oneof(
  { weight: 20, arbitrary: few<object>({ scrapeInterval: '30s' }, { scrapeInterval: '1m', scrapeTimeout: '10s' }) },
  few<object>({}, { scrapeTimeout: '10s' }, { scrapeInterval: '30s', scrapeTimeout: '2m' }, { scrapeInterval: '30s', scrapeTimeout: 'x' }),
);
/** Every Prometheus has one of these. */
const basis = fc
  .tuple(timing, version, mostly<object>(fc.constant({}), fc.record({ otlp }), 8))
  .map(([times, chosen, pushed]) => ({ ...times, ...pushed, ...(chosen !== undefined && { version: chosen }) }));
const tsdb = {
  outOfOrderTimeWindow: few('5m'),
  staleSeriesCompactionThreshold: mostly<unknown>(few<unknown>('0.3', '250m', 0), few<unknown>('2')),
  chunkEncoding: mostly(few({ floats: 'Xor2' }), few({ floats: 'Xor' }), 3),
};

/** The operator writes `storage` once for each of an agent's fields, which is no YAML that Prometheus takes: one at a time here. */
const oneOf = fc.oneof(...Object.entries(tsdb).map(([name, arbitrary]) => arbitrary.map((value): object => ({ [name]: value }))));

const selectors = fc.record({
  serviceMonitorSelector: choice,
  serviceMonitorNamespaceSelector: namespaceChoice,
  podMonitorSelector: choice,
  podMonitorNamespaceSelector: namespaceChoice,
  probeSelector: choice,
  probeNamespaceSelector: namespaceChoice,
  scrapeConfigSelector: choice,
  scrapeConfigNamespaceSelector: namespaceChoice,
});
const fewerSelectors = fc.oneof(
  { weight: 30, arbitrary: selectors },
  sparse({ serviceMonitorSelector: choice, podMonitorSelector: choice, probeSelector: choice }),
);

const alertmanager = both(
  fc.record({ name: few('main', 'a.b'), port: few<unknown>('web', 9093) }),
  sparse({
    namespace: few('monitoring', 'other'),
    scheme: few('HTTPS', 'http'),
    pathPrefix: few('/am', ''),
    tlsConfig: tls,
    apiVersion: few('v2', 'V1', 'V2', 'v1'),
    timeout: few('5s'),
    enableHttp2: fc.boolean(),
    relabelings,
    alertRelabelings: relabelings,
  }),
  maybe(proxy),
  fc.oneof(few<object>({}, { bearerTokenFile: '/t' }), fc.record({ authorization }), fc.record({ sigv4 }), authWithoutOAuth),
);

const server = sparse({
  ruleSelector: choice,
  ruleNamespaceSelector: namespaceChoice,
  evaluationInterval: few('30s', '1m'),
  ruleQueryOffset: few('1m'),
  queryLogFile: few('', 'q.log', '/x/q.log'),
  prometheusRulesExcludedFromEnforce: few([{ ruleNamespace: 'default', ruleName: 'x' }]),
  remoteRead: fc.array(remoteRead, { maxLength: 2 }),
  retention: few('', '10d'),
  retentionSize: few('', '5GB'),
  exemplars: sparse({ maxSize: few(0, 100) }),
  alerting: fc.record({ alertmanagers: fc.array(alertmanager, { maxLength: 2 }) }),
  tsdb: sparse(tsdb),
  additionalAlertRelabelConfigs: few({ name: 'additional', key: 'relabelings' }),
  additionalAlertManagerConfigs: few({ name: 'additional', key: 'alertmanagers' }),
});
const metadata = fc.record({ name: few('k8s', 'p'), namespace: few('monitoring', 'default') });

const prometheusServer = fc.record({
  apiVersion: fc.constant('monitoring.coreos.com/v1'),
  kind: fc.constant('Prometheus'),
  metadata,
  spec: both(fewerSelectors, basis, sparse(common), fc.record({ scrapeClasses }), server),
});
const prometheusAgent = fc.record({
  apiVersion: fc.constant('monitoring.coreos.com/v1alpha1'),
  kind: fc.constant('PrometheusAgent'),
  metadata,
  spec: both(
    selectors,
    basis,
    sparse(common),
    fc.record({ scrapeClasses }),
    sparse({ tsdb: oneOf, mode: few('DaemonSet', 'StatefulSet') }),
  ),
});

export const prometheuses = fc.oneof({ weight: 3, arbitrary: prometheusServer }, prometheusAgent);

/** What users write in Prometheus' own language. */
export const additionalSecret = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'additional', namespace },
  stringData: {
    jobs: '- job_name: own\n  static_configs:\n  - targets: ["a:80"]\n- job_name: hashed\n  relabel_configs:\n  - action: hashmod\n    target_label: x\n    modulus: 3\n    source_labels: [a]\n  - regex: $(SHARD)\n    action: keep\n    source_labels: [x]\n- job_name: relabelled\n  relabel_configs:\n  - target_label: x\n    replacement: 0x1F\n    regex: on\n',
    relabelings: '- action: labeldrop\n  regex: tmp\n',
    alertmanagers: '- static_configs:\n  - targets: ["am:9093"]\n',
    text: 'no list',
    strange: '- job_name: x\n  relabel_configs: none\n',
    stranger: '- job_name: x\n  relabel_configs: [none]\n',
  },
});
