import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import type { RuleInput, ScrapeInput, TemplateText } from '../analysis/check-input';
import type { ScrapeJob } from '../analysis/target-labels';
import type { CompiledAlertmanager } from '../compile/alertmanager/compile';
import type { NamedObject } from '../kubernetes/object';
import type { Connection, Context } from '../manifests/context';
import type { PodGroup } from '../manifests/pod-groups';
import type { PromDuration } from '../model/duration';
import type { Finding } from '../model/finding';
import type { Labels } from '../model/labels';
import type { Routing } from '../model/routing';
import type { RuleGroup } from '../model/rule-group';
import type { OptionProblem } from '../model/shape/problem';
import type { Scrape, Watch } from '../model/watch';
import type { DeclaredOrigin } from './shared/routing-origins';

/** All that a backend is told of a stack. */
export interface Monitoring {
  /** The construct path of the stack. */
  readonly path: string;
  readonly context: Context;
  readonly scrapeInterval: PromDuration;
  readonly evaluationInterval: PromDuration;
  readonly scrapes: readonly Scrape[];
  readonly groups: readonly RuleGroup[];
  /** The objects of the stack's components. */
  readonly components: readonly NamedObject[];
  readonly routing?: Routing;
  /** The label that tells clusters apart. @default - none */
  readonly clusterLabel?: Labels;
  /** The files of templates that the routing names. @default - none */
  readonly templates?: readonly TemplateText[];
  readonly runbooks?: string;
  /** The stacks that are attached to it. @default - none */
  readonly tenants?: readonly Monitoring[];
}

/** A program that a backend runs itself, and watches as a stack watches its components. */
export interface OwnProgram {
  readonly name: string;
  readonly watch: Watch;
  readonly scrape: (context: Context) => Scrape;
}

/** What runs in the cluster already and reads what a stack writes. It is judged with the stack, and not written. */
export interface Installed {
  /** What it is called in messages: `kube-prometheus-stack kps`. */
  readonly title: string;
  /** Its objects, as far as they are known. */
  readonly objects: readonly NamedObject[];
  /** What it scrapes, as far as that is known: others may let it scrape more. */
  readonly scrapes: readonly ScrapeInput[];
  /** Jobs that it surely does not have. */
  readonly without: ReadonlySet<string>;
  /** The rules that it evaluates. @default - none are known */
  readonly rules?: readonly RuleInput[];
}

/** Why a backend does not take a component. */
export type ComponentRefusal = Pick<Finding, 'message' | 'hint'>;

export interface Rendering {
  /** Objects by the part that they belong to, which names their files. */
  readonly parts: Readonly<Record<string, readonly NamedObject[]>>;
  /** The pods that run for these objects, whatever kind of object makes them. */
  readonly pods: readonly PodGroup[];
  /** Pods of others that connections name as a component. @default - none */
  readonly peers?: readonly PodGroup[];
  /** The connections of these pods. */
  readonly connections: readonly Connection[];
  /** What has to be in the cluster before the objects, as files of setup/. @default - nothing */
  readonly setup?: ReadonlyMap<string, string>;
  /** What the backend itself found wrong. */
  readonly findings: readonly Finding[];
  /** The configuration that will run, as the checks read it. */
  readonly configuration: RenderedConfiguration;
}

export interface RenderedConfiguration {
  readonly externalLabels: Labels;
  /** What brings series that no check knows, such as jobs in Prometheus' own language. @default - nothing */
  readonly others?: string;
  /** The jobs that a monitor becomes: one for each endpoint. */
  readonly jobsOf: (monitor: NamedObject) => readonly ScrapeJob[];
  /** @default - the stack has no routing */
  readonly routing?: Pick<CompiledAlertmanager, 'rejected'> & {
    readonly config: AlertmanagerConfiguration;
    /** The declared parts of it. @default - it is the stack's own as a whole */
    readonly origins?: readonly DeclaredOrigin[];
  };
  /** What the stack is attached to, which may tell somebody of its alerts where the stack has no routing. @default - nothing */
  readonly installed?: Installed;
}

/** Where a stack goes: how Prometheus and Alertmanager run, and how they learn what to scrape, to evaluate and whom to notify. */
export interface Backend {
  readonly kind: 'backend';
  readonly name: string;
  /** What is wrong with the options that it was made of. @default - nothing */
  readonly problems?: readonly OptionProblem[];
  /** What it runs itself; `routed` where the stack has a routing. */
  readonly programs: (routed: boolean) => readonly OwnProgram[];
  /** Where Prometheus answers queries, seen from a pod of the namespace. */
  readonly prometheusUrl: (namespace: string) => string;
  /** Why it does not take a component of this name. @default - it takes each */
  readonly refuses?: (component: string) => ComponentRefusal | undefined;
  /** What is declared as it can be written here: the checks see this. @default - as it is declared */
  readonly adapted?: (monitoring: Monitoring) => Monitoring;
  /** What it attaches a stack to: a stack of the app, or one that is installed. @default - it attaches to none */
  readonly attachedTo?: object;
  readonly render: (monitoring: Monitoring) => Rendering;
  /** What a stack writes that is attached to one of this backend; `isRouted` where that one has a routing. @default - none may be attached */
  readonly tenantParts?: (tenant: Monitoring, isRouted: boolean) => Rendering['parts'];
}
