import type { AuthorizationLogin, BasicLogin, ClientTls, OAuth2Login } from './auth';
import type { Bytes } from './bytes';
import type { AnyDuration } from './duration';
import type { Relabelings } from './relabel';
import type { Url } from './url';

/** What one target may bring. A target over a limit is refused whole: its `up` is 0. */
export interface ScrapeLimits {
  /** Samples of one scrape, after relabeling. @default - twice the series that a cluster of the declared size has, and 20,000 at least */
  readonly sampleLimit?: number;
  /** Targets of one job. @default - no limit */
  readonly targetLimit?: number;
  /** Labels of one sample. @default 100 */
  readonly labelLimit?: number;
  /** Characters of a label's name. @default 512 */
  readonly labelNameLengthLimit?: number;
  /** Characters of a label's value. @default 4096 */
  readonly labelValueLengthLimit?: number;
  /** The answer of a target, after it is decompressed. @default - 1 KiB for each sample of `sampleLimit` */
  readonly bodySizeLimit?: Bytes;
  /** Targets that relabeling drops and that the target page of each job still shows. @default - all */
  readonly keepDroppedTargets?: number;
}

/** How Prometheus logs in at a target. A signature of AWS is for remote writes alone. */
export type ScrapeAuth = BasicLogin | AuthorizationLogin | OAuth2Login;

/** How one port is scraped. */
export interface EndpointSettings {
  /** How often. @default - the stack's scrapeInterval */
  readonly interval?: AnyDuration;
  /** How long an answer may take: never longer than the interval. @default - 10s, or the interval where that is shorter */
  readonly timeout?: AnyDuration;
  /** @default http */
  readonly scheme?: 'http' | 'https';
  /** Parameters of the URL: `{ module: ['http_2xx'] }`. @default - none */
  readonly params?: Readonly<Record<string, readonly string[]>>;
  /** How Prometheus logs in, with Secrets of the stack's namespace. @default - it does not */
  readonly auth?: ScrapeAuth;
  /** What Prometheus knows of the certificate, and what it shows itself. @default - the certificates that its image trusts */
  readonly tls?: ClientTls;
  /** A proxy that is asked instead of the target. @default - none */
  readonly proxyUrl?: Url;
  /** The target's own job, instance and namespace labels win over those of the scrape. @default - the scrape's win */
  readonly honorLabels?: true;
  /** The time of a sample is that of the scrape, also where the target gives one. @default - the target's, where it gives one */
  readonly honorTimestamps?: 'off';
  /** What decides on targets before they are scraped, after the labels that are there by default. @default - none */
  readonly relabelings?: Relabelings;
  /** What decides on series before they are stored. @default - none */
  readonly metricRelabelings?: Relabelings;
}

/** How a target is scraped, on all of its ports. A limit that is left out is that of Prometheus. */
export interface ScrapeSettings extends EndpointSettings, ScrapeLimits {
  /** A scrape class of Prometheus (`scrapeClasses`), whose TLS, login and relabelings are taken. @default - its default one, where it has one */
  readonly scrapeClass?: string;
  /** The formats that Prometheus asks for, the first is the one that it likes most. @default - Prometheus' own */
  readonly scrapeProtocols?: readonly ScrapeProtocolName[];
  /** Native histograms, or their classic buckets as well. @default - as Prometheus is set up: its own default is off */
  readonly nativeHistograms?: 'off' | 'on' | 'with-classic';
}

export type ScrapeProtocolName =
  | 'PrometheusProto'
  | 'OpenMetricsText0.0.1'
  | 'OpenMetricsText1.0.0'
  | 'PrometheusText0.0.4'
  | 'PrometheusText1.0.0';
