import type { NamedObject } from '../kubernetes/object';
import type { Dashboard } from './dashboard';
import type { Labels } from './labels';
import type { Metric, SeriesName } from './metric';
import type { Alert, Recording } from './rule';
import type { RuleGroup } from './rule-group';
import type { OptionProblem } from './shape/problem';
import type { Slo } from './slo';

/** What a program is known to expose: a list of metrics, or a catalogue that is read when it is asked. */
export type MetricSource = ListedMetrics | CatalogedMetrics;

export interface ListedMetrics {
  readonly kind: 'listed';
  readonly metrics: readonly Metric[];
}

export interface CatalogedMetrics {
  readonly kind: 'cataloged';
  /** What the catalogue knows of a series, as a query names it. */
  readonly find: (series: string) => SeriesName | undefined;
  /** `unknown` where the name may be made at run time. */
  readonly exposes: (series: string) => 'yes' | 'no' | 'unknown';
  /** The names of all series, for "did you mean". */
  readonly names: () => Iterable<string>;
  /** What is wrong with what it was read from. @default - nothing */
  readonly problems?: readonly OptionProblem[];
}

/** What is known of a target and what is made of it. */
export interface Watch {
  /**
   * What the target exposes: its own metrics, and catalogues of what it is made of, such as `catalog.go`. A list without a catalogue is
   * taken as whole. @default - nothing is known, so no check speaks of it
   */
  readonly metrics?: readonly (Metric | CatalogedMetrics)[] | CatalogedMetrics;
  readonly alerts?: readonly Alert[];
  readonly recordings?: readonly Recording[];
  /** Rules in groups of their own, such as those of a file: `rulesFrom('alerts.yaml')`. */
  readonly ruleGroups?: readonly RuleGroup[];
  readonly dashboards?: readonly Dashboard[];
  readonly slos?: readonly Slo[];
}

/** One scrape: a ServiceMonitor, PodMonitor, Probe or ScrapeConfig, and what the programs behind it expose. */
export interface Scrape {
  readonly monitor: NamedObject;
  readonly job: string;
  readonly sources: readonly MetricSource[];
  readonly reach: Reach;
  /** True where what it finds is made by somebody else, as what `monitor` finds is. @default - whoever scrapes it makes it */
  readonly isForeign?: true;
}

/** Where the scraped programs are, as far as it is known: what a network policy can say of them. */
export interface Reach {
  /** @default - on the host network of nodes */
  readonly namespace?: string;
  /** The labels of their pods. @default - unknown, so any pod of the namespace */
  readonly podLabels?: Labels;
  /** The port on the pod or node. @default - unknown, so any port */
  readonly port?: number;
  /** Whatever is found, in the cluster or outside. @default - what is said here */
  readonly isAnywhere?: true;
  /** More ports. @default - none */
  readonly otherPorts?: readonly number[];
}
