// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
import type {
  AttachMetadata,
  BasicAuth,
  KeySelector,
  LabelSelector,
  Metadata,
  NamespaceSelector,
  OAuth2,
  RelabelConfig,
  SafeAuthorization,
  ScrapeProtocol,
  TlsConfig,
} from './common';

export interface ServiceMonitor {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'ServiceMonitor';
  readonly metadata: Metadata;
  readonly spec: ServiceMonitorSpec;
}

export interface ServiceMonitorSpec {
  readonly attachMetadata?: AttachMetadata;
  readonly bodySizeLimit?: string;
  readonly convertClassicHistogramsToNHCB?: boolean;
  readonly endpoints: readonly Endpoint[];
  readonly fallbackScrapeProtocol?: ScrapeProtocol;
  readonly jobLabel?: string;
  readonly keepDroppedTargets?: number;
  readonly labelLimit?: number;
  readonly labelNameLengthLimit?: number;
  readonly labelValueLengthLimit?: number;
  readonly namespaceSelector?: NamespaceSelector;
  readonly nativeHistogramBucketLimit?: number;
  readonly nativeHistogramMinBucketFactor?: number | string;
  readonly podTargetLabels?: readonly string[];
  readonly sampleLimit?: number;
  readonly scrapeClass?: string;
  readonly scrapeClassicHistograms?: boolean;
  readonly scrapeNativeHistograms?: boolean;
  readonly scrapeProtocols?: readonly ScrapeProtocol[];
  readonly selector: LabelSelector;
  readonly selectorMechanism?: 'RelabelConfig' | 'RoleSelector';
  readonly serviceDiscoveryRole?: 'Endpoints' | 'EndpointSlice';
  readonly targetLabels?: readonly string[];
  readonly targetLimit?: number;
}

export interface Endpoint {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly bearerTokenFile?: string;
  readonly bearerTokenSecret?: KeySelector;
  readonly enableHttp2?: boolean;
  readonly filterRunning?: boolean;
  readonly followRedirects?: boolean;
  readonly honorLabels?: boolean;
  readonly honorTimestamps?: boolean;
  readonly interval?: string;
  readonly metricRelabelings?: readonly RelabelConfig[];
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly path?: string;
  readonly port?: string;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly relabelings?: readonly RelabelConfig[];
  readonly scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  readonly scrapeTimeout?: string;
  readonly targetPort?: number | string;
  readonly tlsConfig?: TlsConfig;
  readonly trackTimestampsStaleness?: boolean;
}
