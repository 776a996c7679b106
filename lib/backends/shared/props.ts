import type { AlertmanagerSpec } from '../../../imports/monitoring.coreos.com/alertmanager';
import type { ScrapeClass } from '../../../imports/monitoring.coreos.com/common';
import type { PrometheusSpec } from '../../../imports/monitoring.coreos.com/prometheus';
import type { Logging, ProgramOptions, Replicated, Resources } from '../../manifests/program-options';
import type { Served } from '../../manifests/service-settings';
import { type Storage, volume } from '../../manifests/storage';
import { type Bytes, bytesOf } from '../../model/bytes';
import { type AnyDuration, durationText, type PromDuration } from '../../model/duration';
import type { Labels } from '../../model/labels';
import type { Raw } from '../../model/raw';
import type { RemoteRead, RemoteWrite } from '../../model/remote';
import type { ScrapeLimits } from '../../model/scrape-settings';
import type { SecretKey } from '../../model/secret-key';
import type { Url } from '../../model/url';
import type { JsonObject } from '../../text/json';
import type { QueryLimits } from './limits';

/** Where users reach a program with a page of its own. */
export interface Web {
  /** Links in messages and on its pages begin with it. @default - the name of its pod, which nobody outside of the cluster reaches */
  readonly externalUrl?: Url;
  /** The path below which it answers, where what leads to it leaves the path as it is: `/prometheus`. @default - / */
  readonly routePrefix?: string;
}

/** When an alert fires that waited before Prometheus started anew, and how often one is sent again. */
export interface AlertTiming {
  /** For an outage of up to this the `for` of alerts is remembered. @default - 1h, Prometheus' own */
  readonly forOutageTolerance?: AnyDuration;
  /** An alert whose `for` is longer waits at least this after a start. @default - 10m, Prometheus' own */
  readonly forGracePeriod?: AnyDuration;
  /** How often an alert that still fires is sent again. @default - 1m, Prometheus' own */
  readonly resendDelay?: AnyDuration;
}

/** How Prometheus runs. */
export interface PrometheusProps extends ProgramOptions, Logging, Replicated, Served, Web {
  /** How long samples are kept. @default - 15d, or less if the volume fills first */
  readonly retention?: AnyDuration;
  /** How much may be kept; the oldest samples go first. `off`: only `retention` limits it. @default - four fifths of its storage */
  readonly retentionSize?: 'off' | Bytes;
  /** @default - volume('20Gi') */
  readonly storage?: Storage;
  /** Labels that tell this Prometheus from others wherever its alerts and samples go. @default - none */
  readonly externalLabels?: Labels;
  /**
   * `POST /-/reload` reads the configuration again, and `POST /-/quit` ends Prometheus: for everybody who reaches its port.
   * @default - a changed configuration is read without it. prometheus-operator always sets it
   */
  readonly enableLifecycle?: true;
  /** What one target may bring, where its monitor says nothing else. @default - see each; `off`: without limit */
  readonly limits?: 'off' | ScrapeLimits;
  /** What no target may exceed, whatever its monitor says. @default - no such limits */
  readonly enforcedLimits?: Omit<ScrapeLimits, 'keepDroppedTargets'>;
  /** What one query may cost. @default - see each; `off`: Prometheus' own limits, 50,000,000 samples, 20 queries and 2m */
  readonly query?: 'off' | QueryLimits;
  /** How long a target may take to answer. @default - 10s, Prometheus' own, or the interval where that is shorter */
  readonly scrapeTimeout?: AnyDuration;
  /** Settings that monitors take by the name of their class. @default - those that kubelet() and apiServer() need */
  readonly scrapeClasses?: readonly ScrapeClass[];
  /** Jobs in Prometheus' own language, beside the targets of the stack. @default - none */
  readonly scrapeConfigs?: readonly JsonObject[];
  /** Where samples are sent too. @default - nowhere */
  readonly remoteWrite?: readonly RemoteWrite[];
  /** Where samples are looked for that it does not have. @default - nowhere */
  readonly remoteRead?: readonly RemoteRead[];
  /** Rules see the world as it was this long ago, so that samples that come late are there. @default - they see it as it is */
  readonly ruleQueryOffset?: AnyDuration;
  /** @default - Prometheus' own */
  readonly alertTiming?: AlertTiming;
  /** Features that are off by default (Prometheus documentation, "Feature flags"). @default - none */
  readonly enableFeatures?: readonly string[];
  /** What others may send to it; who may reach its port is for `network`. @default - nothing */
  readonly receives?: readonly ('remote-write' | 'otlp')[];
  /** @default - none */
  readonly thanos?: ThanosSidecar;
  /** Everybody who reaches its port may delete series and take snapshots. @default - nobody may */
  readonly enableAdminApi?: true;
  /** Merged over the `spec` of the Prometheus resource, mapping by mapping: a list replaces the list. @default - nothing */
  readonly raw?: Raw<PrometheusSpec>;
}

