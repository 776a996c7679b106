import type { AlertmanagerConfiguration, TimeIntervalSpec } from './configuration';
import type { RouteHit } from './routes';
import { dayRange, minuteRange, monthRange, weekdayRange, yearRange } from './time-ranges';
import { calendarAt, daysInMonth } from './time-zone';

/**
 * Whether an interval holds an instant, a Unix time in milliseconds (Alertmanager 0.34, timeinterval).
 * Throws a RangeError that says what is wrong with a range or a location: see `timeIntervalProblems`.
 */
export function containsTime(interval: TimeIntervalSpec, instant: number): boolean {
  const { times, days_of_month, months, weekdays, years } = interval;
  const location = interval.location ?? 'UTC';
  const now = calendarAt(instant, location);
  const holds = <T>(list: readonly T[] | undefined, test: (entry: T) => boolean) => list === undefined || list.some(test);
  const within = (value: number, [first, last]: readonly [number, number]) => value >= first && value <= last;

  return (
    holds(times, (range) => {
      const [start, end] = minuteRange(range);
      return now.minute >= start && now.minute < end;
    }) &&
    holds(days_of_month, (text) => {
      const length = daysInMonth(now, location);
      const [first, last] = dayRange(text).map((day) => (day < 0 ? length + day + 1 : day)) as [number, number];
      // A range past the month's end holds nothing; one that crosses an edge of the month is cut there.
      return first <= length && within(now.day, [Math.max(first, -length), Math.min(last, length)]);
    }) &&
    holds(months, (text) => within(now.month, monthRange(text))) &&
    holds(weekdays, (text) => within(now.weekday, weekdayRange(text))) &&
    holds(years, (text) => within(now.year, yearRange(text)))
  );
}

/** Whether one of the named intervals of a configuration holds the instant; a name that is not defined holds nothing. */
export function withinIntervals(config: AlertmanagerConfiguration, names: readonly string[], instant: number): boolean {
  return [...(config.mute_time_intervals ?? []), ...(config.time_intervals ?? [])].some(
    ({ name, time_intervals = [] }) => names.includes(name) && time_intervals.some((interval) => containsTime(interval, instant)),
  );
}

/** Whether a route is silent at an instant: within a mute interval, or outside all of its active intervals if it has any. */
export function mutedAt(config: AlertmanagerConfiguration, hit: RouteHit, instant: number): boolean {
  const { mute_time_intervals = [], active_time_intervals = [] } = hit.route;
  return (
    withinIntervals(config, mute_time_intervals, instant) ||
    (active_time_intervals.length > 0 && !withinIntervals(config, active_time_intervals, instant))
  );
}

/** What is wrong with an interval's ranges and location, as messages. */
export function timeIntervalProblems(interval: TimeIntervalSpec): readonly string[] {
  const problems: string[] = [];
  const attempt = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      problems.push((error as Error).message);
    }
  };
  interval.times?.forEach((range) => attempt(() => minuteRange(range)));
  interval.weekdays?.forEach((text) => attempt(() => weekdayRange(text)));
  interval.days_of_month?.forEach((text) => attempt(() => dayRange(text)));
  interval.months?.forEach((text) => attempt(() => monthRange(text)));
  interval.years?.forEach((text) => attempt(() => yearRange(text)));
  if (interval.location !== undefined) attempt(() => calendarAt(0, interval.location!));
  return problems;
}
