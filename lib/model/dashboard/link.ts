import type { Labels } from '../labels';

/** A link to another dashboard, or out of Grafana. */
export interface Link {
  readonly title: string;
  /** A dashboard as `dashboard()` returns it, or a URL. */
  readonly to: { readonly uid: string; readonly title: string } | `http://${string}` | `https://${string}`;
  /** The variables of the other dashboard, and their values: `{ pod: '${__value.text}' }`. @default - its own first choice */
  readonly set?: Labels;
  /** What the other dashboard takes over. @default - the time, where it is a dashboard */
  readonly keep?: readonly ('time' | 'variables')[];
  readonly newTab?: true;
}
