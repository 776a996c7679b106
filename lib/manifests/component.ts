import type { NamedObject } from '../kubernetes/object';
import type { Alert } from '../model/rule';
import type { OptionProblem } from '../model/shape/problem';
import type { Scrape, Watch } from '../model/watch';
import type { Connection, Context } from './context';
import type { Namespace } from './namespace';

/** A datasource that panels may name. */
export interface ProvisionedDatasource {
  readonly name: string;
  readonly type: string;
  readonly uid: string;
}

/** Something that a stack runs, and how it is watched. */
export interface Component {
  /** The name of its file, and what connections call it. */
  readonly name: string;
  readonly objects: (context: Context) => readonly NamedObject[];
  /** How its /metrics are found. @default - it is not scraped */
  readonly scrapes?: (context: Context) => readonly Scrape[];
  readonly watch?: Watch;
  /**
   * The connections that it opens, and those that are opened to it, but for scrapes, which the stack knows. Its pods may then have
   * these connections, DNS and no other. @default - unknown, so its pods get no network policy
   */
  readonly connections?: (context: Context) => readonly Connection[];
  /** Namespaces that it needs besides the stack's. @default - none */
  readonly namespaces?: (context: Context) => readonly Namespace[];
  /** What it needs, installed with it: but for what is installed already, and for what the stack that it is attached to has. @default - nothing */
  readonly brings?: readonly Component[];
  /** Alerts about itself. Where nobody is told of alerts, it has none, as Prometheus itself has none there. @default - none */
  readonly health?: readonly Alert[];
  /** What has to be installed beside it, as a call, and a series that tells whether it is: `{ 'kubelet()': 'kubelet_node_name' }`. @default - nothing */
  readonly needs?: Readonly<Record<string, string>>;
  /** Datasources of Grafana that it provisions beside Prometheus. @default - none */
  readonly datasources?: readonly ProvisionedDatasource[];
  /** What is wrong with the options that it was made of. @default - nothing */
  readonly problems?: readonly OptionProblem[];
}

/** What is installed, and what that brings. */
export function withBrought(installed: readonly Component[]): readonly Component[] {
  const all = [...installed];
  for (const { brings = [] } of installed)
    for (const brought of brings) if (!all.some(({ name }) => name === brought.name)) all.push(brought);
  return all;
}

/** A component of one's own. */
export const component = (name: string, options: Omit<Component, 'name'>): Component => ({ name, ...options });
