/** A duration as Prometheus writes it: `15s`, `5m`, `1h`, `15d` (Prometheus documentation, "Time durations"). */
export type PromDuration = `${number}${'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y'}`;

const millisecondsPer = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5, y: 31536e6 } as const;

/** A duration in seconds. Throws a RangeError for text that is not a duration. */
export function secondsOf(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== duration) {
    throw new RangeError(`"${duration}" is not a duration: write a number and a unit, such as 30s, 5m or 15d`);
  }
  const milliseconds = parts.map(([, number, unit]) => Number(number) * millisecondsPer[unit as keyof typeof millisecondsPer]);
  return milliseconds.reduce((sum, part) => sum + part, 0) / 1000;
}
