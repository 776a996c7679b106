import type { Legend, ReducedOptions } from './panel';

export interface StatOptions extends ReducedOptions {
  /** A small graph of the past behind the value. @default off */
  readonly graph?: 'off' | 'area';
  /** @default - the name too, where there are several series */
  readonly text?: 'value' | 'value-and-name';
}
export interface StatPanel extends StatOptions {
  readonly kind: 'stat';
  readonly title: string;
}
export const stat = (title: string, options: StatOptions): StatPanel => ({ ...options, kind: 'stat', title });

export interface GaugePanel extends ReducedOptions {
  readonly kind: 'gauge';
  readonly title: string;
}
/** Values on a dial from `min` to `max`. */
export const gaugePanel = (title: string, options: ReducedOptions): GaugePanel => ({ ...options, kind: 'gauge', title });

export interface BarGaugeOptions extends ReducedOptions {
  /** @default gradient */
  readonly mode?: 'lcd' | 'gradient' | 'basic';
}
export interface BarGaugePanel extends BarGaugeOptions {
  readonly kind: 'bargauge';
  readonly title: string;
}
/** Values as bars from `min` to `max`. */
export const barGauge = (title: string, options: BarGaugeOptions): BarGaugePanel => ({ ...options, kind: 'bargauge', title });

export interface PieChartOptions extends Omit<ReducedOptions, 'alert'> {
  readonly legend?: 'off' | Pick<Legend, 'placement' | 'as'>;
  /** A ring. */
  readonly hole?: true;
}
export interface PieChartPanel extends PieChartOptions {
  readonly kind: 'piechart';
  readonly title: string;
}
/** The parts of a whole. */
export const pieChart = (title: string, options: PieChartOptions): PieChartPanel => ({ ...options, kind: 'piechart', title });
