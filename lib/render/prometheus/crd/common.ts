/**
 * The parts that prometheus-operator's custom resources share (monitoring.coreos.com, v0.93.1), as plain JSON.
 * Only what the compiler reads is named here.
 */

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** An object as it is given: read from YAML, or built by a program. */
export interface GivenObject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata?: Partial<ObjectMeta>;
  readonly [field: string]: unknown;
}

export interface CustomResource<Spec> extends KubernetesObject {
  readonly spec: Spec;
}

export interface LabelSelectorRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface NamespaceSelector {
  readonly any?: boolean;
  readonly matchNames?: readonly string[];
}

/** A key of a Secret or of a ConfigMap. */
export interface KeySelector {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
}

export interface SecretOrConfigMap {
  readonly secret?: KeySelector;
  readonly configMap?: KeySelector;
}

export interface SafeTlsConfig {
  readonly ca?: SecretOrConfigMap;
  readonly cert?: SecretOrConfigMap;
  readonly keySecret?: KeySelector;
  readonly serverName?: string;
  readonly insecureSkipVerify?: boolean;
  readonly minVersion?: string;
  readonly maxVersion?: string;
}

/** `SafeTlsConfig`, and files that are already in the Prometheus container. */
export interface TlsConfig extends SafeTlsConfig {
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

export interface BasicAuth {
  readonly username?: KeySelector;
  readonly password?: KeySelector;
}

export interface SafeAuthorization {
  readonly type?: string;
  readonly credentials?: KeySelector;
}

export interface Authorization extends SafeAuthorization {
  readonly credentialsFile?: string;
}

export interface ProxyConfig {
  readonly proxyUrl?: string;
  readonly noProxy?: string;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
}

export interface OAuth2 extends ProxyConfig {
  readonly clientId?: SecretOrConfigMap;
  readonly clientSecret?: KeySelector;
  readonly tokenUrl?: string;
  readonly scopes?: readonly string[];
  readonly endpointParams?: Readonly<Record<string, string>>;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface Sigv4 {
  readonly region?: string;
  readonly accessKey?: KeySelector;
  readonly secretKey?: KeySelector;
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly useFIPSSTSEndpoint?: boolean;
}

export interface RelabelConfig {
  readonly sourceLabels?: readonly string[];
  readonly separator?: string;
  readonly targetLabel?: string;
  readonly regex?: string;
  readonly modulus?: number;
  readonly replacement?: string;
  readonly action?: string;
}

export interface AttachMetadata {
  readonly node?: boolean;
}

/** A Kubernetes quantity: `0.5`, `"500m"`, `"1Ki"`. */
export type Quantity = string | number;

/** What every kind of scrape object may limit. 0 is no limit. */
export interface ScrapeLimits {
  readonly sampleLimit?: number;
  readonly targetLimit?: number;
  readonly labelLimit?: number;
  readonly labelNameLengthLimit?: number;
  readonly labelValueLengthLimit?: number;
  readonly keepDroppedTargets?: number;
}

export interface ScrapeFormats {
  readonly scrapeProtocols?: readonly string[];
  readonly fallbackScrapeProtocol?: string;
  readonly scrapeNativeHistograms?: boolean;
  readonly scrapeClassicHistograms?: boolean;
  readonly nativeHistogramBucketLimit?: number;
  readonly nativeHistogramMinBucketFactor?: Quantity;
  readonly convertClassicHistogramsToNHCB?: boolean;
}

/** Authentication and HTTP of an endpoint; how TLS may be given differs by kind. */
export interface HttpConfig<Tls = SafeTlsConfig> {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly oauth2?: OAuth2;
  readonly bearerTokenSecret?: KeySelector;
  readonly followRedirects?: boolean;
  readonly enableHttp2?: boolean;
  readonly tlsConfig?: Tls;
}

export type ServiceDiscoveryRole = 'Endpoints' | 'EndpointSlice';
export type SelectorMechanism = 'RelabelConfig' | 'RoleSelector';
