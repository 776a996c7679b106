/** A wall clock and calendar; `minute` counts from midnight, Sunday is weekday 0. */
export interface Calendar {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly minute: number;
}

/**
 * What clock and calendar show in a place at an instant, a Unix time in milliseconds. `Local` is taken as UTC, which is what a
 * container has. Throws a RangeError where the zone is unknown.
 */
export function calendarAt(instant: number, location: string): Calendar {
  const wall = new Date(instant + offsetAt(instant, location));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    weekday: wall.getUTCDay(),
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

/**
 * The days of the calendar's month as Alertmanager counts them: the hours between the local midnights that begin this month
 * and the next, divided by 24 and cut. Where clocks go forward in the month this is one day less than the calendar has.
 */
export function daysInMonth({ year, month }: Calendar, location: string): number {
  const hours = (midnight(year, month + 1, location) - midnight(year, month, location)) / 3_600_000;
  return Math.trunc(hours / 24);
}

/** The instant of the first local midnight of a month, found as Go's time.Date finds it. */
function midnight(year: number, month: number, location: string): number {
  const wall = Date.UTC(year, month - 1, 1);
  const guess = offsetAt(wall, location);
  return guess === 0 ? wall : wall - offsetAt(wall - guess, location);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far a place's clock is ahead of UTC, in milliseconds. */
function offsetAt(instant: number, location: string): number {
  if (location === 'UTC' || location === 'Local' || location === '') return 0;
  const parts = Object.fromEntries(
    clockOf(location)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const wall = Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second);
  return wall - Math.floor(instant / 1000) * 1000;
}

function clockOf(location: string): Intl.DateTimeFormat {
  let clock = clocks.get(location);
  if (clock === undefined) {
    try {
      clock = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
        timeZone: location,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw new RangeError(`${location} is not a time zone: write an IANA name, Europe/Paris`);
    }
    clocks.set(location, clock);
  }
  return clock;
}
