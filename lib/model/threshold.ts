import { type Bytes, bytesOf } from './bytes';
import { type AnyDuration, durationText, type PromDuration, secondsOf } from './duration';

/**
 * A number of an alert that can be tuned: what it is, in which unit, and between which bounds (in base units: seconds, bytes).
 *
 *     thresholds: { free: { ratio: 0.1, min: 0, max: 1, is: 'share of the disk that is free' } }
 */
export type AlertThreshold = {
  /** What the number is, in a few words. */
  readonly is: string;
  /** @default - any */
  readonly min?: number;
  /** @default - any */
  readonly max?: number;
} & (
  | { readonly ratio: number }
  | { readonly count: number }
  | { readonly perSecond: number }
  | { readonly seconds: AnyDuration }
  | { readonly bytes: Bytes }
  | { readonly range: PromDuration }
);

/** By their names, which stand beside `for` where an alert is tuned. */
export type Thresholds = { readonly [name: string]: AlertThreshold } & {
  readonly for?: never;
  readonly keepFiringFor?: never;
  readonly severity?: never;
  readonly labels?: never;
  readonly annotations?: never;
};

/** Of an alert that has none. */
export type NoThresholds = Readonly<Record<never, AlertThreshold>>;

/** The values in force, in base units: numbers, seconds, bytes; a range stays a duration. */
export type Values<T> = { readonly [K in keyof T]: T[K] extends { readonly range: unknown } ? PromDuration : number } & {
  /** `0s` where the alert has none. */
  readonly for: PromDuration;
};

/** Other values for thresholds, in their own units. */
export type Settings<T> = {
  readonly [K in keyof T]?: T[K] extends { readonly range: unknown }
    ? PromDuration
    : T[K] extends { readonly seconds: unknown }
      ? AnyDuration
      : T[K] extends { readonly bytes: unknown }
        ? Bytes
        : number;
};

export const units = ['ratio', 'count', 'perSecond', 'seconds', 'bytes', 'range'] as const;
type Unit = (typeof units)[number];

export const unitOf = (threshold: object): Unit | undefined => units.find((unit) => unit in threshold);

export function valueOf(threshold: AlertThreshold): number | PromDuration {
  if ('range' in threshold) return threshold.range;
  if ('seconds' in threshold) return secondsOf(threshold.seconds);
  if ('bytes' in threshold) return bytesOf(threshold.bytes);
  if ('ratio' in threshold) return threshold.ratio;
  return 'count' in threshold ? threshold.count : threshold.perSecond;
}

export function valuesOf<T extends Thresholds>(thresholds: T, pending: AnyDuration | undefined): Values<T> {
  const values = Object.entries(thresholds as Readonly<Record<string, AlertThreshold>>).map(([name, threshold]) => [
    name,
    readable(threshold),
  ]);
  return { ...Object.fromEntries(values), for: pending === undefined ? '0s' : durationText(pending) } as Values<T>;
}

/** What is no value is told where the alert is declared; until then it is no number. */
function readable(threshold: AlertThreshold): number | PromDuration {
  try {
    return valueOf(threshold);
  } catch {
    return Number.NaN;
  }
}

/** The thresholds with other values, each in its unit. */
export function withSettings<T extends Thresholds>(thresholds: T, settings: Settings<T>): T {
  const given = settings as Readonly<Record<string, unknown>>;
  const changed = Object.entries(thresholds as Readonly<Record<string, AlertThreshold>>).map(([name, threshold]) => [
    name,
    given[name] === undefined ? threshold : { ...threshold, [unitOf(threshold) ?? 'count']: given[name] },
  ]);
  return Object.fromEntries(changed) as T;
}
