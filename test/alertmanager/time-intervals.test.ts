import { expect, test } from 'vitest';
import type { TimeIntervalSpec } from '../../lib/alertmanager/configuration';
import { timeIntervalProblems } from '../../lib/alertmanager/time-intervals';

test.each<TimeIntervalSpec>([
  {},
  { times: [{ start_time: '09:00', end_time: '24:00' }] },
  { weekdays: ['Monday:friday', 'sunday'] },
  { days_of_month: ['1:7', '-1', '-7:-1'] },
  { months: ['july:AUGUST', '1:7'] },
  { years: ['2026', '2026:2028'] },
  { location: 'Europe/Paris' },
  { location: 'Local' },
])('%j is taken', (interval) => expect(timeIntervalProblems(interval)).toEqual([]));

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
