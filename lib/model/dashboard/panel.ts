import type { Query } from '../../promql/ast';
import type { JsonObject } from '../../text/json';
import type { AnyDuration } from '../duration';
import type { Alert } from '../rule';
import type { Calc, Unit, ValueStyle } from './style';

/** One query of a panel. Its style is that of its own series. */
export interface PanelQuery extends ValueStyle {
  readonly expr: Query;
  /** What the legend calls each series: Grafana's `{{label}}` template. @default - the labels of the series */
  readonly legend?: string;
  /** Asked and not drawn: for what Grafana computes of it. */
  readonly hidden?: true;
}

/** What every panel has. */
export interface PanelOptions {
  /** What the panel shows and how to read it: the text behind its `i`. */
  readonly description?: string;
  /** In columns of a grid of 24. @default - panels side by side fill a line */
  readonly width?: number;
  /** In rows of 30 pixels. @default - as its kind and its neighbours need */
  readonly height?: number;
  /** Once for each value of this variable. */
  readonly repeat?: string | { readonly over: string; readonly direction: 'across' | 'down'; readonly max?: number };
  /** The uid of a datasource, or `$name` of a variable. @default - the Prometheus of the stack */
  readonly datasource?: string;
  /** Merged over the panel's JSON. */
  readonly raw?: JsonObject;
}

/** A style of series that are chosen by their name in the legend. */
export interface Override extends ValueStyle {
  readonly series: string | { readonly regex: string };
  /** More properties, by Grafana's ids: `{ 'custom.lineStyle': { fill: 'dash' } }`. */
  readonly raw?: JsonObject;
}

export interface QueryPanelOptions extends PanelOptions, ValueStyle {
  readonly queries: readonly PanelQuery[];
  readonly unit: Unit;
  readonly overrides?: readonly Override[];
  /** Its threshold is drawn, and when it fired. */
  readonly alert?: Alert;
  /** The least distance of two points. @default - that of two scrapes */
  readonly interval?: AnyDuration;
}

export interface Legend {
  /** @default - below up to five series, to the right of more */
  readonly placement?: 'bottom' | 'right';
  /** @default - a list below, a table to the right */
  readonly as?: 'list' | 'table';
  /** @default - the last value */
  readonly values?: readonly Calc[];
  /** From the highest on. @default - the last value in a table, else the order of the queries */
  readonly sortBy?: Calc;
}

/** Panels that show one value for each series. */
export interface ReducedOptions extends QueryPanelOptions {
  /** @default lastNotNull */
  readonly reduce?: Calc;
  /** @default - as the panel has room */
  readonly orientation?: 'horizontal' | 'vertical';
}
