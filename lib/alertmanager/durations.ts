import { readDuration } from '../text/duration';

/** A Prometheus duration (`1h30m`, units from large to small, or `0`) in milliseconds; undefined for any other text. */
export function durationMilliseconds(text: string): number | undefined {
  const read = readDuration(text);
  return 'code' in read ? undefined : read.milliseconds;
}

/** Go's own durations (time.ParseDuration), which have no days: `1.5h`, `-3m2s`, `100us`, `0`. */
export function isGoDuration(text: string): boolean {
  return /^[+-]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$/.test(text);
}

/** A Prometheus duration as one that Go reads too: days, weeks and years become hours, the rest stays as it is. */
export function goDuration(text: string): string {
  const duration = durationMilliseconds(text);
  if (duration === undefined || isGoDuration(text)) return text;
  const [hours, minutes, seconds, rest] = [
    Math.trunc(duration / 36e5),
    Math.trunc(duration / 6e4) % 60,
    Math.trunc(duration / 1e3) % 60,
    duration % 1e3,
  ];
  return [
    [hours, 'h'],
    [minutes, 'm'],
    [seconds, 's'],
    [rest, 'ms'],
  ]
    .filter(([number]) => number !== 0)
    .map((part) => part.join(''))
    .join('');
}
