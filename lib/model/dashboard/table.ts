import type { Column, QueryPanelOptions } from './panel';
import type { Unit } from './style';

export interface TableOptions extends Omit<QueryPanelOptions, 'unit'> {
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
