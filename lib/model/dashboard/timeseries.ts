import type { Legend, PanelQuery, QueryPanelOptions } from './panel';

/** A query of a graph. */
export interface GraphQuery extends PanelQuery {
  /** The axis of its series. @default left */
  readonly axis?: 'left' | 'right';
}

export interface GraphOptions extends QueryPanelOptions {
  readonly queries: readonly GraphQuery[];
  readonly axis?: { readonly label?: string; readonly scale?: 'log2' | 'log10'; readonly soft?: readonly [min: number, max: number] };
  readonly legend?: 'off' | Legend;
  /** Draws the series on top of each other, where their sum means something. @default - each from zero */
  readonly stacked?: true;
  /** How much of the color is below a line, in percent. @default - 30 where stacked, 10 below a single line, else none */
  readonly fill?: number;
  readonly line?: { readonly width?: number; readonly interpolation?: 'linear' | 'smooth' | 'step' };
  /** @default lines */
  readonly draw?: 'lines' | 'bars' | 'points';
  /** @default all */
  readonly tooltip?: 'off' | 'single' | 'all';
}
export interface TimeseriesPanel extends GraphOptions {
  readonly kind: 'timeseries';
  readonly title: string;
}

export const timeseries = (title: string, options: GraphOptions): TimeseriesPanel => ({ ...options, kind: 'timeseries', title });
