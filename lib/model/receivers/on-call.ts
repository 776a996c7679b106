import type * as crd from '../../../imports/monitoring.coreos.com/alertmanager-config';
import { type AnyDuration, durationText } from '../duration';
import type { SecretKey } from '../secret-key';
import type { Url } from '../url';
import type { JiraConfig } from './further';
import { type HttpAuth, httpSettings } from './http';
import type { Channel } from './receiver';
import { type ChannelOptions, channelSettings, pairs } from './settings';

export interface PagerDutyOptions extends ChannelOptions<crd.PagerdutyConfig> {
  /** The integration key of a service (Events API v2). */
  readonly routingKey: SecretKey;
  /** `critical`, `error`, `warning` or `info`; a Go template, such as `{{ .CommonLabels.severity }}`. @default error */
  readonly severity?: string;
  /** More of the incident's details, by name; Go templates. @default - the alerts that fire and that are over, and their numbers */
  readonly details?: Readonly<Record<string, string>>;
  /** What incidents are grouped by; a Go template. @default - nothing */
  readonly group?: string;
  /** The kind of the event; a Go template. @default - nothing */
  readonly class?: string;
}

/** An incident in PagerDuty, resolved when its alerts are. */
export function pagerduty(options: PagerDutyOptions): Channel {
  const { routingKey, severity, details, group, class: kind, ...rest } = options ?? {};
  const written = { routingKey, severity, details: pairs(details), group, class: kind };
  return { pagerdutyConfigs: [channelSettings<crd.PagerdutyConfig>(written, rest)] };
}

export interface OpsgenieOptions extends ChannelOptions<crd.OpsgenieConfig> {
  /** The key of an integration of the type Prometheus. */
  readonly apiKey: SecretKey;
  /** `P1` to `P5`; a Go template. @default - Opsgenie's own, P3 */
  readonly priority?: string;
  /** Who is told. @default - the team of the integration */
  readonly responders?: readonly { readonly type: 'team' | 'user' | 'schedule' | 'escalation'; readonly name: string }[];
  readonly tags?: readonly string[];
}

/** An alert in Opsgenie, closed when its alerts are over. For Opsgenie of the EU, `raw: { apiURL: 'https://api.eu.opsgenie.com/' }`. */
export function opsgenie(options: OpsgenieOptions): Channel {
  const { apiKey, priority, responders, tags, ...rest } = options ?? {};
  const written = { apiKey, priority, responders: responders?.map(responderOf), tags: Array.isArray(tags) ? tags.join(',') : undefined };
  return { opsgenieConfigs: [channelSettings<crd.OpsgenieConfig>(written, rest)] };
}

type Responder = NonNullable<OpsgenieOptions['responders']>[number];

/** A user of Opsgenie has a user name, which is an address. */
const responderOf = ({ type, name, ...unknown }: Responder): crd.OpsGenieResponder =>
  type === 'user' ? { type, username: name, ...unknown } : { type, name, ...unknown };

export interface JiraOptions extends ChannelOptions<JiraConfig> {
  /** The address of the API: `https://company.atlassian.net/rest/api/3/`. */
  readonly apiUrl: Url;
  /** The key of the project. */
  readonly project: string;
  readonly issueType: string;
  /** For Jira in the cloud, the address of a user and a token of the API. */
  readonly auth: HttpAuth;
  readonly labels?: readonly string[];
  /** How long after it was closed an issue is opened again, and no new one is made. @default - however long */
  readonly reopenDuration?: AnyDuration;
}

/** An issue in Jira. An AlertmanagerConfig has none: in a stack that is read as one, it is a finding. */
export function jira(options: JiraOptions): Channel {
  const { apiUrl, project, issueType, auth, labels, reopenDuration, ...rest } = options ?? {};
  const reopened = reopenDuration === undefined ? undefined : durationText(reopenDuration);
  const written = { apiURL: apiUrl, project, issueType, labels, reopenDuration: reopened, httpConfig: httpSettings(auth, undefined) };
  return { jiraConfigs: [channelSettings<JiraConfig>(written, rest)] };
}
