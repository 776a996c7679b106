import type { QueryPanelOptions } from './panel';

/** Colors stand for how often a range of values occurs, so that there is nothing else to color. */
export interface HeatmapOptions
  extends Omit<QueryPanelOptions, 'color' | 'thresholds' | 'mappings' | 'overrides' | 'links' | 'alert' | 'noValue'> {
  /** A color scheme of Grafana. @default Oranges */
  readonly scheme?: string;
}
export interface HeatmapPanel extends HeatmapOptions {
  readonly kind: 'heatmap';
  readonly title: string;
}
/** A histogram over time: its query keeps `le`, as in `sum by (le) (rate(x_bucket[$__rate_interval]))`. The unit is that of the buckets. */
export const heatmap = (title: string, options: HeatmapOptions): HeatmapPanel => ({ ...options, kind: 'heatmap', title });

export interface HistogramPanelOptions extends Omit<QueryPanelOptions, 'alert'> {
  /** @default - about 30 buckets */
  readonly bucketSize?: number;
}
export interface HistogramPanel extends HistogramPanelOptions {
  readonly kind: 'histogram';
  readonly title: string;
}
/** How often each value occurs in the range that is shown. */
export const histogramPanel = (title: string, options: HistogramPanelOptions): HistogramPanel => ({ ...options, kind: 'histogram', title });
