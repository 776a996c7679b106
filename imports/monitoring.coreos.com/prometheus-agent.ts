// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
import type {
  ApiserverConfig,
  ArbitraryFSAccessThroughSMs,
  Argument,
  ExcludedFromEnforcement,
  KeySelector,
  LabelSelector,
  Metadata,
  Otlp,
  PersistentVolumeClaimRetentionPolicy,
  PrometheusWebSpec,
  RemoteWrite,
  ResourceRequirements,
  Runtime,
  ScrapeClass,
  ScrapeProtocol,
  ShardingStrategy,
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

export interface PrometheusAgent {
  readonly apiVersion: 'monitoring.coreos.com/v1alpha1';
  readonly kind: 'PrometheusAgent';
  readonly metadata: Metadata;
  readonly spec: PrometheusAgentSpec;
}

export interface PrometheusAgentSpec {
  readonly additionalArgs?: readonly Argument[];
  readonly additionalScrapeConfigs?: KeySelector;
  readonly affinity?: Affinity;
  readonly apiserverConfig?: ApiserverConfig;
  readonly arbitraryFSAccessThroughSMs?: ArbitraryFSAccessThroughSMs;
  readonly automountServiceAccountToken?: boolean;
  readonly bodySizeLimit?: string;
  readonly configMaps?: readonly string[];
  readonly containers?: readonly Container[];
  readonly convertClassicHistogramsToNHCB?: boolean;
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: 'ClusterFirstWithHostNet' | 'ClusterFirst' | 'Default' | 'None';
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
  readonly excludedFromEnforcement?: readonly ExcludedFromEnforcement[];
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
  readonly mode?: 'StatefulSet' | 'DaemonSet';
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
  readonly reloadStrategy?: 'HTTP' | 'ProcessSignal';
  readonly remoteWrite?: readonly RemoteWrite[];
  readonly remoteWriteReceiverMessageVersions?: readonly ('V1.0' | 'V2.0')[];
  readonly replicaExternalLabelName?: string;
  readonly replicas?: number;
  readonly resources?: ResourceRequirements;
  readonly routePrefix?: string;
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
  readonly shardingStrategy?: ShardingStrategy;
  readonly shards?: number;
  readonly storage?: StorageSpec;
  readonly targetLimit?: number;
  readonly terminationGracePeriodSeconds?: number;
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
