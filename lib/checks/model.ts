import type { LabelEnv } from '../promql';
import type { Query, Span } from '../promql/ast';
import type { KubernetesObject } from '../model/custom-resource';
import type { Finding, FindingSeverity } from '../model/finding';
import type { PromDuration } from '../model/duration';
import type { Rehearsal } from '../model/rehearsal';
import type { AlertmanagerConfiguration } from '../model/routing/configuration';
import type { Labels } from '../model/rule';
import type { LabelKnowledge } from '../model/target-labels';
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
  /** The labels that it gives to all of its series. */
  readonly labels: LabelKnowledge;
  /** True where labels of the program win over those of the target. @default - the target's win, and the program's are called exported_ */
  readonly honorsLabels?: boolean;
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
  /** Labels that Prometheus adds to every alert on its way to Alertmanager. */
  readonly externalLabels: Labels;
  readonly objects: readonly JudgedObject[];
  /** What alertmanager.yml will say; `nobody` where there is no Alertmanager. @default - unknown */
  readonly routing?: RoutingModel | 'nobody';
  readonly exposure: Exposure;
  /** What is known of the labels of the series that a selector returns. */
  readonly knowledge: LabelEnv;
}

export interface RoutingModel {
  readonly config: AlertmanagerConfiguration;
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
