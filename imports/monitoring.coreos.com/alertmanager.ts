// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
import type {
  Argument,
  BasicAuth,
  KeySelector,
  LabelSelector,
  Metadata,
  OAuth2,
  PersistentVolumeClaimRetentionPolicy,
  ResourceRequirements,
  SafeAuthorization,
  SafeTlsConfig,
  SecretOrConfigMap,
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

export interface Alertmanager {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'Alertmanager';
  readonly metadata: Metadata;
  readonly spec: AlertmanagerSpec;
}

export interface AlertmanagerSpec {
  readonly additionalArgs?: readonly Argument[];
  readonly additionalPeers?: readonly string[];
  readonly affinity?: Affinity;
  readonly alertmanagerConfigMatcherStrategy?: AlertmanagerConfigMatcherStrategy;
  readonly alertmanagerConfigNamespaceSelector?: LabelSelector;
  readonly alertmanagerConfigSelector?: LabelSelector;
  readonly alertmanagerConfiguration?: AlertmanagerConfiguration;
  readonly automountServiceAccountToken?: boolean;
  readonly baseImage?: string;
  readonly clusterAdvertiseAddress?: string;
  readonly clusterGossipInterval?: string;
  readonly clusterLabel?: string;
  readonly clusterPeerTimeout?: string;
  readonly clusterPushpullInterval?: string;
  readonly clusterTLS?: ClusterTLS;
  readonly configMaps?: readonly string[];
  readonly configSecret?: string;
  readonly containers?: readonly Container[];
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: 'ClusterFirstWithHostNet' | 'ClusterFirst' | 'Default' | 'None';
  readonly enableFeatures?: readonly string[];
  readonly enableServiceLinks?: boolean;
  readonly externalUrl?: string;
  readonly forceEnableClusterMode?: boolean;
  readonly hostAliases?: readonly HostAlias[];
  readonly hostNetwork?: boolean;
  readonly hostUsers?: boolean;
  readonly image?: string;
  readonly imagePullPolicy?: '' | 'Always' | 'Never' | 'IfNotPresent';
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly limits?: AlertmanagerLimits;
  readonly listenLocal?: boolean;
  readonly logFormat?: '' | 'logfmt' | 'json';
  readonly logLevel?: '' | 'debug' | 'info' | 'warn' | 'error';
  readonly minReadySeconds?: number;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly paused?: boolean;
  readonly persistentVolumeClaimRetentionPolicy?: PersistentVolumeClaimRetentionPolicy;
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  readonly podMetadata?: EmbeddedObjectMetadata;
  readonly portName?: string;
  readonly priorityClassName?: string;
  readonly replicas?: number;
  readonly resources?: ResourceRequirements;
  readonly retention?: string;
  readonly routePrefix?: string;
  readonly schedulerName?: string;
  readonly secrets?: readonly string[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccountName?: string;
  readonly serviceName?: string;
  readonly sha?: string;
  readonly storage?: StorageSpec;
  readonly tag?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly updateStrategy?: UpdateStrategy;
  readonly version?: string;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly volumes?: readonly Volume[];
  readonly web?: AlertmanagerWebSpec;
}

export interface AlertmanagerConfigMatcherStrategy {
  readonly type?: 'OnNamespace' | 'OnNamespaceExceptForAlertmanagerNamespace' | 'None';
}

export interface AlertmanagerConfiguration {
  readonly global?: AlertmanagerGlobalConfig;
  readonly name?: string;
  readonly templates?: readonly SecretOrConfigMap[];
}

export interface AlertmanagerGlobalConfig {
  readonly httpConfig?: GlobalHttpConfig;
  readonly jira?: GlobalApiConfig;
  readonly mattermost?: GlobalMattermostConfig;
  readonly opsGenieApiKey?: KeySelector;
  readonly opsGenieApiUrl?: KeySelector;
  readonly pagerdutyUrl?: string;
  readonly resolveTimeout?: string;
  readonly rocketChat?: GlobalRocketChatConfig;
  readonly slackApiUrl?: KeySelector;
  readonly smtp?: GlobalSmtpConfig;
  readonly telegram?: GlobalApiConfig;
  readonly victorops?: GlobalVictorOpsConfig;
  readonly webex?: GlobalApiConfig;
  readonly wechat?: GlobalWeChatConfig;
}

export interface GlobalHttpConfig {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly bearerTokenSecret?: KeySelector;
  readonly enableHttp2?: boolean;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface GlobalApiConfig {
  readonly apiURL?: string;
}

export interface GlobalMattermostConfig {
  readonly webhookURL?: KeySelector;
}

export interface GlobalRocketChatConfig {
  readonly apiURL?: string;
  readonly token?: KeySelector;
  readonly tokenID?: KeySelector;
}

export interface GlobalSmtpConfig {
  readonly authIdentity?: string;
  readonly authPassword?: KeySelector;
  readonly authSecret?: KeySelector;
  readonly authUsername?: string;
  readonly forceImplicitTLS?: boolean;
  readonly from?: string;
  readonly hello?: string;
  readonly requireTLS?: boolean;
  readonly smartHost?: SmartHost;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface SmartHost {
  readonly host: string;
  readonly port: string;
}

export interface GlobalVictorOpsConfig {
  readonly apiKey?: KeySelector;
  readonly apiURL?: string;
}

export interface GlobalWeChatConfig {
  readonly apiCorpID?: string;
  readonly apiSecret?: KeySelector;
  readonly apiURL?: string;
}

export interface ClusterTLS {
  readonly client: SafeTlsConfig;
  readonly server: WebTlsConfig;
}

export interface AlertmanagerLimits {
  readonly maxPerSilenceBytes?: string;
  readonly maxSilences?: number;
}

export interface AlertmanagerWebSpec {
  readonly getConcurrency?: number;
  readonly httpConfig?: WebHttpConfig;
  readonly timeout?: number;
  readonly tlsConfig?: WebTlsConfig;
}
