import type {
  AttachMetadata, Authorization, BasicAuth, CustomResource, KeySelector, LabelSelector, OAuth2, ProxyConfig, Quantity, RelabelConfig,
  SafeAuthorization, ScrapeLimits, ServiceDiscoveryRole, Sigv4, TlsConfig,
} from './common';

export interface ScrapeClass {
  readonly name: string;
  readonly default?: boolean;
  readonly fallbackScrapeProtocol?: string;
  readonly tlsConfig?: TlsConfig;
  readonly authorization?: Authorization;
  readonly relabelings?: readonly RelabelConfig[];
  readonly metricRelabelings?: readonly RelabelConfig[];
  readonly attachMetadata?: AttachMetadata;
}

/** An object, or with no name every object of that kind in the namespace. */
export interface ObjectReference {
  readonly group?: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name?: string;
}

export interface ApiServerConfig extends ProxyConfig {
  readonly host?: string;
  readonly basicAuth?: BasicAuth;
  readonly bearerToken?: string;
  readonly bearerTokenFile?: string;
  readonly tlsConfig?: TlsConfig;
  readonly authorization?: Authorization;
}

interface RemoteSpec extends ProxyConfig {
  readonly url: string;
  readonly name?: string;
  readonly remoteTimeout?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly oauth2?: OAuth2;
  readonly basicAuth?: BasicAuth;
  readonly authorization?: Authorization;
  readonly bearerToken?: string;
  readonly bearerTokenFile?: string;
  readonly tlsConfig?: TlsConfig;
  readonly followRedirects?: boolean;
}

export interface QueueConfig {
  readonly capacity?: number;
  readonly minShards?: number;
  readonly maxShards?: number;
  readonly maxSamplesPerSend?: number;
  readonly batchSendDeadline?: string;
  readonly maxRetries?: number;
  readonly minBackoff?: string;
  readonly maxBackoff?: string;
  readonly retryOnRateLimit?: boolean;
  readonly sampleAgeLimit?: string;
}

export interface AzureAd {
  readonly cloud?: string;
  readonly scope?: string;
  readonly managedIdentity?: { readonly clientId?: string };
  readonly oauth?: { readonly clientId?: string; readonly clientSecret?: KeySelector; readonly tenantId?: string };
  readonly sdk?: { readonly tenantId?: string };
  readonly workloadIdentity?: { readonly clientId?: string; readonly tenantId?: string };
}

export interface RemoteWrite extends RemoteSpec {
  readonly messageVersion?: string;
  readonly sendExemplars?: boolean;
  readonly sendNativeHistograms?: boolean;
  readonly writeRelabelConfigs?: readonly RelabelConfig[];
  readonly sigv4?: Sigv4;
  readonly azureAd?: AzureAd;
  readonly enableHTTP2?: boolean;
  readonly queueConfig?: QueueConfig;
  readonly metadataConfig?: { readonly send?: boolean; readonly sendInterval?: string; readonly maxSamplesPerSend?: number };
  readonly roundRobinDNS?: boolean;
}

export interface RemoteRead extends RemoteSpec {
  readonly requiredMatchers?: Readonly<Record<string, string>>;
  readonly readRecent?: boolean;
  readonly filterExternalLabels?: boolean;
}

export interface AlertmanagerEndpoint extends ProxyConfig {
  readonly namespace?: string;
  readonly name: string;
  readonly port: string | number;
  readonly scheme?: string;
  readonly pathPrefix?: string;
  readonly tlsConfig?: TlsConfig;
  readonly basicAuth?: BasicAuth;
  readonly bearerTokenFile?: string;
  readonly authorization?: SafeAuthorization;
  readonly sigv4?: Sigv4;
  readonly apiVersion?: string;
  readonly timeout?: string;
  readonly enableHttp2?: boolean;
  readonly relabelings?: readonly RelabelConfig[];
  readonly alertRelabelings?: readonly RelabelConfig[];
}

export interface OtlpConfig {
  readonly promoteAllResourceAttributes?: boolean;
  readonly ignoreResourceAttributes?: readonly string[];
  readonly promoteResourceAttributes?: readonly string[];
  readonly translationStrategy?: string;
  readonly keepIdentifyingResourceAttributes?: boolean;
  readonly convertHistogramsToNHCB?: boolean;
  readonly promoteScopeMetadata?: boolean;
  readonly labelNameUnderscoreSanitization?: boolean;
  readonly labelNamePreserveMultipleUnderscores?: boolean;
}

