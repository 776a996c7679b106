import { describe, expect, test } from 'vitest';
import type { AlertmanagerConfiguration, TimeIntervalSpec } from '../../lib/alertmanager/configuration';
import { matchRoutes } from '../../lib/alertmanager/routes';
import { containsTime, mutedAt, timeIntervalProblems } from '../../lib/alertmanager/time-intervals';

const at = (text: string) => Date.parse(text);
const holds = (interval: TimeIntervalSpec, text: string) => containsTime(interval, at(text));

describe('an interval', () => {
  test('without a list holds every instant', () => expect(holds({}, '2026-08-10T12:00:00Z')).toBe(true));

  test('includes the start of a time range and excludes its end', () => {
    const office = { times: [{ start_time: '09:00', end_time: '17:00' }] };
    expect(holds(office, '2026-08-10T09:00:00Z')).toBe(true);
    expect(holds(office, '2026-08-10T17:00:00Z')).toBe(false);
  });

  test('includes both ends of a range of days', () => {
    const week = { weekdays: ['Monday:friday'] };
    expect(holds(week, '2026-08-14T23:59:59Z')).toBe(true); // a Friday
    expect(holds(week, '2026-08-15T00:00:00Z')).toBe(false);
  });

  test('counts negative days from the end of the month', () => {
    expect(holds({ days_of_month: ['-1'] }, '2028-02-29T12:00:00Z')).toBe(true);
    expect(holds({ days_of_month: ['-1'] }, '2026-02-28T12:00:00Z')).toBe(true);
    expect(holds({ days_of_month: ['30:31'] }, '2026-02-28T12:00:00Z')).toBe(false);
  });

  test('knows months by name and number', () => {
    expect(holds({ months: ['july:AUGUST'] }, '2026-08-10T12:00:00Z')).toBe(true);
    expect(holds({ months: ['1:7'] }, '2026-08-10T12:00:00Z')).toBe(false);
  });

  test('is read on the clock of its location', () => {
    const morning = { times: [{ start_time: '08:00', end_time: '09:00' }], location: 'Europe/Paris' };
    expect(holds(morning, '2026-08-10T06:30:00Z')).toBe(true); // summer: UTC+2
    expect(holds(morning, '2026-01-10T06:30:00Z')).toBe(false); // winter: UTC+1
  });
});

test.each<[TimeIntervalSpec, string]>([
  [{ times: [{ start_time: '22:00', end_time: '06:00' }] }, 'split it in two'],
  [{ times: [{ start_time: '9:00', end_time: '10:00' }] }, 'HH:MM'],
  [{ weekdays: ['friday:monday'] }, 'split the range'],
  [{ weekdays: ['mon'] }, 'write a weekday'],
  [{ days_of_month: ['0'] }, 'from 1 to 31'],
  [{ days_of_month: ['-1:1'] }, 'both days negative'],
  [{ days_of_month: ['20:-20'] }, 'earlier day first'],
  [{ months: ['smarch'] }, 'write a month'],
  [{ years: ['2028:2026'] }, 'earlier year'],
  [{ location: 'Europe/Lutetia' }, 'IANA'],
])('%j is refused, with what to do', (interval, advice) => {
  expect(timeIntervalProblems(interval)).toEqual([expect.stringContaining(advice)]);
});

describe('a route', () => {
  const config: AlertmanagerConfiguration = {
    route: {
      receiver: 'root',
      routes: [
        { matchers: ['a="1"'], mute_time_intervals: ['noon'] },
        { matchers: ['a="2"'], active_time_intervals: ['noon'] },
      ],
    },
    time_intervals: [{ name: 'noon', time_intervals: [{ times: [{ start_time: '12:00', end_time: '13:00' }] }] }],
  };
  const muted = (a: string, text: string) => mutedAt(config, matchRoutes(config, { a })[0]!, at(text));

  test('is silent within a mute interval', () =>
    expect([muted('1', '2026-08-10T12:30:00Z'), muted('1', '2026-08-10T11:30:00Z')]).toEqual([true, false]));
  test('is silent outside its active intervals', () =>
    expect([muted('2', '2026-08-10T12:30:00Z'), muted('2', '2026-08-10T11:30:00Z')]).toEqual([false, true]));
  test('without intervals is never silent', () => expect(muted('3', '2026-08-10T12:30:00Z')).toBe(false));
});
