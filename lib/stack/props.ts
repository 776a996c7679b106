import type { Backend } from '../backends/backend';
import type { ImageOptions } from '../manifests/images';
import type { Named, Namespace } from '../manifests/namespace';
import type { NetworkOptions } from '../manifests/network';
import type { ClusterSize } from '../manifests/size';
import type { AnyDuration } from '../model/duration';
import type { Labels } from '../model/labels';
import type { Routing } from '../model/routing';
import type { Acceptance } from './accept';

export interface MonitoringStackProps extends ImageOptions {
  /**
   * Where everything of the stack runs, but for what the host must lend something to. A text is a namespace that the stack makes, with the
   * Pod Security level `restricted`: a team's own pods in it have to meet that. `existing('shop')`, or a construct, is one that somebody
   * else makes; `namespace('shop', { ... })` is made otherwise.
   */
  readonly namespace: string | Named | Namespace;
  /** Where the stack goes. @default standalone() */
  readonly backend?: Backend;
  /** How often targets are scraped. @default 30s */
  readonly scrapeInterval?: AnyDuration;
  /** How often rules are evaluated. @default - as often as targets are scraped */
  readonly evaluationInterval?: AnyDuration;
  /** Who is told of which alert. @default - nobody, and then no Alertmanager runs; an alert of the stack is then a finding */
  readonly routing?: Routing;
  /**
   * One label that tells this cluster from others whose series are stored beside its own: `{ cluster: 'prod-eu' }`. All series and alerts
   * have it, and no rule takes it away. Dashboards do not ask for it. @default - none
   */
  readonly clusterLabel?: Labels;
  /** The size of the cluster, which requests follow from. @default - 3 nodes with 60 pods */
  readonly cluster?: ClusterSize;
  /**
   * The URL of the folder that holds a page for each alert, without a slash at the end.
   * @default - an alert names a page only where it has an annotation runbook_url of its own
   */
  readonly runbooks?: string;
  /**
   * Connections to allow beside those that follow from targets, receivers and components, or `off` for no network policies.
   * @default - pods of the stack have the connections that are declared, and no other
   */
  readonly network?: 'off' | NetworkOptions;
  /** Labels of every object. @default - those that tell whose it is */
  readonly labels?: Labels;
  /** Annotations of every object. @default - none */
  readonly annotations?: Labels;
  /** The folder of Grafana that holds dashboards that name none. @default - Grafana's own first folder */
  readonly dashboardFolder?: string;
  /** Findings that are right here, in the stack and in all of its app. @default - none */
  readonly accept?: readonly Acceptance[];
  /**
   * The folder of the output folder that a MonitoringApp writes the stack to; `.` is the output folder itself.
   * @default - the output folder for a stack alone; the id of the stack where an app has several
   */
  readonly folder?: string;
}
