import { type DurationFault, readDuration } from '../../text/duration';
import { type Bytes, bytesOf, isSizeLike } from '../bytes';
import { type AnyDuration, durationText, isDurationConstruct } from '../duration';
import { right } from './kinds';
import { isNo, type Kind, problem } from './problem';

const hints: Readonly<Record<DurationFault, string>> = {
  empty: 'Write whole numbers with units, such as 30s, 5m or 1h30m.',
  'no-duration': 'Write whole numbers with units, such as 30s, 5m or 1h30m.',
  'unknown-unit': 'Write whole numbers with the units y, w, d, h, m, s and ms, such as 1d12h for a day and a half.',
  order: 'Write the units from large to small, each of them once: 1h30m.',
  'too-long': 'Write at most 292 years.',
};

/** A duration of Prometheus or of cdk8s; 0 is one. */
export const duration: Kind = (value, at) => {
  const written = isDurationConstruct(value) ? durationText(value) : value;
  if (isDurationConstruct(written))
    return [problem(at, 'this Duration is no whole number of milliseconds', 'Make it of whole milliseconds.')];
  if (typeof written !== 'string') return isNo(at, value, 'duration', 'Write a text with a unit, such as 30s, or a Duration of cdk8s.');
  const reading = readDuration(written);
  return 'code' in reading ? isNo(at, written, 'duration of Prometheus', hints[reading.code]) : right;
};

/** A duration that is longer than 0. */
export const positiveDuration: Kind = (value, at) => {
  const problems = duration(value, at);
  if (problems.length > 0) return problems;
  const reading = readDuration(durationText(value as AnyDuration));
  return 'milliseconds' in reading && reading.nanoseconds > 0n
    ? right
    : [problem(at, `${String(durationText(value as AnyDuration))} is no length of time`, 'Write a duration that is longer than 0.')];
};

/** A size: a whole number of bytes, more than 0. */
export const size: Kind = (value, at) => {
  const hint = 'Write Size.gibibytes(20), or a text such as 20Gi.';
  if (!isSizeLike(value) && !(typeof value === 'string' && /^\d+[KMGTP]i$/.test(value))) return isNo(at, value, 'size', hint);
  const bytes = bytesIn(value as Bytes);
  if (!Number.isInteger(bytes)) return [problem(at, 'the size is no whole number of bytes', hint)];
  return bytes > 0 ? right : [problem(at, 'the size is 0', 'Write how much it holds, such as 20Gi.')];
};

function bytesIn(value: Bytes): number {
  try {
    return bytesOf(value);
  } catch {
    return Number.NaN; // cdk8s converts no size that is not a whole number
  }
}
