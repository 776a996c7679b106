// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
import type {
  AttachMetadata,
  BasicAuth,
  KeySelector,
  Metadata,
  OAuth2,
  RelabelConfig,
  SafeAuthorization,
  SafeTlsConfig,
  ScrapeProtocol,
} from './common';

export interface ScrapeConfig {
  readonly apiVersion: 'monitoring.coreos.com/v1alpha1';
  readonly kind: 'ScrapeConfig';
  readonly metadata: Metadata;
  readonly spec: ScrapeConfigSpec;
}

export interface ScrapeConfigSpec {
  readonly authorization?: SafeAuthorization;
  readonly azureSDConfigs?: readonly AzureSDConfig[];
  readonly basicAuth?: BasicAuth;
  readonly bodySizeLimit?: string;
  readonly consulSDConfigs?: readonly ConsulSDConfig[];
  readonly convertClassicHistogramsToNHCB?: boolean;
  readonly digitalOceanSDConfigs?: readonly DigitalOceanSDConfig[];
  readonly dnsSDConfigs?: readonly DnsSDConfig[];
  readonly dockerSDConfigs?: readonly DockerSDConfig[];
  readonly dockerSwarmSDConfigs?: readonly DockerSwarmSDConfig[];
  readonly ec2SDConfigs?: readonly Ec2SDConfig[];
  readonly enableCompression?: boolean;
  readonly enableHTTP2?: boolean;
  readonly eurekaSDConfigs?: readonly EurekaSDConfig[];
  readonly fallbackScrapeProtocol?: ScrapeProtocol;
  readonly fileSDConfigs?: readonly FileSDConfig[];
  readonly gceSDConfigs?: readonly GceSDConfig[];
  readonly hetznerSDConfigs?: readonly HetznerSDConfig[];
  readonly honorLabels?: boolean;
  readonly honorTimestamps?: boolean;
  readonly httpSDConfigs?: readonly HttpSDConfig[];
  readonly ionosSDConfigs?: readonly IonosSDConfig[];
  readonly jobName?: string;
  readonly keepDroppedTargets?: number;
  readonly kubernetesSDConfigs?: readonly KubernetesSDConfig[];
  readonly kumaSDConfigs?: readonly KumaSDConfig[];
  readonly labelLimit?: number;
  readonly labelNameLengthLimit?: number;
  readonly labelValueLengthLimit?: number;
  readonly lightSailSDConfigs?: readonly LightSailSDConfig[];
  readonly linodeSDConfigs?: readonly LinodeSDConfig[];
  readonly metricRelabelings?: readonly RelabelConfig[];
  readonly metricsPath?: string;
  readonly nameEscapingScheme?: 'AllowUTF8' | 'Underscores' | 'Dots' | 'Values';
  readonly nameValidationScheme?: 'UTF8' | 'Legacy';
  readonly nativeHistogramBucketLimit?: number;
  readonly nativeHistogramMinBucketFactor?: number | string;
  readonly noProxy?: string;
  readonly nomadSDConfigs?: readonly NomadSDConfig[];
  readonly oauth2?: OAuth2;
  readonly openstackSDConfigs?: readonly OpenstackSDConfig[];
  readonly ovhcloudSDConfigs?: readonly OvhcloudSDConfig[];
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly puppetDBSDConfigs?: readonly PuppetDBSDConfig[];
  readonly relabelings?: readonly RelabelConfig[];
  readonly sampleLimit?: number;
  readonly scalewaySDConfigs?: readonly ScalewaySDConfig[];
  readonly scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  readonly scrapeClass?: string;
  readonly scrapeClassicHistograms?: boolean;
  readonly scrapeInterval?: string;
  readonly scrapeNativeHistograms?: boolean;
  readonly scrapeProtocols?: readonly ScrapeProtocol[];
  readonly scrapeTimeout?: string;
  readonly staticConfigs?: readonly ScrapeStaticConfig[];
  readonly targetLimit?: number;
  readonly tlsConfig?: SafeTlsConfig;
  readonly trackTimestampsStaleness?: boolean;
}

