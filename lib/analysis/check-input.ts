import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import type { AlertMatcher } from '../alertmanager/matcher';
import type { NamedObject } from '../kubernetes/object';
import type { Finding } from '../model/finding';
import type { Labels } from '../model/labels';
import type { Rehearsal } from '../model/rehearsal';
import type { Scrape } from '../model/watch';
import type { Query, Span } from '../promql/ast';
import type { LabelEnv } from '../promql/label-flow';
import type { LegendText } from '../render/dashboard/queries';
import type { Path } from '../yaml/value';
import type { PlayedBefore } from './play/rehearsed';
import type { SeriesSources } from './series-sources';
import type { LabelKnowledge, RelabelConfig } from './target-labels';

/** Where something stands: the construct of a synth, or the object, file and line of YAML that was read. */
export interface Place {
  readonly path?: string;
  readonly object?: string;
  /** The alert, the recorded series or the dashboard. @default - another thing stands here */
  readonly name?: string;
  readonly file?: string;
  /**
   * The file, line and column of what stands here. `at` is the way from it (the rule, the dashboard, the object) to a value in it;
   * without `at` a query means its text. `span` is a part of that value's text. @default - there is no file
   */
  readonly locate?: (span?: Span, at?: Path) => Pick<Finding, 'file' | 'line' | 'column'>;
}

/** A rule as it is judged, whoever wrote it. */
export interface RuleInput {
  readonly kind: 'alert' | 'recording';
  readonly name: string;
  readonly query: Query;
  readonly for?: string;
  readonly keepFiringFor?: string;
  /** How often its group is evaluated. @default - unknown */
  readonly interval?: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** True where the link to its runbook is an option of its stack. @default - it has the annotations above and no other */
  readonly getsRunbook?: boolean;
  /** The rule as it stands in a file. @default - it does not, or the file is for another program than Prometheus */
  readonly written?: Readonly<Record<string, unknown>>;
  /** @default - unknown: its unit tests are elsewhere */
  readonly rehearsals?: readonly Rehearsal[];
  /** Milliseconds between two evaluations in its rehearsals. @default - a minute */
  readonly playedEvery?: number;
  /** True for a recorded series that others know by its name. @default - whoever records it reads it */
  readonly isPublished?: true;
  readonly place: Place;
}

/** A group of rules in a file. */
export interface GroupInput {
  readonly name?: string;
  readonly written: Readonly<Record<string, unknown>>;
  /** True for the rules of vmalert, whose groups have other fields. */
  readonly isForeignDialect: boolean;
  /** The document that holds the group: in it each name is there once. */
  readonly document: unknown;
  readonly place: Place;
}

/** A query of a dashboard. */
export interface PanelQueryInput {
  readonly title: string;
  readonly query: Query;
  /** What is written of the labels of its result. @default - nothing */
  readonly legends?: readonly LegendText[];
  readonly place: Place;
}

/** A label of a result that a dashboard shows: in a column of a table, or as the choices of a variable. */
export interface LabelUse {
  /** `panel Pods`, `variable pod`. */
  readonly title: string;
  readonly label: string;
  /** One of their results has it. */
  readonly queries: readonly Query[];
  readonly place: Place;
}

export interface DashboardInput {
  readonly uid: string;
  readonly title: string;
  readonly queries: readonly PanelQueryInput[];
  /** @default - none are known */
  readonly labels?: readonly LabelUse[];
  /** False where no Grafana is given it, though it was declared for one. */
  readonly isDelivered?: boolean;
  /** The dashboard as Grafana reads it. @default - only what stands above is known, and judged */
  readonly json?: object;
  /** True where files bring it to Grafana, as a ConfigMap does, and nobody answers the questions of its import page. */
  readonly provisioned?: boolean;
  readonly place: Place;
}

/** A datasource that Grafana is given with its dashboards. */
export interface DatasourceInput {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
}

export interface ScrapeInput extends Scrape {
  /** True where the Service or the pods must be among the objects: they are made by the same app. */
  readonly mustSelect: boolean;
  /** The labels that it gives to all of its series. */
  readonly labels: LabelKnowledge;
  /** How often it is scraped, in milliseconds. @default - as the stack says; unknown where there are several Prometheuses */
  readonly interval?: number;
  /** True where labels of the program win over those of the target. @default - the target's win, and the program's are called exported_ */
  readonly honorsLabels?: boolean;
  /** What becomes of its samples before they are stored: metric_relabel_configs. @default - all are stored as they are */
  readonly metricRelabeling?: readonly RelabelConfig[];
  /** Which of the monitor's endpoints it is. @default - it has one, or they have no order */
  readonly endpoint?: number;
  readonly place: Place;
}

export interface ObjectInput {
  readonly object: NamedObject;
  readonly place: Place;
}

/** What the API server would refuse in an object that was read. */
export interface JudgedRefusal {
  readonly path: Path;
  readonly message: string;
  readonly hint: string;
  /** True for a field that a newer version of prometheus-operator may know. */
  readonly mayBeNew?: boolean;
  readonly place: Place;
  /** The program that refuses it. @default - prometheus-operator or the API server for objects, Alertmanager for its files */
  readonly by?: 'Prometheus';
}

/** A file, or a part of one, that could not be read. */
export interface UnreadableInput {
  readonly message: string;
  readonly hint: string;
  readonly place: Place;
}

