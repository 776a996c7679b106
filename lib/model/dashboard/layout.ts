import type { AlertListPanel, LogsPanel, RawPanel, TextPanel } from './content';
import type { HeatmapPanel, HistogramPanel } from './distribution';
import type { BarGaugePanel, GaugePanel, PieChartPanel, StatPanel } from './reduced';
import type { TablePanel } from './table';
import type { StateTimelinePanel, StatusHistoryPanel } from './timeline';
import type { TimeseriesPanel } from './timeseries';

/** A panel that asks Prometheus. */
export type QueryPanel =
  | TimeseriesPanel
  | StatPanel
  | GaugePanel
  | BarGaugePanel
  | PieChartPanel
  | HeatmapPanel
  | HistogramPanel
  | StateTimelinePanel
  | StatusHistoryPanel
  | TablePanel;

/** A panel that has a place of its own. */
export type PlacedPanel = QueryPanel | TextPanel | LogsPanel | AlertListPanel | RawPanel;

/** Panels in one line. */
export interface Line {
  readonly kind: 'line';
  readonly title: '';
  readonly panels: readonly PlacedPanel[];
}

/** Panels below a heading. */
export interface Row {
  readonly kind: 'row';
  readonly title: string;
  readonly panels: readonly (PlacedPanel | Line)[];
  /** Folded at first; its panels ask nothing until somebody opens it. */
  readonly collapsed?: true;
  /** Once for each value of this variable. */
  readonly repeat?: string;
}

export type Panel = PlacedPanel | Line | Row;

/** One line of panels of one height; those without a width share what is left evenly. */
export const across = (...panels: readonly PlacedPanel[]): Line => ({ kind: 'line', title: '', panels });

/** Panels below a heading that can be folded. */
export const row = (title: string, panels: Row['panels'], options: Pick<Row, 'collapsed' | 'repeat'> = {}): Row => ({
  ...options,
  kind: 'row',
  title,
  panels,
});
