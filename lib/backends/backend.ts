import type { Context } from '../manifests/component';
import type { KubernetesObject } from '../model/custom-resource';
import type { PromDuration } from '../model/duration';
import type { Finding } from '../model/finding';
import type { Routing } from '../model/routing';
import type { Labels, RuleGroup } from '../model/rule';
import type { Scrape } from '../model/watch';

/** All that a backend needs to know to run Prometheus and Alertmanager for a stack. */
export interface Monitoring {
  readonly context: Context;
  readonly scrapeInterval: PromDuration;
  readonly evaluationInterval: PromDuration;
  readonly externalLabels: Labels;
  readonly retention: PromDuration;
  /** Mebibytes of Prometheus' volume. */
  readonly storage: number;
  readonly scrapes: readonly Scrape[];
  readonly groups: readonly RuleGroup[];
  readonly routing?: Routing;
  readonly runbooks?: string;
}

export interface Rendering {
  /** Objects by the part that they belong to, which names their files. */
  readonly parts: Readonly<Record<string, readonly KubernetesObject[]>>;
  /** What the backend itself found wrong. */
  readonly findings: readonly Finding[];
}

/** Where a stack goes: how Prometheus and Alertmanager run, and how they learn what to scrape, to evaluate and whom to tell. */
export interface Backend {
  readonly name: string;
  /** True where its objects are prometheus-operator's: their definitions are then written to setup/, for clusters that lack them. */
  readonly needsOperatorCrds?: true;
  readonly render: (monitoring: Monitoring) => Rendering;
}
