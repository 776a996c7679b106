import type { NamedTimeInterval, TimeIntervalSpec } from './configuration';
import { dayRange, minuteRange, monthRange, weekdayRange, yearRange } from './time-ranges';

/** An instant as a clock and a calendar of a place show it. */
interface Shown {
  readonly minute: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

function shownAt(at: Date, location: string): Shown {
  const timeZone = location === '' || location === 'Local' ? 'UTC' : location;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...numeric }).formatToParts(at);
  const number = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  const [year, month, day] = [number('year'), number('month'), number('day')];
  return {
    minute: number('hour') * 60 + number('minute'),
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    day,
    month,
    year,
  };
}

type Range = readonly [number, number];
const holds = (value: number, [first, last]: Range): boolean => value >= first && value <= last;

/** Whether an instant lies in an interval (Alertmanager's timeinterval package). */
export const isWithin = ({ time_intervals = [] }: NamedTimeInterval, at: Date): boolean => time_intervals.some((spec) => isIn(spec, at));

function isIn({ times, weekdays, days_of_month, months, years, location = 'UTC' }: TimeIntervalSpec, at: Date): boolean {
  const { minute, weekday, day, month, year } = shownAt(at, location);
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const some = <T>(ranges: readonly T[] | undefined, is: (range: T) => boolean) =>
    ranges === undefined || ranges.length === 0 || ranges.some(is);
  return (
    some(times, (range) => {
      const [start, end] = minuteRange(range);
      return minute >= start && minute < end;
    }) &&
    some(weekdays, (text) => holds(weekday, weekdayRange(text))) &&
    some(days_of_month, (text) => isDay(day, dayRange(text), length)) &&
    some(months, (text) => holds(month, monthRange(text))) &&
    some(years, (text) => holds(year, yearRange(text)))
  );
}

/** A negative day counts from the end of the month, and a day after its end is the last one. */
function isDay(day: number, [first, last]: Range, length: number): boolean {
  const dated = (one: number) => (one < 0 ? length + one + 1 : one);
  const [from, to] = [dated(first), dated(last)];
  return from <= length && day >= Math.max(from, 1) && day <= Math.min(to, length);
}
