import type { Query } from '../promql/ast';

/** Grafana's unit ids that Vigie's own dashboards use; any other id of Grafana, such as `suffix: cores`, is accepted too. */
export type Unit =
  | 'short'
  | 'none'
  | 'percent'
  | 'percentunit'
  | 'reqps'
  | 'ops'
  | 's'
  | 'ms'
  | 'bytes'
  | 'Bps'
  | 'binBps'
  | 'bool'
  | 'dateTimeFromNow'
  | (string & {});

/** One query of a panel. */
export interface PanelQuery {
  readonly expr: Query;
  /** What the legend calls each series: Grafana's `{{label}}` template. @default - the labels of the series */
  readonly legend?: string;
}

/** From this value on (null: from the start) a panel has this colour. */
export interface Threshold {
  readonly from: number | null;
  readonly color: string;
}

/** A text in place of a value: 1 is "loaded" and green. */
export interface ValueMapping {
  readonly value: number;
  readonly text: string;
  readonly color: string;
}

interface PanelBase {
  readonly title: string;
  readonly description?: string;
  readonly queries: readonly PanelQuery[];
  /** What the values are, so that Grafana scales and labels them. */
  readonly unit: Unit;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  /** @default - one colour */
  readonly thresholds?: readonly Threshold[];
  readonly mappings?: readonly ValueMapping[];
  /** In columns of a grid of 24. @default - 12; a stat has 6, a table 24 */
  readonly width?: number;
  /** In rows of 30 pixels. @default - 8; a stat has 4 */
  readonly height?: number;
}

export interface TimeseriesPanel extends PanelBase {
  readonly kind: 'timeseries';
  /** Draws the series on top of each other, where their sum means something. @default - each from zero */
  readonly stacked?: true;
}
export interface StatPanel extends PanelBase {
  readonly kind: 'stat';
  /** What stands for a range of values. @default lastNotNull */
  readonly reduce?: 'lastNotNull' | 'mean' | 'max' | 'min';
}
export interface TablePanel extends PanelBase {
  readonly kind: 'table';
  /** The labels that become columns, in this order, with their headings. */
  readonly columns: Readonly<Record<string, string>>;
  /** The heading of the value. @default - no column for the value */
  readonly value?: string;
}
export type Panel = TimeseriesPanel | StatPanel | TablePanel;

type Options<P extends PanelBase> = Omit<P, 'kind' | 'title'>;

export const timeseries = (title: string, options: Options<TimeseriesPanel>): TimeseriesPanel => ({
  kind: 'timeseries',
  title,
  ...options,
});
export const stat = (title: string, options: Options<StatPanel>): StatPanel => ({ kind: 'stat', title, ...options });
export const table = (title: string, options: Options<TablePanel>): TablePanel => ({ kind: 'table', title, ...options });

/** A list above the dashboard from which its reader chooses; queries read the choice as `$name`. */
export interface Variable {
  readonly name: string;
  readonly label: string;
  /** The series whose values of `of` are the choices. */
  readonly from: Query;
  readonly of: string;
  /** Several choices at a time, and all of them at first; queries then need `=~`. @default - one */
  readonly multi?: true;
}

export interface DashboardOptions {
  readonly title: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly variables?: readonly Variable[];
  /** From left to right, and on to the next row where a panel no longer fits. */
  readonly panels: readonly Panel[];
  /** The range that is shown first. @default 1h */
  readonly range?: `${number}${'m' | 'h' | 'd'}`;
  /** @default 30s */
  readonly refresh?: `${number}${'s' | 'm'}`;
}

export interface Dashboard extends DashboardOptions {
  /** Grafana's uid: stable, because links and bookmarks name it. At most 40 characters. */
  readonly uid: string;
}

/** A Grafana dashboard. */
export function dashboard(uid: string, options: DashboardOptions): Dashboard {
  return { uid, ...options };
}
