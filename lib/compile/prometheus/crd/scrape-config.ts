import type * as made from '../../../../imports/monitoring.coreos.com/scrape-config';
import type { CustomResource } from './common';
import type { Given } from './given';

/** How a service discovery reaches its server. Not every kind has all of it. */
export type DiscoveryHttp = Pick<
  Given<made.HttpSDConfig>,
  | 'basicAuth'
  | 'authorization'
  | 'oauth2'
  | 'tlsConfig'
  | 'followRedirects'
  | 'enableHTTP2'
  | 'proxyUrl'
  | 'noProxy'
  | 'proxyFromEnvironment'
  | 'proxyConnectHeader'
>;

export type StaticConfig = Given<made.ScrapeStaticConfig>;
export type FileSd = Given<made.FileSDConfig>;
export type HttpSd = Given<made.HttpSDConfig>;
export type KubernetesSd = Given<made.KubernetesSDConfig>;
export type ConsulSd = Given<made.ConsulSDConfig>;
export type DnsSd = Given<made.DnsSDConfig>;
/** EC2 and Lightsail. */
export type AwsSd = Given<made.Ec2SDConfig & made.LightSailSDConfig>;
export type Filter = NonNullable<AwsSd['filters']>[number];
export type AzureSd = Given<made.AzureSDConfig>;
export type GceSd = Given<made.GceSDConfig>;
export type OpenStackSd = Given<made.OpenstackSDConfig>;
/** Kuma, Eureka and DigitalOcean: a server that knows the targets. */
export type ServerSd = Given<made.KumaSDConfig & made.EurekaSDConfig & made.DigitalOceanSDConfig>;
export type DockerSd = Given<made.DockerSDConfig & made.DockerSwarmSDConfig>;
export type LinodeSd = Given<made.LinodeSDConfig>;
export type HetznerSd = Given<made.HetznerSDConfig>;
export type NomadSd = Given<made.NomadSDConfig>;
export type PuppetDbSd = Given<made.PuppetDBSDConfig>;
export type OvhCloudSd = Given<made.OvhcloudSDConfig>;
export type ScalewaySd = Given<made.ScalewaySDConfig>;
export type IonosSd = Given<made.IonosSDConfig>;

export type ScrapeConfigSpec = Given<made.ScrapeConfigSpec>;
export type ScrapeConfig = CustomResource<ScrapeConfigSpec>;

type DiscoveryField = Extract<keyof ScrapeConfigSpec, 'staticConfigs' | `${string}SDConfigs`>;
/** The service discoveries of a ScrapeConfig, by field. */
export type Discoveries = Pick<ScrapeConfigSpec, DiscoveryField>;
