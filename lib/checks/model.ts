import type { Query, Span } from '../promql/ast';
import type { KubernetesObject } from '../model/custom-resource';
import type { Finding, FindingSeverity } from '../model/finding';
import type { PromDuration } from '../model/duration';
import type { Rehearsal } from '../model/rehearsal';
import type { Labels } from '../model/rule';
import type { Scrape } from '../model/watch';
import type { Exposure } from './exposure';

/** Where something stands: the construct of a synth, or the object, file and line of foreign YAML. */
export interface Place {
  readonly path?: string;
  readonly object?: string;
  /** The file, line and column of a span of the text that stands here. @default - there is no file */
  readonly locate?: (span?: Span) => Pick<Finding, 'file' | 'line' | 'column'>;
}

/** A rule as it is judged, whoever wrote it. */
export interface JudgedRule {
  readonly kind: 'alert' | 'recording';
  readonly name: string;
  readonly query: Query;
  readonly for?: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Undefined where rehearsals cannot be known, as in foreign YAML. */
  readonly rehearsals?: readonly Rehearsal[];
  readonly place: Place;
}

/** A query of a dashboard. */
export interface JudgedPanelQuery {
  readonly title: string;
  readonly query: Query;
  readonly legend?: string;
  readonly place: Place;
}

export interface JudgedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly queries: readonly JudgedPanelQuery[];
  readonly place: Place;
}

export interface JudgedScrape extends Scrape {
  /** True where the Service or the pods must be among the objects: they are made by the same app. */
  readonly mustSelect: boolean;
  readonly place: Place;
}

export interface JudgedObject {
  readonly object: KubernetesObject;
  readonly place: Place;
}

/** Everything that the checks look at. */
export interface Model {
  readonly rules: readonly JudgedRule[];
  readonly dashboards: readonly JudgedDashboard[];
  readonly scrapes: readonly JudgedScrape[];
  readonly scrapeInterval: PromDuration;
  readonly objects: readonly JudgedObject[];
  /** What alertmanager.yml will say. @default - no alert is routed by what is judged */
  readonly routing?: RoutingModel;
  readonly exposure: Exposure;
}

export interface RoutingModel {
  readonly config: object;
  readonly place: Place;
}

/** A query and its owner's name, from whatever it stands in. */
export interface QueryUse {
  readonly title: string;
  readonly query: Query;
  readonly place: Place;
}

/** All queries, in the order of their owners. */
export function queriesOf({ rules, dashboards }: Model): readonly QueryUse[] {
  return [
    ...rules.map(({ kind, name, query, place }) => ({ title: `${kind} ${name}`, query, place })),
    ...dashboards.flatMap(({ queries }) => queries),
  ];
}

/** A finding about something that stands at a place; `span` is the part of its query that is meant. */
export function findingAt(
  place: Place,
  check: string,
  severity: FindingSeverity,
  { message, hint, span, excerpt }: { readonly message: string; readonly hint?: string; readonly span?: Span; readonly excerpt?: string },
): Finding {
  const { path, object, locate } = place;
  return {
    check,
    severity,
    message,
    ...(hint && { hint }),
    ...(path && { path }),
    ...(object && { object }),
    ...locate?.(span),
    ...(excerpt && { excerpt }),
  };
}
