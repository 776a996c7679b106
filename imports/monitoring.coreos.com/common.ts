// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
/** What every object says about itself. */
export interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
}

export interface KeySelector {
  readonly key: string;
  readonly name?: string;
  readonly optional?: boolean;
}

export interface SafeAuthorization {
  readonly credentials?: KeySelector;
  readonly type?: string;
}

export interface BasicAuth {
  readonly password?: KeySelector;
  readonly username?: KeySelector;
}

export interface OAuth2 {
  readonly clientId: SecretOrConfigMap;
  readonly clientSecret: KeySelector;
  readonly endpointParams?: Readonly<Record<string, string>>;
  readonly noProxy?: string;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly scopes?: readonly string[];
  readonly tlsConfig?: SafeTlsConfig;
  readonly tokenUrl: string;
}

export interface SecretOrConfigMap {
  readonly configMap?: KeySelector;
  readonly secret?: KeySelector;
}

export interface SafeTlsConfig {
  readonly ca?: SecretOrConfigMap;
  readonly cert?: SecretOrConfigMap;
  readonly insecureSkipVerify?: boolean;
  readonly keySecret?: KeySelector;
  readonly maxVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  readonly minVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  readonly serverName?: string;
}

export interface Sigv4 {
  readonly accessKey?: KeySelector;
  readonly externalId?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly roleArn?: string;
  readonly secretKey?: KeySelector;
  readonly useFIPSSTSEndpoint?: boolean;
}

export interface Argument {
  readonly name: string;
  readonly value?: string;
}

export interface SelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface LabelSelector {
  readonly matchExpressions?: readonly SelectorRequirement[];
  readonly matchLabels?: Readonly<Record<string, string>>;
}

export interface WebTlsConfig {
  readonly cert?: SecretOrConfigMap;
  readonly certFile?: string;
  readonly cipherSuites?: readonly string[];
  readonly client_ca?: SecretOrConfigMap;
  readonly clientAuthType?: string;
  readonly clientCAFile?: string;
  readonly curvePreferences?: readonly string[];
  readonly keyFile?: string;
  readonly keySecret?: KeySelector;
  readonly maxVersion?: string;
  readonly minVersion?: string;
  readonly preferServerCipherSuites?: boolean;
}

export interface ResourceRequirements {
  readonly claims?: readonly ResourceClaim[];
  readonly limits?: Readonly<Record<string, number | string>>;
  readonly requests?: Readonly<Record<string, number | string>>;
}

export interface ResourceClaim {
  readonly name: string;
  readonly request?: string;
}

export interface VolumeMount {
  readonly mountPath: string;
  readonly mountPropagation?: string;
  readonly name: string;
  readonly readOnly?: boolean;
  readonly recursiveReadOnly?: string;
  readonly subPath?: string;
  readonly subPathExpr?: string;
}

export interface PersistentVolumeClaimRetentionPolicy {
  readonly whenDeleted?: string;
  readonly whenScaled?: string;
}

export interface WebHttpConfig {
  readonly headers?: WebHttpHeaders;
  readonly http2?: boolean;
}

export interface WebHttpHeaders {
  readonly contentSecurityPolicy?: string;
  readonly strictTransportSecurity?: string;
  readonly xContentTypeOptions?: '' | 'NoSniff';
  readonly xFrameOptions?: '' | 'Deny' | 'SameOrigin';
  readonly xXSSProtection?: string;
}

export interface AttachMetadata {
  readonly node?: boolean;
}

export type ScrapeProtocol =
  | 'PrometheusProto'
  | 'OpenMetricsText0.0.1'
  | 'OpenMetricsText1.0.0'
  | 'PrometheusText0.0.4'
  | 'PrometheusText1.0.0';

export interface NamespaceSelector {
  readonly any?: boolean;
  readonly matchNames?: readonly string[];
}

export interface RelabelConfig {
  readonly action?: RelabelAction;
  readonly modulus?: number;
  readonly regex?: string;
  readonly replacement?: string;
  readonly separator?: string;
  readonly sourceLabels?: readonly string[];
  readonly targetLabel?: string;
}

export type RelabelAction =
  | 'replace'
  | 'Replace'
  | 'keep'
  | 'Keep'
  | 'drop'
  | 'Drop'
  | 'hashmod'
  | 'HashMod'
  | 'labelmap'
  | 'LabelMap'
  | 'labeldrop'
  | 'LabelDrop'
  | 'labelkeep'
  | 'LabelKeep'
  | 'lowercase'
  | 'Lowercase'
  | 'uppercase'
  | 'Uppercase'
  | 'keepequal'
  | 'KeepEqual'
  | 'dropequal'
  | 'DropEqual';

export interface ApiserverConfig {
  readonly authorization?: Authorization;
  readonly basicAuth?: BasicAuth;
  readonly bearerToken?: string;
  readonly bearerTokenFile?: string;
  readonly host: string;
  readonly noProxy?: string;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly tlsConfig?: TlsConfig;
}

export interface Authorization {
  readonly credentials?: KeySelector;
  readonly credentialsFile?: string;
  readonly type?: string;
}

export interface TlsConfig {
  readonly ca?: SecretOrConfigMap;
  readonly caFile?: string;
  readonly cert?: SecretOrConfigMap;
  readonly certFile?: string;
  readonly insecureSkipVerify?: boolean;
  readonly keyFile?: string;
  readonly keySecret?: KeySelector;
  readonly maxVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  readonly minVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  readonly serverName?: string;
}

