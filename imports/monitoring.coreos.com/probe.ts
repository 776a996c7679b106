// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
import type {
  BasicAuth,
  KeySelector,
  LabelSelector,
  Metadata,
  NamespaceSelector,
  OAuth2,
  RelabelConfig,
  SafeAuthorization,
  SafeTlsConfig,
  ScrapeProtocol,
} from './common';

export interface Probe {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'Probe';
  readonly metadata: Metadata;
  readonly spec: ProbeSpec;
}

export interface ProbeSpec {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly bearerTokenSecret?: KeySelector;
  readonly convertClassicHistogramsToNHCB?: boolean;
  readonly enableHttp2?: boolean;
  readonly fallbackScrapeProtocol?: ScrapeProtocol;
  readonly followRedirects?: boolean;
  readonly interval?: string;
  readonly jobName?: string;
  readonly keepDroppedTargets?: number;
  readonly labelLimit?: number;
  readonly labelNameLengthLimit?: number;
  readonly labelValueLengthLimit?: number;
  readonly metricRelabelings?: readonly RelabelConfig[];
  readonly module?: string;
  readonly nativeHistogramBucketLimit?: number;
  readonly nativeHistogramMinBucketFactor?: number | string;
  readonly oauth2?: OAuth2;
  readonly params?: readonly ProbeParam[];
  readonly prober?: Prober;
  readonly sampleLimit?: number;
  readonly scrapeClass?: string;
  readonly scrapeClassicHistograms?: boolean;
  readonly scrapeNativeHistograms?: boolean;
  readonly scrapeProtocols?: readonly ScrapeProtocol[];
  readonly scrapeTimeout?: string;
  readonly targetLimit?: number;
  readonly targets?: ProbeTargets;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface ProbeParam {
  readonly name: string;
  readonly values?: readonly string[];
}

export interface Prober {
  readonly noProxy?: string;
  readonly path?: string;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  readonly url: string;
}

export interface ProbeTargets {
  readonly ingress?: ProbeIngressTarget;
  readonly staticConfig?: ProbeStaticTarget;
}

export interface ProbeIngressTarget {
  readonly namespaceSelector?: NamespaceSelector;
  readonly relabelingConfigs?: readonly RelabelConfig[];
  readonly selector?: LabelSelector;
}

export interface ProbeStaticTarget {
  readonly labels?: Readonly<Record<string, string>>;
  readonly relabelingConfigs?: readonly RelabelConfig[];
  readonly static?: readonly string[];
}