export interface AzureSDConfig {
  readonly authenticationMethod?: 'OAuth' | 'ManagedIdentity' | 'SDK' | 'WorkloadIdentity';
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly clientID?: string;
  readonly clientSecret?: KeySelector;
  readonly enableHTTP2?: boolean;
  readonly environment?: string;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly resourceGroup?: string;
  readonly subscriptionID: string;
  readonly tenantID?: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface ConsulSDConfig {
  readonly allowStale?: boolean;
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly datacenter?: string;
  readonly enableHTTP2?: boolean;
  readonly filter?: string;
  readonly followRedirects?: boolean;
  readonly healthFilter?: string;
  readonly namespace?: string;
  readonly noProxy?: string;
  readonly nodeMeta?: Readonly<Record<string, string>>;
  readonly oauth2?: OAuth2;
  readonly partition?: string;
  readonly pathPrefix?: string;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  readonly server: string;
  readonly services?: readonly string[];
  readonly tagSeparator?: string;
  readonly tags?: readonly string[];
  readonly tlsConfig?: SafeTlsConfig;
  readonly tokenRef?: KeySelector;
}

export interface DigitalOceanSDConfig {
  readonly authorization?: SafeAuthorization;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface DnsSDConfig {
  readonly names: readonly string[];
  readonly port?: number;
  readonly refreshInterval?: string;
  readonly type?: 'A' | 'AAAA' | 'MX' | 'NS' | 'SRV';
}

export interface DockerSDConfig {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly enableHTTP2?: boolean;
  readonly filters?: readonly SDFilter[];
  readonly followRedirects?: boolean;
  readonly host: string;
  readonly hostNetworkingHost?: string;
  readonly matchFirstNetwork?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface SDFilter {
  readonly name: string;
  readonly values: readonly string[];
}

export interface DockerSwarmSDConfig {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly enableHTTP2?: boolean;
  readonly filters?: readonly SDFilter[];
  readonly followRedirects?: boolean;
  readonly host: string;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly role: 'Services' | 'Tasks' | 'Nodes';
  readonly tlsConfig?: SafeTlsConfig;
}

export interface Ec2SDConfig {
  readonly accessKey?: KeySelector;
  readonly enableHTTP2?: boolean;
  readonly filters?: readonly SDFilter[];
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly region?: string;
  readonly roleARN?: string;
  readonly secretKey?: KeySelector;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface EurekaSDConfig {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly server: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface FileSDConfig {
  readonly files: readonly string[];
  readonly refreshInterval?: string;
}

export interface GceSDConfig {
  readonly filter?: string;
  readonly port?: number;
  readonly project: string;
  readonly refreshInterval?: string;
  readonly tagSeparator?: string;
  readonly zone: string;
}

export interface HetznerSDConfig {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly labelSelector?: string;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly role: 'hcloud' | 'Hcloud' | 'robot' | 'Robot';
  readonly tlsConfig?: SafeTlsConfig;
}

export interface HttpSDConfig {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly tlsConfig?: SafeTlsConfig;
  readonly url: string;
}

export interface IonosSDConfig {
  readonly authorization: SafeAuthorization;
  readonly datacenterID: string;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface KubernetesSDConfig {
  readonly apiServer?: string;
  readonly attachMetadata?: AttachMetadata;
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly namespaces?: KubernetesSDNamespaces;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly role: 'Pod' | 'Endpoints' | 'Ingress' | 'Service' | 'Node' | 'EndpointSlice';
  readonly selectors?: readonly KubernetesSDSelector[];
  readonly tlsConfig?: SafeTlsConfig;
}

export interface KubernetesSDNamespaces {
  readonly names?: readonly string[];
  readonly ownNamespace?: boolean;
}

export interface KubernetesSDSelector {
  readonly field?: string;
  readonly label?: string;
  readonly role: 'Pod' | 'Endpoints' | 'Ingress' | 'Service' | 'Node' | 'EndpointSlice';
}

export interface KumaSDConfig {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly clientID?: string;
  readonly enableHTTP2?: boolean;
  readonly fetchTimeout?: string;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly server: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface LightSailSDConfig {
  readonly accessKey?: KeySelector;
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly enableHTTP2?: boolean;
  readonly endpoint?: string;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly region?: string;
  readonly roleARN?: string;
  readonly secretKey?: KeySelector;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface LinodeSDConfig {
  readonly authorization?: SafeAuthorization;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly region?: string;
  readonly tagSeparator?: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface NomadSDConfig {
  readonly allowStale?: boolean;
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly namespace?: string;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly region?: string;
  readonly server: string;
  readonly tagSeparator?: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface OpenstackSDConfig {
  readonly allTenants?: boolean;
  readonly applicationCredentialId?: string;
  readonly applicationCredentialName?: string;
  readonly applicationCredentialSecret?: KeySelector;
  readonly availability?: 'Public' | 'public' | 'Admin' | 'admin' | 'Internal' | 'internal';
  readonly domainID?: string;
  readonly domainName?: string;
  readonly identityEndpoint?: string;
  readonly password?: KeySelector;
  readonly port?: number;
  readonly projectID?: string;
  readonly projectName?: string;
  readonly refreshInterval?: string;
  readonly region: string;
  readonly role: 'Instance' | 'Hypervisor' | 'LoadBalancer';
  readonly tlsConfig?: SafeTlsConfig;
  readonly userid?: string;
  readonly username?: string;
}

export interface OvhcloudSDConfig {
  readonly applicationKey: string;
  readonly applicationSecret: KeySelector;
  readonly consumerKey: KeySelector;
  readonly endpoint?: string;
  readonly refreshInterval?: string;
  readonly service: 'VPS' | 'DedicatedServer';
}

export interface PuppetDBSDConfig {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly includeParameters?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly port?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly query: string;
  readonly refreshInterval?: string;
  readonly tlsConfig?: SafeTlsConfig;
  readonly url: string;
}

export interface ScalewaySDConfig {
  readonly accessKey: string;
  readonly apiURL?: string;
  readonly enableHTTP2?: boolean;
  readonly followRedirects?: boolean;
  readonly nameFilter?: string;
  readonly noProxy?: string;
  readonly port?: number;
  readonly projectID: string;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly refreshInterval?: string;
  readonly role: 'Instance' | 'Baremetal';
  readonly secretKey: KeySelector;
  readonly tagsFilter?: readonly string[];
  readonly tlsConfig?: SafeTlsConfig;
  readonly zone?: string;
}

export interface ScrapeStaticConfig {
  readonly labels?: Readonly<Record<string, string>>;
  readonly targets: readonly string[];
}
