import type { Color, Threshold } from '../../../model/dashboard/style';
import type { Column } from '../../../model/dashboard/table';

/** Green below the first bound; each further color from its own bound on. */
export const risesTo = (...steps: readonly (readonly [from: number, color: Color])[]): readonly Threshold[] => [
  { from: null, color: 'green' },
  ...steps.map(([from, color]) => ({ from, color })),
];

/** What should be zero. */
export const shouldBeNone = { unit: 'none', decimals: 0, thresholds: risesTo([1, 'red']) } as const;

/** What may be there, and is worth a look. */
export const worthALook = { unit: 'none', decimals: 0, thresholds: risesTo([1, 'orange']) } as const;

/** How much of something is used: the colors come before it is full. */
export const share = { unit: 'percentunit', decimals: 0, min: 0, thresholds: risesTo([0.8, 'orange'], [0.9, 'red']) } as const;

/**
 * Values without decimals of their own: Grafana writes as many as the scale needs. With fewer it leaves the numbers of an axis out, as
 * those of `percentunit` between 0 and 1 with none.
 */
export const cores = { unit: 'suffix:cores', min: 0 } as const;
export const bytes = { unit: 'bytes', min: 0 } as const;
export const bytesPerSecond = { unit: 'Bps', min: 0 } as const;
export const seconds = { unit: 's', min: 0 } as const;
export const perSecond = { unit: 'reqps', min: 0 } as const;
export const percent = { unit: 'percentunit', min: 0 } as const;
export const countOf = { unit: 'none', min: 0 } as const;

/** Numbers below each other want the same number of decimals. */
export const inColumn = {
  cores: { ...cores, decimals: 3 },
  bytes: { ...bytes, decimals: 1 },
  seconds: { ...seconds, decimals: 2 },
} as const;

/** A column that shows how full something is. */
export const shareColumn = (heading: string): Column => ({ heading, ...share, max: 1, cell: 'gauge' });

/** A column whose numbers should be zero. */
export const countColumn = (heading: string): Column => ({
  heading,
  decimals: 0,
  width: 110,
  cell: 'colored-text',
  thresholds: [
    { from: null, color: 'text' },
    { from: 1, color: 'orange' },
  ],
});
