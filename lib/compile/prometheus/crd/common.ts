import type * as made from '../../../../imports/monitoring.coreos.com/common';
import type * as podMonitor from '../../../../imports/monitoring.coreos.com/pod-monitor';
import type * as scrapeConfig from '../../../../imports/monitoring.coreos.com/scrape-config';
import type { NamedObject } from '../../../kubernetes/object';
import type { Given } from './given';

/** The parts that prometheus-operator's custom resources share, as plain JSON: those of the CRDs, as they are given. */

export interface CustomResource<Spec> extends NamedObject {
  readonly spec: Spec;
}

export type NamespaceSelector = Given<made.NamespaceSelector>;

/** A key of a Secret or of a ConfigMap. */
export type KeySelector = Given<made.KeySelector>;
export type SecretOrConfigMap = Given<made.SecretOrConfigMap>;
export type SafeTlsConfig = Given<made.SafeTlsConfig>;
/** `SafeTlsConfig`, and files that are already in the Prometheus container. */
export type TlsConfig = Given<made.TlsConfig>;
export type BasicAuth = Given<made.BasicAuth>;
export type SafeAuthorization = Given<made.SafeAuthorization>;
export type Authorization = Given<made.Authorization>;
export type OAuth2 = Given<made.OAuth2>;
export type ProxyConfig = Pick<OAuth2, 'proxyUrl' | 'noProxy' | 'proxyFromEnvironment' | 'proxyConnectHeader'>;
export type Sigv4 = Given<made.Sigv4>;
export type Relabeling = Given<made.RelabelConfig>;
export type AttachMetadata = Given<made.AttachMetadata>;

type ScrapeConfigSpec = Given<scrapeConfig.ScrapeConfigSpec>;
/** What every kind of scrape object may limit. 0 is no limit. */
export type MonitorLimits = Pick<
  ScrapeConfigSpec,
  'sampleLimit' | 'targetLimit' | 'labelLimit' | 'labelNameLengthLimit' | 'labelValueLengthLimit' | 'keepDroppedTargets'
>;
export type ScrapeFormats = Pick<
  ScrapeConfigSpec,
  | 'scrapeProtocols'
  | 'fallbackScrapeProtocol'
  | 'scrapeNativeHistograms'
  | 'scrapeClassicHistograms'
  | 'nativeHistogramBucketLimit'
  | 'nativeHistogramMinBucketFactor'
  | 'convertClassicHistogramsToNHCB'
>;
/** Authentication and HTTP of an endpoint; how TLS may be given differs by kind. */
export type HttpConfig = Pick<
  Given<podMonitor.PodMetricsEndpoint>,
  'authorization' | 'basicAuth' | 'oauth2' | 'bearerTokenSecret' | 'followRedirects' | 'enableHttp2' | 'tlsConfig'
>;
