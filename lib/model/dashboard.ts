import type { Query } from '../promql/ast';
import type { JsonObject } from '../text/json';
import type { Path } from '../yaml/value';
import type { Panel } from './dashboard/layout';
import type { Link } from './dashboard/link';
import type { Color } from './dashboard/style';
import type { Variable } from './dashboard/variable';
import type { PromDuration } from './duration';
import type { Alert } from './rule';
import type { OptionProblem } from './shape/problem';

/** Times that are marked in all graphs. */
export type Annotation = { readonly name: string /** @default red */; readonly color?: Color } & (
  | /** While one of them fires. */ { readonly alerts: readonly Alert[] }
  | /** While the query has a value other than 0; the texts may name its labels, as `{{label}}`. */ {
      readonly expr: Query;
      readonly title?: string;
      readonly text?: string;
    }
  | /** As Grafana exports it; `name` is added. */ { readonly raw: JsonObject }
);

export interface DashboardOptions {
  readonly title: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** The folder that holds it. @default - Grafana's own first folder */
  readonly folder?: string;
  readonly variables?: readonly Variable[];
  /** From left to right, and on to the next line where a panel no longer fits. */
  readonly panels: readonly Panel[];
  /** Above the dashboard, at its right. */
  readonly links?: readonly Link[];
  readonly annotations?: readonly Annotation[];
  /** The range that is shown first. @default 1h */
  readonly range?: PromDuration;
  /** @default 30s */
  readonly refresh?: 'off' | PromDuration;
  /** `utc`, or a name such as `Europe/Paris`. @default - the browser's */
  readonly timezone?: string;
  /** Merged over the dashboard's JSON. */
  readonly raw?: JsonObject;
}

/** A dashboard as it stands in a file, with its inputs filled in. */
export interface DashboardSource {
  readonly json: JsonObject;
  /** @default - it was given as an object, which has no lines */
  readonly file?: string;
  readonly locate?: (path: Path, offset?: number) => { readonly line: number; readonly column: number };
}

export interface Dashboard extends DashboardOptions {
  /** Grafana's uid: stable, because links and bookmarks name it. At most 40 characters. */
  readonly uid: string;
  /** The file that it stands in: it is written as it is there. @default - it is declared */
  readonly source?: DashboardSource;
  /** What is wrong with the file that it was to be read from. @default - nothing */
  readonly problems?: readonly OptionProblem[];
}

/** A Grafana dashboard. */
export function dashboard(uid: string, options: DashboardOptions): Dashboard {
  return { uid, ...options };
}