export interface ArbitraryFSAccessThroughSMs {
  readonly deny?: boolean;
}

export interface ExcludedFromEnforcement {
  readonly group?: 'monitoring.coreos.com';
  readonly name?: string;
  readonly namespace: string;
  readonly resource: Resource;
}

export type Resource =
  | 'prometheusrules'
  | 'servicemonitors'
  | 'podmonitors'
  | 'probes'
  | 'scrapeconfigs';

export interface Otlp {
  readonly convertHistogramsToNHCB?: boolean;
  readonly ignoreResourceAttributes?: readonly string[];
  readonly keepIdentifyingResourceAttributes?: boolean;
  readonly labelNamePreserveMultipleUnderscores?: boolean;
  readonly labelNameUnderscoreSanitization?: boolean;
  readonly promoteAllResourceAttributes?: boolean;
  readonly promoteResourceAttributes?: readonly string[];
  readonly promoteScopeMetadata?: boolean;
  readonly translationStrategy?: TranslationStrategy;
}

export type TranslationStrategy =
  | 'NoUTF8EscapingWithSuffixes'
  | 'UnderscoreEscapingWithSuffixes'
  | 'NoTranslation'
  | 'UnderscoreEscapingWithoutSuffixes';

export interface RemoteWrite {
  readonly authorization?: Authorization;
  readonly azureAd?: AzureAd;
  readonly basicAuth?: BasicAuth;
  readonly bearerToken?: string;
  readonly bearerTokenFile?: string;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly messageVersion?: 'V1.0' | 'V2.0';
  readonly metadataConfig?: MetadataConfig;
  readonly name?: string;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly queueConfig?: QueueConfig;
  readonly remoteTimeout?: string;
  readonly roundRobinDNS?: boolean;
  readonly sendExemplars?: boolean;
  readonly sendNativeHistograms?: boolean;
  readonly sigv4?: Sigv4;
  readonly tlsConfig?: TlsConfig;
  readonly url: string;
  readonly writeRelabelConfigs?: readonly RelabelConfig[];
}

export interface AzureAd {
  readonly cloud?: 'AzureChina' | 'AzureGovernment' | 'AzurePublic';
  readonly managedIdentity?: AzureManagedIdentity;
  readonly oauth?: AzureOAuth;
  readonly scope?: string;
  readonly sdk?: AzureSdk;
  readonly workloadIdentity?: AzureWorkloadIdentity;
}

export interface AzureManagedIdentity {
  readonly clientId?: string;
}

export interface AzureOAuth {
  readonly clientId: string;
  readonly clientSecret: KeySelector;
  readonly tenantId: string;
}

export interface AzureSdk {
  readonly tenantId?: string;
}

export interface AzureWorkloadIdentity {
  readonly clientId: string;
  readonly tenantId: string;
}

export interface MetadataConfig {
  readonly maxSamplesPerSend?: number;
  readonly send?: boolean;
  readonly sendInterval?: string;
}

export interface QueueConfig {
  readonly batchSendDeadline?: string;
  readonly capacity?: number;
  readonly maxBackoff?: string;
  readonly maxRetries?: number;
  readonly maxSamplesPerSend?: number;
  readonly maxShards?: number;
  readonly minBackoff?: string;
  readonly minShards?: number;
  readonly retryOnRateLimit?: boolean;
  readonly sampleAgeLimit?: string;
}

export interface Runtime {
  readonly goGC?: number;
}

export interface ScrapeClass {
  readonly attachMetadata?: AttachMetadata;
  readonly authorization?: Authorization;
  readonly default?: boolean;
  readonly fallbackScrapeProtocol?: ScrapeProtocol;
  readonly metricRelabelings?: readonly RelabelConfig[];
  readonly name: string;
  readonly relabelings?: readonly RelabelConfig[];
  readonly tlsConfig?: TlsConfig;
}

export interface ShardingStrategy {
  readonly mode?: 'Address' | 'Topology';
  readonly topology?: Topology;
}

export interface Topology {
  readonly externalLabelName?: string;
  readonly values?: readonly string[];
}

export interface TracingConfig {
  readonly clientType?: 'http' | 'grpc' | 'HTTP' | 'GRPC';
  readonly compression?: 'gzip' | 'Gzip';
  readonly endpoint: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly insecure?: boolean;
  readonly samplingFraction?: number | string;
  readonly timeout?: string;
  readonly tlsConfig?: TlsConfig;
}

export interface Tsdb {
  readonly chunkEncoding?: ChunkEncoding;
  readonly outOfOrderTimeWindow?: string;
  readonly staleSeriesCompactionThreshold?: number | string;
}

export interface ChunkEncoding {
  readonly floats?: 'Xor' | 'Xor2';
}

export interface PrometheusWebSpec {
  readonly httpConfig?: WebHttpConfig;
  readonly maxConnections?: number;
  readonly pageTitle?: string;
  readonly tlsConfig?: WebTlsConfig;
}

export interface PrometheusRulesExcludedFromEnforce {
  readonly ruleName: string;
  readonly ruleNamespace: string;
}

export interface GrpcServerTlsConfig {
  readonly ca?: SecretOrConfigMap;
  readonly caFile?: string;
  readonly cert?: SecretOrConfigMap;
  readonly certFile?: string;
  readonly cipherSuites?: readonly string[];
  readonly curves?: readonly string[];
  readonly insecureSkipVerify?: boolean;
  readonly keyFile?: string;
  readonly keySecret?: KeySelector;
  readonly maxVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  readonly minVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  readonly serverName?: string;
}