export interface TracingConfig {
  readonly endpoint: string;
  readonly clientType?: string;
  readonly samplingFraction?: Quantity;
  readonly insecure?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly compression?: string;
  readonly timeout?: string;
  readonly tlsConfig?: TlsConfig;
}

export interface Tsdb {
  readonly outOfOrderTimeWindow?: string;
  readonly staleSeriesCompactionThreshold?: Quantity;
  readonly chunkEncoding?: { readonly floats?: string };
}

/** Fields that Prometheus and PrometheusAgent share. The global scrape limits are `ScrapeLimits` of this object. */
export interface CommonPrometheusSpec extends ScrapeLimits {
  readonly version?: string;
  readonly serviceMonitorSelector?: LabelSelector;
  readonly serviceMonitorNamespaceSelector?: LabelSelector;
  readonly podMonitorSelector?: LabelSelector;
  readonly podMonitorNamespaceSelector?: LabelSelector;
  readonly probeSelector?: LabelSelector;
  readonly probeNamespaceSelector?: LabelSelector;
  readonly scrapeConfigSelector?: LabelSelector;
  readonly scrapeConfigNamespaceSelector?: LabelSelector;
  readonly shards?: number;
  readonly shardingStrategy?: {
    readonly mode?: string;
    readonly topology?: { readonly externalLabelName?: string; readonly values?: readonly string[] };
  };
  readonly replicaExternalLabelName?: string;
  readonly prometheusExternalLabelName?: string;
  readonly externalLabels?: Readonly<Record<string, string>>;
  readonly enableFeatures?: readonly string[];
  readonly scrapeInterval?: string;
  readonly scrapeTimeout?: string;
  readonly scrapeProtocols?: readonly string[];
  readonly scrapeNativeHistograms?: boolean;
  readonly scrapeClassicHistograms?: boolean;
  readonly convertClassicHistogramsToNHCB?: boolean;
  readonly nameValidationScheme?: string;
  readonly nameEscapingScheme?: string;
  readonly bodySizeLimit?: string;
  readonly scrapeFailureLogFile?: string;
  readonly remoteWrite?: readonly RemoteWrite[];
  readonly otlp?: OtlpConfig;
  readonly tracingConfig?: TracingConfig;
  readonly tsdb?: Tsdb;
  readonly runtime?: { readonly goGC?: number };
  readonly additionalScrapeConfigs?: KeySelector;
  readonly apiserverConfig?: ApiServerConfig;
  readonly arbitraryFSAccessThroughSMs?: { readonly deny?: boolean };
  readonly overrideHonorLabels?: boolean;
  readonly overrideHonorTimestamps?: boolean;
  readonly ignoreNamespaceSelectors?: boolean;
  readonly enforcedNamespaceLabel?: string;
  readonly excludedFromEnforcement?: readonly ObjectReference[];
  readonly enforcedSampleLimit?: number;
  readonly enforcedTargetLimit?: number;
  readonly enforcedLabelLimit?: number;
  readonly enforcedLabelNameLengthLimit?: number;
  readonly enforcedLabelValueLengthLimit?: number;
  readonly enforcedKeepDroppedTargets?: number;
  readonly enforcedBodySizeLimit?: string;
  readonly podTargetLabels?: readonly string[];
  readonly scrapeClasses?: readonly ScrapeClass[];
  readonly serviceDiscoveryRole?: ServiceDiscoveryRole;
}

/** What only a Prometheus server has. */
export interface PrometheusSpec extends CommonPrometheusSpec {
  readonly evaluationInterval?: string;
  readonly ruleQueryOffset?: string;
  readonly queryLogFile?: string;
  readonly ruleSelector?: LabelSelector;
  readonly ruleNamespaceSelector?: LabelSelector;
  readonly prometheusRulesExcludedFromEnforce?: readonly { readonly ruleNamespace: string; readonly ruleName: string }[];
  readonly alerting?: { readonly alertmanagers?: readonly AlertmanagerEndpoint[] };
  readonly additionalAlertRelabelConfigs?: KeySelector;
  readonly additionalAlertManagerConfigs?: KeySelector;
  readonly remoteRead?: readonly RemoteRead[];
  readonly retention?: string;
  readonly retentionSize?: string;
  readonly exemplars?: { readonly maxSize?: number };
}

/** What only a PrometheusAgent has. */
export interface PrometheusAgentSpec extends CommonPrometheusSpec {
  readonly mode?: string;
}

export type Prometheus = CustomResource<PrometheusSpec> & { readonly kind: 'Prometheus' };
export type PrometheusAgent = CustomResource<PrometheusAgentSpec> & { readonly kind: 'PrometheusAgent' };
