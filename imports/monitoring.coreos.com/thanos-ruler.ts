// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
import type {
  Argument,
  ExcludedFromEnforcement,
  GrpcServerTlsConfig,
  KeySelector,
  LabelSelector,
  Metadata,
  PrometheusRulesExcludedFromEnforce,
  RemoteWrite,
  ResourceRequirements,
  VolumeMount,
  WebHttpConfig,
  WebTlsConfig,
} from './common';
import type {
  Affinity,
  Container,
  DnsConfig,
  EmbeddedObjectMetadata,
  HostAlias,
  LocalObjectReference,
  PodSecurityContext,
  StorageSpec,
  Toleration,
  TopologySpreadConstraint,
  UpdateStrategy,
  Volume,
} from './pod';

export interface ThanosRuler {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'ThanosRuler';
  readonly metadata: Metadata;
  readonly spec: ThanosRulerSpec;
}

export interface ThanosRulerSpec {
  readonly additionalArgs?: readonly Argument[];
  readonly affinity?: Affinity;
  readonly alertDropLabels?: readonly string[];
  readonly alertQueryUrl?: string;
  readonly alertRelabelConfigFile?: string;
  readonly alertRelabelConfigs?: KeySelector;
  readonly alertmanagersConfig?: KeySelector;
  readonly alertmanagersUrl?: readonly string[];
  readonly containers?: readonly Container[];
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: 'ClusterFirstWithHostNet' | 'ClusterFirst' | 'Default' | 'None';
  readonly enableFeatures?: readonly string[];
  readonly enableServiceLinks?: boolean;
  readonly enforcedNamespaceLabel?: string;
  readonly evaluationInterval?: string;
  readonly excludedFromEnforcement?: readonly ExcludedFromEnforcement[];
  readonly externalPrefix?: string;
  readonly grpcServerTlsConfig?: GrpcServerTlsConfig;
  readonly hostAliases?: readonly HostAlias[];
  readonly hostUsers?: boolean;
  readonly image?: string;
  readonly imagePullPolicy?: '' | 'Always' | 'Never' | 'IfNotPresent';
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly listenLocal?: boolean;
  readonly logFormat?: '' | 'logfmt' | 'json';
  readonly logLevel?: '' | 'debug' | 'info' | 'warn' | 'error';
  readonly minReadySeconds?: number;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly objectStorageConfig?: KeySelector;
  readonly objectStorageConfigFile?: string;
  readonly paused?: boolean;
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  readonly podMetadata?: EmbeddedObjectMetadata;
  readonly portName?: string;
  readonly priorityClassName?: string;
  readonly prometheusRulesExcludedFromEnforce?: readonly PrometheusRulesExcludedFromEnforce[];
  readonly queryConfig?: KeySelector;
  readonly queryEndpoints?: readonly string[];
  readonly remoteWrite?: readonly RemoteWrite[];
  readonly replicas?: number;
  readonly resendDelay?: string;
  readonly resources?: ResourceRequirements;
  readonly retention?: string;
  readonly routePrefix?: string;
  readonly ruleConcurrentEval?: number;
  readonly ruleGracePeriod?: string;
  readonly ruleNamespaceSelector?: LabelSelector;
  readonly ruleOutageTolerance?: string;
  readonly ruleQueryOffset?: string;
  readonly ruleSelector?: LabelSelector;
  readonly schedulerName?: string;
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccountName?: string;
  readonly serviceName?: string;
  readonly storage?: StorageSpec;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly tracingConfig?: KeySelector;
  readonly tracingConfigFile?: string;
  readonly updateStrategy?: UpdateStrategy;
  readonly version?: string;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly volumes?: readonly Volume[];
  readonly web?: ThanosRulerWebSpec;
}

export interface ThanosRulerWebSpec {
  readonly httpConfig?: WebHttpConfig;
  readonly tlsConfig?: WebTlsConfig;
}
