import type { TimeIntervalSpec } from './configuration';
import { dayRange, minuteRange, monthRange, weekdayRange, yearRange } from './time-ranges';
import { checkTimeZone } from './time-zone';

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
  if (interval.location !== undefined) attempt(() => checkTimeZone(interval.location!));
  return problems;
}