/** How Alertmanager runs. */
export interface AlertmanagerProps extends ProgramOptions, Logging, Replicated, Served, Web {
  /** How long silences and what was notified are kept. @default - 120h, Alertmanager's own */
  readonly retention?: AnyDuration;
  /** @default - volume('1Gi') */
  readonly storage?: Storage;
  /** Features that are off by default. @default - none */
  readonly enableFeatures?: readonly string[];
  /** Merged over the `spec` of the Alertmanager resource, mapping by mapping: a list replaces the list. @default - nothing */
  readonly raw?: Raw<AlertmanagerSpec>;
}

/** Which monitors and rules of others Prometheus reads. */
export interface Selects {
  /** Where they are, beside the stack's own namespace. Prometheus may look for targets there. */
  readonly namespaces: 'all' | readonly string[];
  /** The labels that they have; those of the stack get them. @default - all are read */
  readonly labels?: Labels;
}

/** A Thanos sidecar beside Prometheus: others query its samples, and it stores its blocks. */
export interface ThanosSidecar {
  /** The whole reference: `quay.io/thanos/thanos:v0.41.0`. */
  readonly image: string;
  /** The key of a Secret with the configuration of the bucket. Prometheus then no longer merges its blocks. @default - blocks stay where they are */
  readonly objectStorage?: SecretKey;
  readonly resources?: Resources;
  /** Flags beside those that are set. @default - none */
  readonly args?: readonly string[];
}

/** The programs of a backend that runs both. */
export interface ProgramProps {
  readonly prometheus?: PrometheusProps;
  /** It runs where the stack has a routing. */
  readonly alertmanager?: AlertmanagerProps;
}

export const prometheusStorage = ({ storage }: PrometheusProps): Storage => storage ?? volume('20Gi');
export const alertmanagerStorage = ({ storage }: AlertmanagerProps): Storage => storage ?? volume('1Gi');

/** Blocks are deleted when their sum is over the limit; the write-ahead log and a running compaction need the rest of the volume. */
const retainedShare = 0.8;

/** What Prometheus may keep, in the notation of its own flags, whose megabyte is a mebibyte. Undefined where nothing limits it. */
export function retentionSizeOf(props: PrometheusProps): string | undefined {
  if (props.retentionSize === 'off') return undefined;
  const bytes = props.retentionSize === undefined ? bytesOf(prometheusStorage(props).size) * retainedShare : bytesOf(props.retentionSize);
  return `${Math.floor(bytes / 1024 ** 2)}MB`;
}

export const retention = (props: PrometheusProps): PromDuration => durationText(props.retention ?? '15d');

export const replicasOf = ({ replicas = 1 }: Replicated): number => replicas;

/** What comes before the paths of a program: nothing, or `/prometheus`. */
export const pathPrefix = ({ routePrefix = '/' }: Web): string => routePrefix.replace(/\/$/, '');
