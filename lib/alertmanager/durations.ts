const order = ['y', 'w', 'd', 'h', 'm', 's', 'ms'];
const milliseconds: Readonly<Record<string, number>> = { y: 365 * 864e5, w: 7 * 864e5, d: 864e5, h: 36e5, m: 6e4, s: 1e3, ms: 1 };

/** A Prometheus duration (`1h30m`, units from big to small, or `0`) in milliseconds; undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:[0-9]+(?:ms|[ywdhms]))+$/.test(text)) return undefined;
  let sum = 0;
  let last = -1;
  for (const [, number, unit] of text.matchAll(/([0-9]+)(ms|[ywdhms])/g)) {
    const position = order.indexOf(unit!);
    if (position <= last) return undefined;
    last = position;
    sum += Number(number) * milliseconds[unit!]!;
  }
  return sum < 2 ** 63 / 1e6 ? sum : undefined;
}

/** Go's own durations (time.ParseDuration), which have no days: `1.5h`, `-3m2s`, `100us`, `0`. */
export function isGoDuration(text: string): boolean {
  return /^[+-]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$/.test(text);
}

/** A Prometheus duration as one that Go reads too: days, weeks and years become hours, the rest stays as it is. */
export function goDuration(text: string): string {
  const duration = parseDuration(text);
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
