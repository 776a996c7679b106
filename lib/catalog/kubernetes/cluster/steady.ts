import type { Labels } from '../../../model/labels';
import type { Metric } from '../../../model/metric';
import { series } from '../../../model/rehearsal';

/** Series of one object that stay as they are, for an hour. */
export const steady = (labels: Labels) => (metric: Metric, value: number | string) =>
  series(metric, labels, typeof value === 'number' ? `${value}x60` : value);
