// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
import type {
  ApiserverConfig,
  ArbitraryFSAccessThroughSMs,
  Argument,
  Authorization,
  BasicAuth,
  ExcludedFromEnforcement,
  GrpcServerTlsConfig,
  KeySelector,
  LabelSelector,
  Metadata,
  OAuth2,
  Otlp,
  PersistentVolumeClaimRetentionPolicy,
  PrometheusRulesExcludedFromEnforce,
  PrometheusWebSpec,
  RelabelConfig,
  RemoteWrite,
  ResourceRequirements,
  Runtime,
  SafeAuthorization,
  ScrapeClass,
  ScrapeProtocol,
  ShardingStrategy,
  Sigv4,
  TlsConfig,
  TracingConfig,
  Tsdb,
  VolumeMount,
} from './common';
import type {
  Affinity,
  Container,
  DnsConfig,
  EmbeddedObjectMetadata,
  HostAlias,
  LocalObjectReference,
  PodSecurityContext,
  PrometheusTopologySpreadConstraint,
  StorageSpec,
  Toleration,
  UpdateStrategy,
  Volume,
} from './pod';

export interface Prometheus {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'Prometheus';
  readonly metadata: Metadata;
  readonly spec: PrometheusSpec;
}

export interface PrometheusSpec {
  readonly additionalAlertManagerConfigs?: KeySelector;
  readonly additionalAlertRelabelConfigs?: KeySelector;
  readonly additionalArgs?: readonly Argument[];
  readonly additionalScrapeConfigs?: KeySelector;
  readonly affinity?: Affinity;
  readonly alerting?: AlertingSpec;
  readonly allowOverlappingBlocks?: boolean;
  readonly apiserverConfig?: ApiserverConfig;
  readonly arbitraryFSAccessThroughSMs?: ArbitraryFSAccessThroughSMs;
  readonly automountServiceAccountToken?: boolean;
  readonly baseImage?: string;
  readonly bodySizeLimit?: string;
  readonly configMaps?: readonly string[];
  readonly containers?: readonly Container[];
  readonly convertClassicHistogramsToNHCB?: boolean;
  readonly disableCompaction?: boolean;
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: 'ClusterFirstWithHostNet' | 'ClusterFirst' | 'Default' | 'None';
  readonly enableAdminAPI?: boolean;
  readonly enableFeatures?: readonly string[];
  readonly enableOTLPReceiver?: boolean;
  readonly enableRemoteWriteReceiver?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly enforcedBodySizeLimit?: string;
  readonly enforcedKeepDroppedTargets?: number;
  readonly enforcedLabelLimit?: number;
  readonly enforcedLabelNameLengthLimit?: number;
  readonly enforcedLabelValueLengthLimit?: number;
  readonly enforcedNamespaceLabel?: string;
  readonly enforcedSampleLimit?: number;
  readonly enforcedTargetLimit?: number;
  readonly evaluationInterval?: string;
  readonly excludedFromEnforcement?: readonly ExcludedFromEnforcement[];
  readonly exemplars?: Exemplars;
  readonly externalLabels?: Readonly<Record<string, string>>;
  readonly externalUrl?: string;
  readonly hostAliases?: readonly HostAlias[];
  readonly hostNetwork?: boolean;
  readonly hostUsers?: boolean;
  readonly ignoreNamespaceSelectors?: boolean;
  readonly image?: string;
  readonly imagePullPolicy?: '' | 'Always' | 'Never' | 'IfNotPresent';
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly keepDroppedTargets?: number;
  readonly labelLimit?: number;
  readonly labelNameLengthLimit?: number;
  readonly labelValueLengthLimit?: number;
  readonly listenLocal?: boolean;
  readonly logFormat?: '' | 'logfmt' | 'json';
  readonly logLevel?: '' | 'debug' | 'info' | 'warn' | 'error';
  readonly maximumStartupDurationSeconds?: number;
  readonly minReadySeconds?: number;
  readonly nameEscapingScheme?: 'AllowUTF8' | 'Underscores' | 'Dots' | 'Values';
  readonly nameValidationScheme?: 'UTF8' | 'Legacy';
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly otlp?: Otlp;
  readonly overrideHonorLabels?: boolean;
  readonly overrideHonorTimestamps?: boolean;
  readonly paused?: boolean;
  readonly persistentVolumeClaimRetentionPolicy?: PersistentVolumeClaimRetentionPolicy;
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  readonly podMetadata?: EmbeddedObjectMetadata;
  readonly podMonitorNamespaceSelector?: LabelSelector;
  readonly podMonitorSelector?: LabelSelector;
  readonly podTargetLabels?: readonly string[];
  readonly portName?: string;
  readonly priorityClassName?: string;
  readonly probeNamespaceSelector?: LabelSelector;
  readonly probeSelector?: LabelSelector;
  readonly prometheusExternalLabelName?: string;
  readonly prometheusRulesExcludedFromEnforce?: readonly PrometheusRulesExcludedFromEnforce[];
  readonly query?: PrometheusQuerySpec;
  readonly queryLogFile?: string;
  readonly reloadStrategy?: 'HTTP' | 'ProcessSignal';
  readonly remoteRead?: readonly RemoteRead[];
  readonly remoteWrite?: readonly RemoteWrite[];
  readonly remoteWriteReceiverMessageVersions?: readonly ('V1.0' | 'V2.0')[];
  readonly replicaExternalLabelName?: string;
  readonly replicas?: number;
  readonly resources?: ResourceRequirements;
  readonly retention?: string;
  readonly retentionSize?: string;
  readonly routePrefix?: string;
  readonly ruleNamespaceSelector?: LabelSelector;
  readonly ruleQueryOffset?: string;
  readonly ruleSelector?: LabelSelector;
  readonly rules?: PrometheusRulesSpec;
  readonly runtime?: Runtime;
  readonly sampleLimit?: number;
  readonly schedulerName?: string;
  readonly scrapeClasses?: readonly ScrapeClass[];
  readonly scrapeClassicHistograms?: boolean;
  readonly scrapeConfigNamespaceSelector?: LabelSelector;
  readonly scrapeConfigSelector?: LabelSelector;
  readonly scrapeFailureLogFile?: string;
  readonly scrapeInterval?: string;
  readonly scrapeNativeHistograms?: boolean;
  readonly scrapeProtocols?: readonly ScrapeProtocol[];
  readonly scrapeTimeout?: string;
  readonly secrets?: readonly string[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccountName?: string;
  readonly serviceDiscoveryRole?: 'Endpoints' | 'EndpointSlice';
  readonly serviceMonitorNamespaceSelector?: LabelSelector;
  readonly serviceMonitorSelector?: LabelSelector;
  readonly serviceName?: string;
  readonly sha?: string;
  readonly shardRetentionPolicy?: ShardRetentionPolicy;
  readonly shardingStrategy?: ShardingStrategy;
  readonly shards?: number;
  readonly storage?: StorageSpec;
  readonly tag?: string;
  readonly targetLimit?: number;
  readonly terminationGracePeriodSeconds?: number;
  readonly thanos?: ThanosSidecarSpec;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly PrometheusTopologySpreadConstraint[];
  readonly tracingConfig?: TracingConfig;
  readonly tsdb?: Tsdb;
  readonly updateStrategy?: UpdateStrategy;
  readonly version?: string;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly volumes?: readonly Volume[];
  readonly walCompression?: boolean;
  readonly web?: PrometheusWebSpec;
}

export interface AlertingSpec {
  readonly alertmanagers: readonly AlertmanagerEndpoints[];
}

export interface AlertmanagerEndpoints {
  readonly alertRelabelings?: readonly RelabelConfig[];
  readonly apiVersion?: 'v1' | 'V1' | 'v2' | 'V2';
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly bearerTokenFile?: string;
  readonly enableHttp2?: boolean;
  readonly name: string;
  readonly namespace?: string;
  readonly noProxy?: string;
  readonly pathPrefix?: string;
  readonly port: number | string;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly relabelings?: readonly RelabelConfig[];
  readonly scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  readonly sigv4?: Sigv4;
  readonly timeout?: string;
  readonly tlsConfig?: TlsConfig;
}

export interface Exemplars {
  readonly maxSize?: number;
}

export interface PrometheusQuerySpec {
  readonly lookbackDelta?: string;
  readonly maxConcurrency?: number;
  readonly maxSamples?: number;
  readonly timeout?: string;
}

export interface RemoteRead {
  readonly authorization?: Authorization;
  readonly basicAuth?: BasicAuth;
  readonly bearerToken?: string;
  readonly bearerTokenFile?: string;
  readonly filterExternalLabels?: boolean;
  readonly followRedirects?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly readRecent?: boolean;
  readonly remoteTimeout?: string;
  readonly requiredMatchers?: Readonly<Record<string, string>>;
  readonly tlsConfig?: TlsConfig;
  readonly url: string;
}

export interface PrometheusRulesSpec {
  readonly alert?: PrometheusAlertRulesSpec;
}

export interface PrometheusAlertRulesSpec {
  readonly forGracePeriod?: string;
  readonly forOutageTolerance?: string;
  readonly resendDelay?: string;
}

export interface ShardRetentionPolicy {
  readonly retain?: Retain;
  readonly whenScaled?: 'Retain' | 'Delete';
}

export interface Retain {
  readonly retentionPeriod: string;
}

export interface ThanosSidecarSpec {
  readonly additionalArgs?: readonly Argument[];
  readonly baseImage?: string;
  readonly blockSize?: string;
  readonly getConfigInterval?: string;
  readonly getConfigTimeout?: string;
  readonly grpcListenLocal?: boolean;
  readonly grpcServerTlsConfig?: GrpcServerTlsConfig;
  readonly httpListenLocal?: boolean;
  readonly image?: string;
  readonly listenLocal?: boolean;
  readonly logFormat?: '' | 'logfmt' | 'json';
  readonly logLevel?: '' | 'debug' | 'info' | 'warn' | 'error';
  readonly minTime?: string;
  readonly objectStorageConfig?: KeySelector;
  readonly objectStorageConfigFile?: string;
  readonly readyTimeout?: string;
  readonly resources?: ResourceRequirements;
  readonly sha?: string;
  readonly tag?: string;
  readonly tracingConfig?: KeySelector;
  readonly tracingConfigFile?: string;
  readonly version?: string;
  readonly volumeMounts?: readonly VolumeMount[];
}
