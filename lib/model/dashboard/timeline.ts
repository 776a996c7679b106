import type { QueryPanelOptions } from './panel';

export interface StateTimelineOptions extends QueryPanelOptions {
  /** A bar for each sample, also where the next is the same. @default - equal values are one bar */
  readonly merge?: 'off';
}
export interface StateTimelinePanel extends StateTimelineOptions {
  readonly kind: 'state-timeline';
  readonly title: string;
}
/** How long each state lasted: a bar for each series. */
export const stateTimeline = (title: string, options: StateTimelineOptions): StateTimelinePanel => ({
  ...options,
  kind: 'state-timeline',
  title,
});

export interface StatusHistoryPanel extends QueryPanelOptions {
  readonly kind: 'status-history';
  readonly title: string;
}
/** The state at regular times: a box for each sample. */
export const statusHistory = (title: string, options: QueryPanelOptions): StatusHistoryPanel => ({
  ...options,
  kind: 'status-history',
  title,
});
