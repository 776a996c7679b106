import { readDuration } from '../../../text/duration';

/** Why a text is not a duration, in the words of prometheus/common (model/time.go). */
export function durationRefusal(text: string): string | undefined {
  const read = readDuration(text);
  if (!('code' in read)) return undefined;
  switch (read.code) {
    case 'empty':
      return 'empty duration string';
    case 'unknown-unit':
      return `unknown unit "${read.unit}" in duration "${text}"`;
    case 'no-duration':
    case 'order':
      return `not a valid duration string: "${text}"`;
    case 'too-long':
      return 'duration out of range';
  }
}
