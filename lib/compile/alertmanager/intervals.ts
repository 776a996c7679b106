import type { NamedTimeInterval, TimeIntervalSpec } from '../../alertmanager/configuration';
import { dayRange, minuteRange, monthRange, weekdayRange, yearRange } from '../../alertmanager/time-ranges';
import { type Conversion, entriesOf, mapping, nonEmptyString } from './conversion';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A muteTimeIntervals entry as Alertmanager's interval, written as the operator writes it; `rename` prefixes the name. */
export function convertTimeInterval(value: unknown, path: string, rename: (name: string) => string, c: Conversion): NamedTimeInterval {
  const from = mapping(value, path, c);
  if (typeof from.name !== 'string' || from.name === '') c.refusals.push({ path, code: 'missing-field', message: `${path} has no name` });
  return {
    name: rename(String(from.name ?? '')),
    time_intervals: entriesOf(from.timeIntervals, `${path}.timeIntervals`, c).map((spec, i) =>
      specOf(spec, `${path}.timeIntervals[${i}]`, c),
    ),
  };
}

function specOf(value: unknown, path: string, c: Conversion): TimeIntervalSpec {
  const from = mapping(value, path, c);
  const all = (key: string, convert: (entry: unknown, at: string) => string | { start_time: string; end_time: string }) => {
    const converted = entriesOf(from[key], `${path}.${key}`, c).map((entry, i) => {
      try {
        return convert(entry, `${path}.${key}[${i}]`);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        c.refusals.push({ path: `${path}.${key}[${i}]`, code: 'wrong-value', message: error.message });
        return '';
      }
    });
    return converted.length === 0 ? undefined : converted;
  };
  const range =
    (read: (text: string) => readonly [number, number], print: (member: number) => string = String) =>
    (entry: unknown) => {
      const [first, last] = read(String(entry));
      return first === last ? print(first) : `${print(first)}:${print(last)}`;
    };
  const spec = {
    times: all('times', (entry, at) => {
      const { startTime, endTime } = mapping(entry, at, c);
      const times = { start_time: String(startTime ?? ''), end_time: String(endTime ?? '') };
      minuteRange(times);
      return times;
    }),
    weekdays: all(
      'weekdays',
      range(weekdayNumbers, (day) => weekdays[day]!),
    ),
    days_of_month: all('daysOfMonth', (entry, at) => {
      const { start, end } = mapping(entry, at, c);
      return range(dayRange)(`${String(start ?? 0)}:${String(end ?? 0)}`);
    }),
    months: all('months', range(calendarMonths)),
    years: all('years', range(yearRange)),
    ...(c.takesMore && { location: locationOf(from.location, `${path}.location`, c) }),
  };
  return Object.fromEntries(Object.entries(spec).filter(([, list]) => list !== undefined));
}

function locationOf(value: unknown, path: string, c: Conversion): string | undefined {
  const { location } = nonEmptyString('location')(value ?? '', path, c);
  return location as string | undefined;
}

/** The custom resource also takes weekdays as numbers. */
const weekdayNumbers = (text: string) => weekdayRange(text.replace(/\b[0-6]\b/g, (day) => weekdays[Number(day)]!));

/** The custom resource takes only the months that there are. */
function calendarMonths(text: string): readonly [number, number] {
  const range = monthRange(text);
  if (range.some((month) => month < 1 || month > 12)) {
    throw new RangeError(`${text} is not a month: write january to december, or 1 to 12`);
  }
  return range;
}
