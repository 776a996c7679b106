import type * as crd from '../../../imports/monitoring.coreos.com/alertmanager-config';
import type { SecretKey } from '../secret-key';
import type { HttpLogin } from './http';

/*
 * Integrations of Alertmanager that the AlertmanagerConfig of prometheus-operator lacks, in its manner of writing. They can be said where
 * Alertmanager reads a file of its own; elsewhere they are a finding.
 */

interface Common {
  /** @default true */
  readonly sendResolved?: boolean;
  readonly httpConfig?: Omit<crd.HttpConfig, keyof HttpLogin> & HttpLogin;
}

/** An issue in Jira (Alertmanager documentation, "jira_config"). */
export interface JiraConfig extends Common {
  readonly apiURL?: string;
  /** Which of Jira's interfaces is used. @default auto */
  readonly apiType?: 'auto' | 'cloud' | 'datacenter';
  readonly project: string;
  readonly issueType: string;
  readonly summary?: string;
  readonly description?: string;
  readonly labels?: readonly string[];
  readonly priority?: string;
  readonly reopenTransition?: string;
  readonly resolveTransition?: string;
  readonly wontFixResolution?: string;
  readonly reopenDuration?: string;
  /** Fields of the project, by their ids: any JSON. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** An alert in incident.io (Alertmanager documentation, "incidentio_config"). */
export interface IncidentioConfig extends Common {
  readonly url: string;
  readonly alertSourceToken?: SecretKey;
  readonly maxAlerts?: number;
  readonly timeout?: string;
}

export interface MattermostField {
  readonly title: string;
  readonly value: string;
  readonly short?: boolean;
}

export interface MattermostAttachment {
  readonly fallback?: string;
  readonly color?: string;
  readonly pretext?: string;
  readonly text?: string;
  readonly authorName?: string;
  readonly authorLink?: string;
  readonly authorIcon?: string;
  readonly title?: string;
  readonly titleLink?: string;
  readonly fields?: readonly MattermostField[];
  readonly thumbURL?: string;
  readonly footer?: string;
  readonly footerIcon?: string;
  readonly imageURL?: string;
}

/** A message to Mattermost (Alertmanager documentation, "mattermost_config"). */
export interface MattermostConfig extends Common, MattermostAttachment {
  readonly webhookURL: SecretKey;
  readonly channel?: string;
  readonly username?: string;
  readonly iconURL?: string;
  readonly iconEmoji?: string;
  readonly attachments?: readonly MattermostAttachment[];
  readonly type?: string;
  readonly props?: { readonly card?: string };
  readonly priority?: { readonly priority?: string; readonly requestedAck?: boolean; readonly persistentNotifications?: boolean };
}
