import type {
  AttachMetadata, BasicAuth, CustomResource, HttpConfig, KeySelector, OAuth2, ProxyConfig, RelabelConfig, SafeAuthorization, SafeTlsConfig, ScrapeFormats,
  ScrapeLimits,
} from './common';

/** How a service discovery reaches its server. Not every kind has all of it. */
export interface DiscoveryHttp extends ProxyConfig {
  readonly basicAuth?: BasicAuth;
  readonly authorization?: SafeAuthorization;
  readonly oauth2?: OAuth2;
  readonly tlsConfig?: SafeTlsConfig;
  readonly followRedirects?: boolean;
  readonly enableHTTP2?: boolean;
}

interface Common extends DiscoveryHttp {
  readonly refreshInterval?: string;
  readonly port?: number;
}

export interface StaticConfig { readonly targets?: readonly string[]; readonly labels?: Readonly<Record<string, string>> }
export interface FileSd { readonly files?: readonly string[]; readonly refreshInterval?: string }
export interface HttpSd extends Common { readonly url?: string }
export interface KubernetesSd extends DiscoveryHttp {
  readonly apiServer?: string;
  readonly role?: string;
  readonly namespaces?: { readonly ownNamespace?: boolean; readonly names?: readonly string[] };
  readonly attachMetadata?: AttachMetadata;
  readonly selectors?: readonly { readonly role?: string; readonly label?: string; readonly field?: string }[];
}
export interface ConsulSd extends Common {
  readonly server?: string;
  readonly pathPrefix?: string;
  readonly tokenRef?: KeySelector;
  readonly datacenter?: string;
  readonly namespace?: string;
  readonly partition?: string;
  readonly scheme?: string;
  readonly services?: readonly string[];
  readonly tags?: readonly string[];
  readonly tagSeparator?: string;
  readonly nodeMeta?: Readonly<Record<string, string>>;
  readonly filter?: string;
  readonly healthFilter?: string;
  readonly allowStale?: boolean;
}
export interface DnsSd { readonly names?: readonly string[]; readonly refreshInterval?: string; readonly type?: string; readonly port?: number }
export interface Filter { readonly name: string; readonly values?: readonly string[] }
export interface AwsSd extends Common {
  readonly region?: string;
  readonly endpoint?: string;
  readonly accessKey?: KeySelector;
  readonly secretKey?: KeySelector;
  readonly roleARN?: string;
  readonly filters?: readonly Filter[];
}
export interface AzureSd extends Common {
  readonly environment?: string;
  readonly authenticationMethod?: string;
  readonly subscriptionID?: string;
  readonly tenantID?: string;
  readonly clientID?: string;
  readonly clientSecret?: KeySelector;
  readonly resourceGroup?: string;
}
export interface GceSd {
  readonly project?: string;
  readonly zone?: string;
  readonly filter?: string;
  readonly refreshInterval?: string;
  readonly port?: number;
  readonly tagSeparator?: string;
}
export interface OpenStackSd {
  readonly role?: string;
  readonly region?: string;
  readonly identityEndpoint?: string;
  readonly username?: string;
  readonly userid?: string;
  readonly password?: KeySelector;
  readonly domainName?: string;
  readonly domainID?: string;
  readonly projectName?: string;
  readonly projectID?: string;
  readonly applicationCredentialName?: string;
  readonly applicationCredentialId?: string;
  readonly applicationCredentialSecret?: KeySelector;
  readonly allTenants?: boolean;
  readonly refreshInterval?: string;
  readonly port?: number;
  readonly availability?: string;
  readonly tlsConfig?: SafeTlsConfig;
}
/** Kuma, Eureka and DigitalOcean: a server that knows the targets. */
export interface ServerSd extends Common { readonly server?: string; readonly clientID?: string; readonly fetchTimeout?: string }
export interface DockerSd extends Common {
  readonly host?: string;
  readonly role?: string;
  readonly hostNetworkingHost?: string;
  readonly matchFirstNetwork?: boolean;
  readonly filters?: readonly Filter[];
}
export interface LinodeSd extends Common { readonly region?: string; readonly tagSeparator?: string }
export interface HetznerSd extends Common { readonly role?: string; readonly labelSelector?: string }
export interface NomadSd extends Common {
  readonly server?: string;
  readonly allowStale?: boolean;
  readonly namespace?: string;
  readonly region?: string;
  readonly tagSeparator?: string;
}
export interface PuppetDbSd extends Common { readonly url?: string; readonly query?: string; readonly includeParameters?: boolean }
export interface OvhCloudSd {
  readonly applicationKey?: string;
  readonly applicationSecret?: KeySelector;
  readonly consumerKey?: KeySelector;
  readonly service?: string;
  readonly endpoint?: string;
  readonly refreshInterval?: string;
}
export interface ScalewaySd extends Common {
  readonly accessKey?: string;
  readonly secretKey?: KeySelector;
  readonly projectID?: string;
  readonly role?: string;
  readonly apiURL?: string;
  readonly zone?: string;
  readonly nameFilter?: string;
  readonly tagsFilter?: readonly string[];
}
export interface IonosSd extends Common { readonly datacenterID?: string }

