import type { Query } from '../../promql/ast';
import type { JsonObject } from '../../text/json';
import type { PromDuration } from '../duration';
import type { Labels } from '../labels';

/** The values of a label. */
export interface LabelVariable {
  /** The series whose values of `of` are the choices; also any expression. */
  readonly from: Query;
  readonly of: string;
  /** Several choices at a time, and all of them at first; queries then need `=~`. @default - one */
  readonly multi?: true;
  /** No choice that stands for all. @default - `All`, where several can be chosen */
  readonly all?: 'off';
  /** Only values that this matches, as Grafana writes it: `/^web-/`. @default - all values */
  readonly regex?: string;
}

type Choices =
  | LabelVariable
  /** Fixed values, or names of values. */
  | { readonly values: readonly string[] | Labels; readonly multi?: true }
  /** Durations, for ranges of queries. */
  | { readonly intervals: readonly PromDuration[] }
  /** The datasources of a type, such as `prometheus`. */
  | { readonly datasource: string; readonly regex?: string }
  /** A text that the reader writes; this one at first. */
  | { readonly text: string }
  | { readonly constant: string }
  /** Labels by which the reader may filter all queries. */
  | { readonly filters: readonly string[] }
  /** As Grafana exports it; `name` is added. */
  | { readonly raw: JsonObject };

/** A choice above the dashboard; queries read it as `$name`. */
export type Variable = {
  readonly name: string;
  /** @default - the name */
  readonly label?: string;
  /** @default - the choice and its label are shown */
  readonly hide?: 'label' | 'all';
} & Choices;
