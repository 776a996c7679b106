import type { ProgramOptions } from '../../manifests/program-options';
import { type Storage, volume } from '../../manifests/storage';
import { type Bytes, bytesOf } from '../../model/bytes';
import { type AnyDuration, durationText, type PromDuration } from '../../model/duration';
import type { Labels } from '../../model/labels';
import type { QueryLimits, ScrapeLimits } from './limits';

/** How Prometheus runs. */
export interface PrometheusProps extends ProgramOptions {
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
}

/** How Alertmanager runs. */
export interface AlertmanagerProps extends ProgramOptions {
  /** How long silences and what was notified are kept. @default - 120h, Alertmanager's own */
  readonly retention?: AnyDuration;
  /** @default - volume('1Gi') */
  readonly storage?: Storage;
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
