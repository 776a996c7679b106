import type { PanelQuery, QueryPanelOptions } from './panel';
import type { Unit, ValueStyle } from './style';

/** A column of a table. Colors of its cells come from its thresholds and mappings. */
export interface Column extends ValueStyle {
  readonly heading: string;
  /** In pixels. @default - as wide as the table has room for */
  readonly width?: number;
  /** @default text */
  readonly cell?: 'text' | 'colored-text' | 'colored-background' | 'gauge' | 'sparkline';
  /** Not shown, but there for links and for sorting. */
  readonly hidden?: true;
}

/** A query of a table. */
export interface TableQuery extends Omit<PanelQuery, 'legend'> {
  /** The column of its value. @default - the value is not shown */
  readonly column?: string | Column;
}

export interface TableOptions extends Omit<QueryPanelOptions, 'unit' | 'queries' | 'alert'> {
  readonly queries: readonly TableQuery[];
  /** Of all values that name none. @default none */
  readonly unit?: Unit;
  /** The labels that become columns, in this order, with their headings. */
  readonly columns: Readonly<Record<string, string | Column>>;
  /** The heading of the value of a single query; `column` of the query says more. @default - no column for the value */
  readonly value?: string;
  /** The labels by which the rows of several queries are put together. @default - all columns that the queries share */
  readonly joinBy?: readonly string[];
  /** By a label, or by the heading of a value. @default - the first column */
  readonly sortBy?: { readonly column: string; readonly order: 'asc' | 'desc' };
}
export interface TablePanel extends TableOptions {
  readonly kind: 'table';
  readonly title: string;
}

/** One row for each series of now. */
export const table = (title: string, options: TableOptions): TablePanel => ({ ...options, kind: 'table', title });
