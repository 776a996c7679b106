import type { AlertmanagerSpec } from '../../../imports/monitoring.coreos.com/alertmanager';
import type { PrometheusSpec } from '../../../imports/monitoring.coreos.com/prometheus';

/*
 * What a resource of prometheus-operator says and the program takes as a flag: a Deployment says the same with these (prometheus-operator
 * v0.93.1, pkg/prometheus/server/statefulset.go and pkg/alertmanager/operator.go).
 */

/** The flags that a field stands for. */
type FlagsOf<S> = { readonly [K in keyof S]?: (value: NonNullable<S[K]>) => readonly string[] };

const flag = (name: string) => (value: string | number) => [`--${name}=${value}`];
const ifTrue = (name: string) => (value: boolean) => (value ? [`--${name}`] : []);
const each = (name: string) => (values: readonly string[]) => (values.length === 0 ? [] : [`--${name}=${values.join(',')}`]);
const given = (name: string, value: string | number | undefined) => (value === undefined ? [] : flag(name)(value));

const ofPrometheus: FlagsOf<PrometheusSpec> = {
  externalUrl: flag('web.external-url'),
  routePrefix: flag('web.route-prefix'),
  enableAdminAPI: ifTrue('web.enable-admin-api'),
  enableRemoteWriteReceiver: ifTrue('web.enable-remote-write-receiver'),
  enableOTLPReceiver: ifTrue('web.enable-otlp-receiver'),
  enableFeatures: each('enable-feature'),
  logLevel: flag('log.level'),
  logFormat: flag('log.format'),
  walCompression: (is) => [is ? '--storage.tsdb.wal-compression' : '--no-storage.tsdb.wal-compression'],
  web: ({ pageTitle, maxConnections }) => [...given('web.page-title', pageTitle), ...given('web.max-connections', maxConnections)],
  rules: ({ alert = {} }) => [
    ...given('rules.alert.for-outage-tolerance', alert.forOutageTolerance),
    ...given('rules.alert.for-grace-period', alert.forGracePeriod),
    ...given('rules.alert.resend-delay', alert.resendDelay),
  ],
  query: ({ timeout, maxConcurrency, maxSamples, lookbackDelta }) => [
    ...given('query.timeout', timeout),
    ...given('query.max-concurrency', maxConcurrency),
    ...given('query.max-samples', maxSamples),
    ...given('query.lookback-delta', lookbackDelta),
  ],
};

const ofAlertmanager: FlagsOf<AlertmanagerSpec> = {
  externalUrl: flag('web.external-url'),
  routePrefix: flag('web.route-prefix'),
  enableFeatures: each('enable-feature'),
  logLevel: flag('log.level'),
  logFormat: flag('log.format'),
  retention: flag('data.retention'),
  clusterGossipInterval: flag('cluster.gossip-interval'),
  clusterPushpullInterval: flag('cluster.pushpull-interval'),
  clusterPeerTimeout: flag('cluster.peer-timeout'),
};

function flagsOf<S extends object>(table: FlagsOf<S>, spec: S): readonly string[] {
  const said = Object.entries(table) as [keyof S, (value: unknown) => readonly string[]][];
  return said.flatMap(([field, flags]) => (spec[field] === undefined ? [] : flags(spec[field])));
}

export const prometheusSpecFlags = (spec: PrometheusSpec): readonly string[] => flagsOf(ofPrometheus, spec);
export const alertmanagerSpecFlags = (spec: AlertmanagerSpec): readonly string[] => flagsOf(ofAlertmanager, spec);

/** Fields that become flags or a part of prometheus.yml: what a plain workload can be told. */
export const plainPrometheusFields: ReadonlySet<string> = new Set<keyof PrometheusSpec>([
  ...(Object.keys(ofPrometheus) as (keyof PrometheusSpec)[]),
  'alerting',
  'apiserverConfig',
  'arbitraryFSAccessThroughSMs',
  'bodySizeLimit',
  'convertClassicHistogramsToNHCB',
  'enforcedBodySizeLimit',
  'enforcedKeepDroppedTargets',
  'enforcedLabelLimit',
  'enforcedLabelNameLengthLimit',
  'enforcedLabelValueLengthLimit',
  'enforcedNamespaceLabel',
  'enforcedSampleLimit',
  'enforcedTargetLimit',
  'evaluationInterval',
  'excludedFromEnforcement',
  'exemplars',
  'externalLabels',
  'ignoreNamespaceSelectors',
  'keepDroppedTargets',
  'labelLimit',
  'labelNameLengthLimit',
  'labelValueLengthLimit',
  'nameEscapingScheme',
  'nameValidationScheme',
  'otlp',
  'overrideHonorLabels',
  'overrideHonorTimestamps',
  'podTargetLabels',
  'prometheusExternalLabelName',
  'queryLogFile',
  'remoteRead',
  'remoteWrite',
  'replicaExternalLabelName',
  'retention',
  'retentionSize',
  'ruleQueryOffset',
  'runtime',
  'sampleLimit',
  'scrapeClasses',
  'scrapeClassicHistograms',
  'scrapeFailureLogFile',
  'scrapeInterval',
  'scrapeNativeHistograms',
  'scrapeProtocols',
  'scrapeTimeout',
  'serviceDiscoveryRole',
  'targetLimit',
  'tracingConfig',
  'tsdb',
]);

export const plainAlertmanagerFields: ReadonlySet<string> = new Set([
  ...Object.keys(ofAlertmanager),
  'alertmanagerConfigMatcherStrategy',
  'alertmanagerConfiguration',
]);
