import type {
  AttachMetadata, CustomResource, HttpConfig, LabelSelector, NamespaceSelector, ProxyConfig, RelabelConfig, ScrapeFormats, ScrapeLimits,
  SelectorMechanism, ServiceDiscoveryRole, TlsConfig,
} from './common';

interface Endpoint {
  readonly targetPort?: string | number;
  readonly path?: string;
  readonly scheme?: string;
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly interval?: string;
  readonly scrapeTimeout?: string;
  readonly honorLabels?: boolean;
  readonly honorTimestamps?: boolean;
  readonly trackTimestampsStaleness?: boolean;
  readonly metricRelabelings?: readonly RelabelConfig[];
  readonly relabelings?: readonly RelabelConfig[];
  readonly filterRunning?: boolean;
}

export interface ServiceMonitorEndpoint extends Endpoint, HttpConfig<TlsConfig>, ProxyConfig {
  readonly port?: string;
  readonly bearerTokenFile?: string;
}

export interface PodMonitorEndpoint extends Endpoint, HttpConfig, ProxyConfig {
  readonly port?: string;
  readonly portNumber?: number;
}

interface MonitorSpec extends ScrapeLimits, ScrapeFormats {
  readonly jobLabel?: string;
  readonly podTargetLabels?: readonly string[];
  readonly selector?: LabelSelector;
  readonly selectorMechanism?: SelectorMechanism;
  readonly namespaceSelector?: NamespaceSelector;
  readonly attachMetadata?: AttachMetadata;
  readonly scrapeClass?: string;
  readonly bodySizeLimit?: string;
}

export interface ServiceMonitorSpec extends MonitorSpec {
  readonly targetLabels?: readonly string[];
  readonly endpoints?: readonly ServiceMonitorEndpoint[];
  readonly serviceDiscoveryRole?: ServiceDiscoveryRole;
}

export interface PodMonitorSpec extends MonitorSpec {
  readonly podMetricsEndpoints?: readonly PodMonitorEndpoint[];
}

export interface ProbeSpec extends ScrapeLimits, ScrapeFormats, HttpConfig {
  readonly jobName?: string;
  readonly prober?: ProxyConfig & { readonly url?: string; readonly scheme?: string; readonly path?: string };
  readonly module?: string;
  readonly targets?: {
    readonly staticConfig?: {
      readonly static?: readonly string[];
      readonly labels?: Readonly<Record<string, string>>;
      readonly relabelingConfigs?: readonly RelabelConfig[];
    };
    readonly ingress?: {
      readonly selector?: LabelSelector;
      readonly namespaceSelector?: NamespaceSelector;
      readonly relabelingConfigs?: readonly RelabelConfig[];
    };
  };
  readonly interval?: string;
  readonly scrapeTimeout?: string;
  readonly metricRelabelings?: readonly RelabelConfig[];
  readonly scrapeClass?: string;
  readonly params?: readonly { readonly name?: string; readonly values?: readonly string[] }[];
}

export type ServiceMonitor = CustomResource<ServiceMonitorSpec>;
export type PodMonitor = CustomResource<PodMonitorSpec>;
export type Probe = CustomResource<ProbeSpec>;