/** The service discoveries of a ScrapeConfig, by field. */
export interface Discoveries {
  readonly staticConfigs?: readonly StaticConfig[];
  readonly fileSDConfigs?: readonly FileSd[];
  readonly httpSDConfigs?: readonly HttpSd[];
  readonly kubernetesSDConfigs?: readonly KubernetesSd[];
  readonly consulSDConfigs?: readonly ConsulSd[];
  readonly dnsSDConfigs?: readonly DnsSd[];
  readonly ec2SDConfigs?: readonly AwsSd[];
  readonly azureSDConfigs?: readonly AzureSd[];
  readonly gceSDConfigs?: readonly GceSd[];
  readonly openstackSDConfigs?: readonly OpenStackSd[];
  readonly digitalOceanSDConfigs?: readonly ServerSd[];
  readonly kumaSDConfigs?: readonly ServerSd[];
  readonly eurekaSDConfigs?: readonly ServerSd[];
  readonly dockerSDConfigs?: readonly DockerSd[];
  readonly linodeSDConfigs?: readonly LinodeSd[];
  readonly hetznerSDConfigs?: readonly HetznerSd[];
  readonly nomadSDConfigs?: readonly NomadSd[];
  readonly dockerSwarmSDConfigs?: readonly DockerSd[];
  readonly puppetDBSDConfigs?: readonly PuppetDbSd[];
  readonly lightSailSDConfigs?: readonly AwsSd[];
  readonly ovhcloudSDConfigs?: readonly OvhCloudSd[];
  readonly scalewaySDConfigs?: readonly ScalewaySd[];
  readonly ionosSDConfigs?: readonly IonosSd[];
}

type ScrapeHttp = Pick<HttpConfig, 'authorization' | 'basicAuth' | 'oauth2' | 'tlsConfig'>;

export interface ScrapeConfigSpec extends Discoveries, ScrapeLimits, ScrapeFormats, ProxyConfig, ScrapeHttp {
  readonly jobName?: string;
  readonly relabelings?: readonly RelabelConfig[];
  readonly metricRelabelings?: readonly RelabelConfig[];
  readonly metricsPath?: string;
  readonly scrapeInterval?: string;
  readonly scrapeTimeout?: string;
  readonly honorTimestamps?: boolean;
  readonly trackTimestampsStaleness?: boolean;
  readonly honorLabels?: boolean;
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly scheme?: string;
  readonly enableCompression?: boolean;
  readonly enableHTTP2?: boolean;
  readonly bodySizeLimit?: string;
  readonly nameValidationScheme?: string;
  readonly nameEscapingScheme?: string;
  readonly scrapeClass?: string;
}

export type ScrapeConfig = CustomResource<ScrapeConfigSpec>;
