/** A day of the week as Alertmanager calls it. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** A time of the day: `08:30`; the end of the day is `24:00`. */
export type ClockTime = `${number}:${number}`;

/** What all has to hold at once: of each list, one of its ranges. Both ends of a range count, but for the end of a time. */
export interface TimePeriod {
  /** @default - the whole day */
  readonly times?: readonly (readonly [from: ClockTime, to: ClockTime])[];
  /** `saturday`, or `monday:friday`. @default - each day */
  readonly weekdays?: readonly (Weekday | `${Weekday}:${Weekday}`)[];
  /** `1:5`, or `-1` for the last day of the month. @default - each day */
  readonly daysOfMonth?: readonly string[];
  /** `january`, `may:august`, or `1:3`. @default - each month */
  readonly months?: readonly string[];
  /** `2026`, or `2026:2028`. @default - each year */
  readonly years?: readonly string[];
}

export interface TimeIntervalOptions {
  /** A time zone of the IANA database: `Europe/Paris`. @default UTC */
  readonly location?: string;
  /** One of them has to hold. */
  readonly intervals: readonly TimePeriod[];
}

/** A time at which a route is silent, or the only one at which it is not. */
export interface TimeInterval extends TimeIntervalOptions {
  readonly kind: 'time-interval';
  readonly name: string;
}

/**
 * A time at which a route is silent (`muteTimeIntervals`), or the only one at which it is not (`activeTimeIntervals`).
 *
 *     timeInterval('nights', { location: 'Europe/Paris', intervals: [{ times: [['20:00', '24:00'], ['00:00', '08:00']] }] })
 */
export const timeInterval = (name: string, options: TimeIntervalOptions): TimeInterval => ({ kind: 'time-interval', name, ...options });
