import type { ValueRow } from './frame';
import type { LabelPairs } from './storage/pairs';

/** Rows that are aggregated to one. */
export interface Group {
  readonly labels: LabelPairs;
  readonly rows: ValueRow[];
}
