import { formatDuration } from '../promql/numbers';
import { readDuration } from '../text/duration';

/** Digits of a number without sign and fraction: the first one, then others, with the zeros apart that `${bigint}` does not begin with. */
export type Digits = `${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}${'' | `${'' | '0' | '00' | '000'}${bigint}`}`;

/** A duration as Prometheus writes it: `15s`, `5m`, `1h30m`, `15d` (Prometheus documentation, "Time durations"). */
export type PromDuration =
  | `${Digits}${'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y'}`
  | `${Digits}w${bigint}d`
  | `${Digits}d${bigint}h`
  | `${Digits}h${bigint}m`
  | `${Digits}m${bigint}s`;

/** A Duration of cdk8s, of any version. */
export interface DurationConstruct {
  toMilliseconds(options?: { readonly integral?: boolean }): number;
}

/** A duration of Prometheus, or a Duration of cdk8s: `90s`, `1m30s` or `Duration.seconds(90)`. */
export type AnyDuration = PromDuration | DurationConstruct;

export const isDurationConstruct = (value: unknown): value is DurationConstruct =>
  typeof value === 'object' && value !== null && typeof (value as Partial<DurationConstruct>).toMilliseconds === 'function';

/** A duration as Prometheus writes it. What has no such form stays as it is: the judging of options finds it there. */
export function durationText(duration: AnyDuration): PromDuration {
  const milliseconds = isDurationConstruct(duration) ? duration.toMilliseconds({ integral: false }) : undefined;
  const isWritable = Number.isInteger(milliseconds) && milliseconds! >= 0;
  return (isWritable ? formatDuration(milliseconds!) : duration) as PromDuration;
}

/** A duration in seconds. Throws a RangeError for text that is not a duration. */
export function secondsOf(duration: AnyDuration): number {
  const text = durationText(duration);
  const reading = readDuration(text);
  if ('code' in reading)
    throw new RangeError(`"${text}" is no duration of Prometheus: write whole numbers with units, such as 30s or 1h30m`);
  return reading.milliseconds / 1000;
}
