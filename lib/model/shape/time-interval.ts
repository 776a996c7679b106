import { dayRange, minuteRange, monthRange, weekdayRange, yearRange } from '../../alertmanager/time-ranges';
import { checkTimeZone } from '../../alertmanager/time-zone';
import type { TimeInterval, TimePeriod } from '../time-interval';
import { fields, required } from './fields';
import { characters, choiceOf, filledListOf, right, textLike } from './kinds';
import { isNo, type Kind, problem } from './problem';

/** A text that Alertmanager understands; `judge` throws a RangeError that says what to write. */
const understood =
  (judge: (text: string) => unknown): Kind =>
  (value, at) => {
    if (typeof value !== 'string') return characters(value, at);
    const fault = faultOf(() => judge(value));
    return fault === undefined ? right : [problem(at, ...fault)];
  };

/** What is wrong, and what to write. */
function faultOf(judge: () => unknown): readonly [message: string, hint: string] | undefined {
  try {
    judge();
    return undefined;
  } catch (error) {
    const [message, ...advice] = (error as Error).message.split(': ');
    const hint = advice.join(': ');
    return [message!, hint === '' ? 'Correct it.' : `${hint[0]!.toUpperCase()}${hint.slice(1)}.`];
  }
}

const time: Kind = (value, at) => {
  const isPair = Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string');
  if (!isPair) return isNo(at, value, 'pair of times', "Write ['08:00', '18:00'].");
  const [start_time, end_time] = value as unknown as readonly [string, string];
  const fault = faultOf(() => minuteRange({ start_time, end_time }));
  return fault === undefined ? right : [problem(at, fault[0], fault[1].replace('start_time and end_time as HH:MM', 'each as HH:MM'))];
};

const period = fields<TimePeriod>('a time', {
  times: filledListOf(time),
  weekdays: filledListOf(understood(weekdayRange)),
  daysOfMonth: filledListOf(understood(dayRange)),
  months: filledListOf(
    understood((text) => {
      if (monthRange(text).some((month) => month < 1 || month > 12))
        throw new RangeError(`${text} is no month: write may, 5 or may:august`);
    }),
  ),
  years: filledListOf(understood(yearRange)),
});

/** A time interval of a route. */
export const timeIntervalKind = fields<TimeInterval>(
  'a time interval',
  {
    kind: required(choiceOf('time-interval')),
    name: required(textLike('name', /./, 'Write a name in quotes.')),
    location: understood(checkTimeZone),
    intervals: required(filledListOf(period)),
  },
  "timeInterval('name', { intervals: [...] })",
);