/** Everything that the checks look at, and what is known of it. */
export interface CheckInput {
  /** Whether it was declared here or read from manifests. A check does not ask: its severities do. */
  readonly origin: 'declared' | 'manifests';
  readonly rules: readonly RuleInput[];
  /** What could not be read. The rest is judged without it. @default - all could be read */
  readonly unreadable?: readonly UnreadableInput[];
  /** The groups of rules that stand in files. @default - none */
  readonly groups?: readonly GroupInput[];
  readonly dashboards: readonly DashboardInput[];
  readonly scrapes: readonly ScrapeInput[];
  /** Labels that Prometheus adds to every alert on its way to Alertmanager. */
  readonly externalLabels: Labels;
  /** What Prometheus does to the labels of alerts before it sends them. @default - nothing, or it is not known */
  readonly alertRelabeling?: readonly RelabelConfig[];
  readonly objects: readonly ObjectInput[];
  /** What the API server would refuse in objects that were read. @default - nothing */
  readonly refusals?: readonly JudgedRefusal[];
  /** What Alertmanager would refuse in the files for it that were read, beside what the checks of `routing` find. @default - nothing */
  readonly misreadConfigurations?: readonly JudgedRefusal[];
  /** What alertmanager.yml will say; `nobody` where there is no Alertmanager. @default - unknown */
  readonly routing?: RoutingInput | 'nobody';
  /** Configurations whose receivers have templates. @default - none are known */
  readonly notifications?: readonly NotificationInput[];
  /** The Services that Prometheus' own configuration names as Alertmanagers. @default - none are known */
  readonly alertingAddresses?: readonly AlertingAddress[];
  /** True where the rules are all that send alerts to Alertmanager. @default - others may send some too */
  readonly hasAllAlerts?: boolean;
  /** Why targets that are not known here may expose more: others let the same Prometheus scrape theirs. @default - all targets are known */
  readonly targetsOfOthers?: string;
  /** True where every Prometheus among the objects reads every monitor. @default - those of the operator's whose selectors select it */
  readonly readsAllMonitors?: boolean;
  readonly exposure: SeriesSources;
  /** What is known of the labels of the series that a selector returns. */
  readonly knowledge: LabelEnv;
  /** All datasources of the Grafana that gets the dashboards. @default - unknown */
  readonly datasources?: readonly DatasourceInput[];
  /** What was played of rehearsals in other stacks of the app. @default - nothing */
  readonly playedBefore?: PlayedBefore;
  /** Datasources that files bring to a Grafana, which may have others too. @default - none are known */
  readonly provisioned?: readonly DatasourceInput[];
}

export interface RoutingInput {
  readonly config: AlertmanagerConfiguration;
  /**
   * Why prometheus-operator makes no configuration of what was declared; the routing is then judged no further.
   * @default - it makes `config`
   */
  readonly rejected?: readonly { readonly path: string; readonly message: string; readonly hint?: string }[];
  /** True where a Secret holds it, which is the place for its secrets. */
  readonly isInSecret?: boolean;
  /** True where only what AlertmanagerConfigs add is known: what it is added to is somewhere else. */
  readonly isWithoutBase?: boolean;
  /** Where its parts come from, if it is made of several things. @default - all of it stands at `place` */
  readonly origins?: readonly RoutingOrigin[];
  readonly place: Place;
}

/** The receivers of a configuration, and the files of templates that it reads. */
export interface NotificationInput extends Pick<RoutingInput, 'config' | 'origins' | 'place'> {
  readonly templates: readonly TemplateText[];
  /** Files that somebody else reads, or nobody. */
  readonly otherTemplates: readonly TemplateText[];
  /** False where it reads files that are not known. */
  readonly hasAllTemplates: boolean;
}

/** A Service that Prometheus' own configuration names as Alertmanager. */
export interface AlertingAddress {
  readonly host: string;
  readonly namespace: string;
  readonly port?: number;
  readonly at: Path;
  readonly place: Place;
}

/** A file of templates. */
export interface TemplateText {
  /** Its name, which is that of a template too. */
  readonly name: string;
  readonly text: string;
  readonly place: Place;
}

/** Where a part of a generated configuration comes from. */
export interface RoutingOrigin {
  /** The part: `route.routes[0]`. */
  readonly path: string;
  readonly place: Place;
  /** Where it stands there: `spec.route`. */
  readonly at: string;
  /** The namespace whose alerts alone it gets. @default - it gets the alerts of all */
  readonly keptTo?: string;
  /** The AlertmanagerConfig that it is made of, in whose fields it is written. @default - it is written as Alertmanager reads it */
  readonly custom?: {
    readonly title: string;
    /** The matcher that prometheus-operator adds, and the Alertmanager whose strategy says so. */
    readonly added?: { readonly matcher: AlertMatcher; readonly alertmanager: string; readonly isOfSameNamespace: boolean };
  };
}

/** The construct path of what runs in the cluster already: nothing that is found there is for this app to mend. */
export const installedPath = '(installed)';

/** A query and its owner's name, from whatever it stands in. */
export interface QueryUse {
  readonly title: string;
  /** The rule or the dashboard that it belongs to. */
  readonly owner: string;
  /** The series that the query is recorded as. */
  readonly record?: string;
  readonly query: Query;
  readonly place: Place;
}

/** All queries, in the order of their owners. */
export function queriesOf({ rules, dashboards }: CheckInput): readonly QueryUse[] {
  return [
    ...rules.map(({ kind, name, query, place }) => ({
      title: `${kind} ${name}`,
      owner: `${kind} ${name}`,
      ...(kind === 'recording' && { record: name }),
      query,
      place,
    })),
    ...dashboards.flatMap(({ title: dashboard, queries }) =>
      queries.map(({ title, query, place }) => ({ title, owner: `dashboard ${dashboard}`, query, place })),
    ),
  ];
}
